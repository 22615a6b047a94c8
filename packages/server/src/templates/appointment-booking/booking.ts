/** Books in few words: whatever was said in one breath is not asked for again, and everything is read back once. */
import type { TemplateFlow } from "../template.ts";

type Nodes = TemplateFlow["nodes"];

interface Question {
  text: string;
  again?: readonly string[];
  help?: string;
}

/** What is said on the way; `{{…}}` are values of the call. */
export interface BookingWords {
  day: Question;
  time: Question;
  offer: string;
  fullDay: string;
  name: Question;
  phone: Question;
  confirm: Question;
  change: Question;
  anew: string;
  taken: string;
  done: string;
  unsure: string;
  calendarSilent: string;
}

export const bookingFlow = (words: BookingWords): TemplateFlow => ({
  id: "booking",
  start: "day",
  nodes: { ...whenNodes(words), ...whoNodes(words), ...bookNodes(words) },
});

/** A day and a time that are free. */
const whenNodes = (words: BookingWords): Nodes => ({
  day: {
    type: "ask",
    slot: "day",
    ...asked(words.day),
    spec: { kind: "date", future: true },
    next: { otherwise: "time" },
  },
  time: {
    type: "ask",
    slot: "time",
    ...asked(words.time),
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
    text: words.offer,
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
    text: words.fullDay,
    next: { otherwise: "day" },
  },
});

/** For whom, and is it all right so. */
const whoNodes = (words: BookingWords): Nodes => ({
  name: {
    type: "ask",
    slot: "name",
    ...asked(words.name),
    spec: { kind: "name" },
    next: { otherwise: "phone" },
  },
  phone: {
    type: "ask",
    slot: "phone",
    ...asked(words.phone),
    // Read back below, together with the rest: one yes is enough.
    spec: { kind: "phone" },
    next: { otherwise: "confirm" },
  },
  confirm: {
    type: "ask",
    slot: "sure",
    ...asked(words.confirm),
    spec: { kind: "yes-no" },
    next: { when: [{ path: "sure", op: "eq", value: true, to: "book" }], otherwise: "change" },
  },
  // "The time is eleven" is heard as a correction and leads back to the question above; anything else starts over.
  change: {
    type: "ask",
    slot: "change",
    ...asked(words.change),
    spec: { kind: "text" },
    next: { otherwise: "anew" },
  },
  anew: { type: "say", text: words.anew, next: { otherwise: "day" } },
});

/** The booking itself, and what may come of it. */
const bookNodes = (words: BookingWords): Nodes => ({
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
    text: words.taken,
    next: { otherwise: "offer" },
  },
  done: {
    type: "say",
    text: words.done,
    next: { otherwise: null },
  },
  notBooked: {
    type: "branch",
    next: { when: [{ path: "result.unknown", op: "eq", value: true, to: "unsure" }], otherwise: "calendarSilent" },
  },
  unsure: {
    type: "say",
    text: words.unsure,
    next: { otherwise: null },
  },
  calendarSilent: {
    type: "say",
    text: words.calendarSilent,
    next: { otherwise: "message" },
  },
  message: { type: "go", flow: "message", next: { otherwise: null } },
});

const asked = ({ again, ...rest }: Question) => ({ ...rest, ...(again ? { again: [...again] } : {}) });
