/** The store, for the server's other folders. */
export {
  type AssistantVersion,
  defaultAssistant,
  getAssistant,
  publishAssistant,
  seedAssistant,
} from "./assistants.ts";
export { type Booking, book, cancelBooking, findBookingByKey, listBookings, type NewBooking } from "./bookings.ts";
export { createCallLog } from "./call-log.ts";
export {
  answerCall,
  type CallEnd,
  type CallRow,
  createCall,
  endCall,
  endStream,
  findCall,
  findCallByCarrierId,
  listOpenCalls,
  type NewCall,
  raiseEpoch,
  setRecording,
} from "./calls.ts";
export { type Effect, findEffect, type IntendedEffect, intendEffect, listEffects, settleEffect } from "./effects.ts";
export { latestSnapshot, readEvents } from "./events.ts";
export { findMessageByKey, listMessages, type Message, type NewMessage, takeMessage } from "./messages.ts";
export { type Carrier, type Direction, ENDED_REASONS, type EndedReason, type RecordingState } from "./schema.ts";
export { getSetting, setSetting } from "./settings.ts";
export { openStore, type Store } from "./store.ts";
export { createTicketStore } from "./tickets.ts";
export { type CallLatency, project, type Turn, type TurnLatency } from "./transcript.ts";
