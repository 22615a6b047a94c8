/**
 * Books an appointment. Corrections ("no, Tuesday"), several values in one sentence, "what?", "go back", keys and "a
 * person, please" work in every node without being written here.
 */
import { ask, choose, end, flow, run, say, transfer, when } from "offhook/flow";
import type { calendarTools } from "./tools.ts";

export const bookingFlow = ({ findSlots, bookSlot }: ReturnType<typeof calendarTools>) =>
  flow("booking", ({ slots }) => ({
    start: ask("day", "Which day suits you?", { slot: slots.date({ future: true }) }).then("time"),
    time: ask("time", "And at what time?", { slot: slots.time() }).then("find"),
    find: run(findSlots)
      .then([when("result.free", "eq", true, "name"), when("result.alternatives.length", "gt", 0, "offer")])
      .otherwise("fullDay")
      .onFault("person"),
    offer: choose(
      "pick",
      "I'm sorry, {{time | time}} is taken. I have {{result.alternatives | times}}. Which one would you like?",
      "result.alternatives",
    ).then("take"),
    take: run(findSlots, { day: slots.ref("day"), time: slots.ref("pick") })
      .then([when("result.free", "eq", true, "name")])
      .otherwise("fullDay")
      .onFault("person"),
    fullDay: say("I'm sorry, {{day | date}} is full.").then("start"),
    name: ask("name", "May I have your name?", { slot: slots.name() }).then("phone"),
    phone: ask("phone", "And a phone number to reach you?", { slot: slots.phone(), confirm: true }).then("confirm"),
    confirm: ask("sure", "{{day | date}} at {{result.time | time}} for {{name}}. Shall I book it?", {
      slot: slots.yesNo(),
    })
      .then([when("sure", "eq", true, "book")])
      .otherwise("start"),
    book: run(bookSlot, {
      day: slots.ref("day"),
      time: slots.ref("result.time"),
      name: slots.ref("name"),
      phone: slots.ref("phone"),
    })
      .then([when("result.booked", "eq", true, "done")])
      .otherwise("fullDay")
      .onFault("person"),
    person: transfer("frontDesk", "I'm sorry, the calendar does not answer. I'm putting you through."),
    done: say("It is booked: {{day | date}} at {{result.time | time}}.").then("bye"),
    bye: end("See you then. Goodbye!"),
  }));
