/** What every vendor's adapter would otherwise repeat. Knows no vendor. */
export { AudioPlaces } from "./audio-places.ts";
export { causeOf } from "./cause-of.ts";
export { REAL_CLOCK } from "./clock.ts";
export { failedSession, failedSpeech, later } from "./failing-later.ts";
export { Generation, type GenerationFailure, type GenerationParts } from "./generation.ts";
export { list, number, parse, record, records, string } from "./json.ts";
export {
  type HeardMessage,
  type ListenFaults,
  ListenLine,
  type ListenLineParts,
  type ListenTimeouts,
} from "./listen-line.ts";
export {
  type AnswerDialect,
  type AnswerReading,
  type AnswerStep,
  type EndedBecause,
  ModelAnswer,
} from "./model-answer.ts";
export { MODEL_TIMEOUTS, type ModelTimeouts, patientTimeouts } from "./model-timeouts.ts";
export { retryAfterMs } from "./retry-after.ts";
export { EventReader, type ServerSentEvent } from "./server-sent-events.ts";
export { type QueryValue, queryOf, socketAddress } from "./socket-address.ts";
export { type NamedEnd, nameOfEnd, type SocketEnd } from "./socket-end.ts";
export { SpeakJob } from "./speak-job.ts";
export { speakablePieces } from "./speakable-text.ts";
export {
  type PostEvents,
  type PostFailure,
  type PostFetch,
  type PostInit,
  type PostRequest,
  type Refusal,
  StreamedPost,
} from "./streamed-post.ts";
export { TelephoneSound } from "./telephone-sound.ts";
export { tidyHistory } from "./tidy-history.ts";
export { type ToolCallPiece, ToolCallPieces } from "./tool-call-pieces.ts";
export { type ToolResult, type Turn, type Turns, turnsOf } from "./turns.ts";
export { type BytesAnswer, type BytesRequest, getBytes } from "./vendor-bytes.ts";
export { openAhead } from "./vendor-connections.ts";
export {
  type CommonFault,
  type CommonFaults,
  commonFaults,
  type FaultEntry,
  faultMaker,
  faultOfStatus,
  type MakeFault,
  type Vendor,
  withoutKey,
} from "./vendor-faults.ts";
export { getJson, type JsonAnswer, type JsonRequest } from "./vendor-http.ts";
export { modelFaults } from "./vendor-model-faults.ts";
export { type SocketEvents, type SocketRequest, VendorSocket } from "./vendor-socket.ts";
export { type LineEvents, type LostLine, type VoiceLine, VoiceLines, type VoiceLinesParts } from "./voice-lines.ts";
