/** Twilio as a carrier: TwiML, signatures, tickets, media streams, REST. Speaks to the engine through its ports alone. */

export type {
  AvailableNumber,
  NumberCapabilities,
  TwilioAlert,
  TwilioNumber,
  TwilioRecording,
} from "./account-resources.ts";
export { CALLER_AUDIO_DEFAULTS } from "./caller-audio.ts";
export {
  explainTwilioFault,
  type FaultText,
  TWILIO_FAULTS,
  type TwilioFaultCode,
  twilioFault,
} from "./faults.ts";
export {
  isRouted,
  type NumberRouting,
  type NumberRoutingPlan,
  numberRoutingPlan,
  type RoutingChange,
  type RoutingField,
} from "./number-routing.ts";
export { MAX_MESSAGE_CHARS, parseTwilioFrame } from "./parse-twilio-frame.ts";
export { REST_DEFAULTS, type TwilioRestOptions } from "./rest-caller.ts";
export {
  type CallChange,
  type CallFilter,
  type NewCall,
  TwilioRest,
} from "./rest-client.ts";
export { exchangeOverHttp, type RestExchange, type RestOutcome, type RestRequest } from "./rest-exchange.ts";
export type { NumberOrder, NumberSearch } from "./rest-numbers.ts";
export type { BundleFilter, BundleState, TwilioAddress, TwilioBundle } from "./rest-papers.ts";
export type { AlertFilter, RecordingFilter } from "./rest-records.ts";
export type {
  AccountResource,
  CallResource,
  MessageResource,
  RestResult,
  TwilioRestFault,
} from "./rest-resources.ts";
export {
  bodySha256,
  type SignedParams,
  type SignedRequest,
  twilioSignature,
  verifyTwilioSignature,
} from "./signature.ts";
export { MemoryTicketStore, newTicket, TICKET_LIFE_MS, type TicketStore, ticketHash } from "./tickets.ts";
export type { TwilioFrame, TwilioMedia, TwilioStart } from "./twilio-frame.ts";
export { MAX_UNSENT_BYTES, type TextTransport, TwilioLeg } from "./twilio-leg.ts";
export { SESSION_DEFAULTS, TwilioSession, type TwilioSessionOptions } from "./twilio-session.ts";
export { serveTwilioSocket } from "./twilio-socket.ts";
export {
  type ConnectStream,
  connectStream,
  type DialNumbers,
  dial,
  emptyTwiml,
  hangup,
  pause,
  redirect,
  reject,
  say,
  twiml,
} from "./twiml.ts";
export {
  type CallFields,
  type CallStatus,
  type DialWebhook,
  readDialWebhook,
  readStatusWebhook,
  readVoiceWebhook,
  type StatusWebhook,
  signedParams,
  type TwilioDirection,
  type VoiceWebhook,
} from "./webhook-params.ts";
