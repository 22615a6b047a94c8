/** Books an appointment: day, time, name, telephone number, read back and confirmed. */
import type { FlowDefinition } from "@offhook/engine/flow";

export const bookingFlow: FlowDefinition = {
  id: "booking",
  start: "day",
  nodes: {
    day: {
      type: "ask",
      slot: "day",
      text: "Which day would you like?",
      again: ["Sorry, I didn't get the day. On which day would you like to come?"],
      help: "For example, say tomorrow, next Tuesday, or the third of December.",
      spec: { kind: "date", future: true },
      next: { otherwise: "time" },
    },
    time: {
      type: "ask",
      slot: "time",
      text: "And at what time?",
      again: ["Sorry, at what time would you like to come?"],
      help: "For example, say ten in the morning, or half past two.",
      spec: { kind: "time" },
      next: { otherwise: "find" },
    },
    find: {
      type: "run",
      tool: "findSlots",
      args: { day: "day", time: "time" },
      onFault: "person",
      next: {
        when: [
          { path: "result.free", op: "eq", value: true, to: "name" },
          { path: "result.alternatives.length", op: "gt", value: 0, to: "offer" },
        ],
        otherwise: "fullDay",
      },
    },
    offer: {
      type: "choose",
      slot: "pick",
      from: "result.alternatives",
      text: "{{time | time}} is taken. On that day I have {{result.alternatives | times}}. Which one would you like?",
      next: { otherwise: "take" },
    },
    take: {
      type: "run",
      tool: "findSlots",
      args: { day: "day", time: "pick" },
      onFault: "person",
      next: {
        when: [{ path: "result.free", op: "eq", value: true, to: "name" }],
        otherwise: "fullDay",
      },
    },
    fullDay: {
      type: "say",
      text: "I'm sorry, {{day | date}} has nothing free around that time.",
      next: { otherwise: "day" },
    },
    name: {
      type: "ask",
      slot: "name",
      text: "May I have your name?",
      again: ["Sorry, could you tell me just your name, please?"],
      help: "You can also spell it, letter by letter.",
      spec: { kind: "name" },
      next: { otherwise: "phone" },
    },
    phone: {
      type: "ask",
      slot: "phone",
      text: "And what is your phone number?",
      again: ["Sorry, I didn't get the number. Please say it digit by digit."],
      help: "You can say it digit by digit.",
      spec: { kind: "phone" },
      confirm: true,
      next: { otherwise: "confirm" },
    },
    confirm: {
      type: "ask",
      slot: "sure",
      text: "{{day | date}} at {{result.time | time}} for {{name}}. Shall I book it?",
      again: ["Please say yes or no. Shall I book it?"],
      spec: { kind: "yes-no" },
      next: { when: [{ path: "sure", op: "eq", value: true, to: "book" }], otherwise: "change" },
    },
    change: { type: "say", text: "All right, let's change it.", next: { otherwise: "day" } },
    book: {
      type: "run",
      tool: "bookSlot",
      args: { day: "day", time: "result.time", name: "name", phone: "phone" },
      onFault: "unsure",
      next: {
        when: [
          { path: "result.booked", op: "eq", value: true, to: "done" },
          { path: "result.alternatives.length", op: "gt", value: 0, to: "taken" },
        ],
        otherwise: "fullDay",
      },
    },
    taken: {
      type: "say",
      text: "I'm sorry, that time has just been taken by somebody else.",
      next: { otherwise: "offer" },
    },
    done: {
      type: "say",
      text: "Your appointment is booked for {{day | date}} at {{result.time | time}}.",
      next: { otherwise: null },
    },
    unsure: {
      type: "branch",
      next: { when: [{ path: "result.unknown", op: "eq", value: true, to: "checking" }], otherwise: "person" },
    },
    checking: {
      type: "say",
      text: "I could not confirm the booking just now. We will check it and call you back to confirm.",
      next: { otherwise: null },
    },
    person: {
      type: "say",
      text: "I'm sorry, the calendar does not answer. Let me find somebody for you.",
      next: { otherwise: "transfer" },
    },
    transfer: { type: "transfer", person: "frontDesk", onFailed: "message" },
    message: { type: "go", flow: "message", next: { otherwise: null } },
  },
};
