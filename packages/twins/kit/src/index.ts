/** What twins share. Knows no vendor. */
export { drawMs, type Latency, type Random, seededRandom, uuid } from "./chance.ts";
export { type MemoryFetch, type MemoryInit, memoryFetch } from "./memory-fetch.ts";
export { type FormPart, parseMultipart } from "./multipart.ts";
export { Outbox, type Wire, type WireMessage } from "./outbox.ts";
export { parseObject } from "./parse-object.ts";
export { realClock } from "./real-clock.ts";
export {
  bytesOf,
  jsonReply,
  SILENT_REPLY,
  type TimedBytes,
  type TimedReply,
  type TwinAnswer,
  type TwinHttpRequest,
  type TwinReply,
  type TwinRequest,
  timedReply,
  type WatchedReply,
  watchedReply,
} from "./reply.ts";
export {
  type HttpTwin,
  type ServedTwin,
  type SocketTwin,
  serveHttpTwin,
  serveSocketTwin,
  type TwinConversation,
} from "./serve-twin.ts";
export { type TonalSpeech, type TonalWord, tonalSpeech } from "./tonal-speech.ts";
export { troubledReply } from "./troubled-reply.ts";
export { type LineTrouble, TroubleScript } from "./troubles.ts";
export { type SeenTraffic, watched } from "./watched.ts";
