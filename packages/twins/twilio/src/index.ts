/** A protocol-exact stand-in of Twilio, in real time over sockets or wholly in virtual time. */
export type { TwinAccount, VerifiedNumber } from "./account.ts";
export type { CallRecording, RecordingOrder, RecordingStatus } from "./call-recording.ts";
export type { Alert, AlertRequest, StatusCallback } from "./call-world.ts";
export { FRAME_BYTES, FRAME_MS, FrameTicker, SILENCE_BYTE, SILENT_FRAME } from "./frame-ticker.ts";
export {
  ConnectionFailed,
  type HttpRequest,
  type HttpResponse,
  type HttpTransport,
  memoryHttp,
  realHttp,
  type WebhookHandler,
} from "./http-transport.ts";
export type { LineScript } from "./line-script.ts";
export type { OwnedNumber } from "./number-book.ts";
export type { NumberSettings, SettingName } from "./number-settings.ts";
export type { AccountAddress, AccountBundle, BundleStatus, NewAddress, NewBundle, PaperBook } from "./paper-book.ts";
export { type CallEvent, type CallerEar, DEFAULT_PERSON, type Person, silentEar } from "./person.ts";
export { RealClock } from "./real-clock.ts";
export { realSockets } from "./real-sockets.ts";
export type { RestAnswer, RestRequest } from "./rest-answers.ts";
export type { TwinMessage } from "./rest-messages.ts";
export type { RestTrouble } from "./rest-trouble.ts";
export { type Random, seededRandom } from "./seeded-random.ts";
export { signRequest } from "./sign-request.ts";
export {
  type MemoryAccept,
  type MemoryPeer,
  type MemoryPeerEvents,
  memorySockets,
  type SocketRequest,
  type SocketTransport,
  type TwinSocket,
  type TwinSocketEvents,
} from "./socket-transport.ts";
export { type PlaceCall, TwilioTwin, type TwilioTwinOptions } from "./twilio-twin.ts";
export type { StreamRecord, TwinCall } from "./twin-call.ts";
export { VIRTUAL_START_MS, VirtualClock } from "./virtual-clock.ts";
