/** Books in few words: whatever was said in one breath is not asked for again, and everything is read back once. */
import type { TemplateFlow } from "../template.ts";

export const bookingFlow: TemplateFlow = {
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
      onFault: "calendarSilent",
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
      text: "I'm sorry, {{result.time | time}} is not free. I have {{result.alternatives | times}}. Which one would you like?",
      next: { otherwise: "findPick" },
    },
    findPick: {
      type: "run",
      tool: "findSlots",
      args: { day: "day", time: "pick" },
      onFault: "calendarSilent",
      next: {
        when: [
          { path: "result.free", op: "eq", value: true, to: "name" },
          { path: "result.alternatives.length", op: "gt", value: 0, to: "offer" },
        ],
        otherwise: "fullDay",
      },
    },
    fullDay: {
      type: "say",
      text: "I'm sorry, there is nothing free on {{day | date}}.",
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
      help: "You can also type it on the keys of your phone.",
      // Read back below, together with the rest: one yes is enough.
      spec: { kind: "phone" },
      next: { otherwise: "confirm" },
    },
    confirm: {
      type: "ask",
      slot: "sure",
      text:
        "That is {{day | date}} at {{result.time | time}}, for {{name}}, and your number is {{phone | phone}}. " +
        "Shall I book it?",
      again: ["Please say yes or no. Shall I book it?"],
      help: "If something is wrong, just say it right, for example: no, at eleven.",
      spec: { kind: "yes-no" },
      next: { when: [{ path: "sure", op: "eq", value: true, to: "book" }], otherwise: "change" },
    },
    // "The time is eleven" is heard as a correction and leads back to the question above; anything else starts over.
    change: {
      type: "ask",
      slot: "change",
      text: "All right. What should be different?",
      help: "For example, say: Tuesday at eleven. Or: my number is, and then the number.",
      spec: { kind: "text" },
      next: { otherwise: "anew" },
    },
    anew: { type: "say", text: "Let's go through it once more.", next: { otherwise: "day" } },
    book: {
      type: "run",
      tool: "bookSlot",
      args: { day: "day", time: "result.time", name: "name", phone: "phone" },
      onFault: "notBooked",
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
      text: "I'm sorry, somebody else has just taken that time.",
      next: { otherwise: "offer" },
    },
    done: {
      type: "say",
      text: "Your appointment is booked for {{day | date}} at {{result.time | time}}.",
      next: { otherwise: null },
    },
    notBooked: {
      type: "branch",
      next: { when: [{ path: "result.unknown", op: "eq", value: true, to: "unsure" }], otherwise: "calendarSilent" },
    },
    unsure: {
      type: "say",
      text: "I could not confirm the booking just now. We will check it and call you back.",
      next: { otherwise: null },
    },
    calendarSilent: {
      type: "say",
      text: "I'm sorry, I can't reach the calendar right now.",
      next: { otherwise: "message" },
    },
    message: { type: "go", flow: "message", next: { otherwise: null } },
  },
};
