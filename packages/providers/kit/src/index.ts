/** What every vendor's adapter would otherwise repeat. Knows no vendor. */
export { AudioPlaces } from "./audio-places.ts";
export { REAL_CLOCK } from "./clock.ts";
export { failedSession, failedSpeech, later } from "./failing-later.ts";
export { list, number, parse, record, records, string } from "./json.ts";
export { type QueryValue, queryOf, socketAddress } from "./socket-address.ts";
export { type NamedEnd, nameOfEnd, type SocketEnd } from "./socket-end.ts";
export { SpeakJob } from "./speak-job.ts";
export { speakablePieces } from "./speakable-text.ts";
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
export { type SocketEvents, type SocketRequest, VendorSocket } from "./vendor-socket.ts";
export { type LineEvents, type LostLine, type VoiceLine, VoiceLines, type VoiceLinesParts } from "./voice-lines.ts";
