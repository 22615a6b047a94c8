/** What twins share. Knows no vendor. */
export { drawMs, type Latency, type Random, seededRandom, uuid } from "./chance.ts";
export { Outbox, type Wire, type WireMessage } from "./outbox.ts";
export { parseObject } from "./parse-object.ts";
export { realClock } from "./real-clock.ts";
export {
  jsonReply,
  type ServedTwin,
  type SocketTwin,
  serveSocketTwin,
  type TwinConversation,
  type TwinReply,
  type TwinRequest,
} from "./serve-twin.ts";
export { type TonalSpeech, type TonalWord, tonalSpeech } from "./tonal-speech.ts";
export { type LineTrouble, TroubleScript } from "./troubles.ts";
export { type SeenTraffic, watched } from "./watched.ts";
