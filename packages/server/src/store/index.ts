/** The store, for the server's other folders. */
export {
  type AssistantVersion,
  defaultAssistant,
  getAssistant,
  seedAssistant,
} from "./assistants.ts";
export { type Booking, book, findBookingByKey, listBookings, type NewBooking } from "./bookings.ts";
export { createCallLog } from "./call-log.ts";
export {
  type CallEnd,
  type CallRow,
  createCall,
  endCall,
  endStream,
  findCallByCarrierId,
  listOpenCalls,
  type NewCall,
  raiseEpoch,
  setRecording,
} from "./calls.ts";
export { type Effect, type IntendedEffect, intendEffect, settleEffect } from "./effects.ts";
export { readEvents } from "./events.ts";
export { findMessageByKey, type Message, type NewMessage, takeMessage } from "./messages.ts";
export type { Carrier, Direction, EndedReason, RecordingState } from "./schema.ts";
export { changeSetting, getSetting, setSetting } from "./settings.ts";
export type { Store } from "./store.ts";
export { createTicketStore } from "./tickets.ts";
export type { CallLatency, Turn, TurnLatency } from "./transcript.ts";
