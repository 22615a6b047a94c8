/** The clinic's receptionist in English: books into the calendar. */
import { deskFlow } from "../parts/desk-flow.ts";
import { EVERYDAY_EN as WORDS } from "../parts/everyday-en.ts";
import { messageFlows } from "../parts/message-flows.ts";
import type { TemplateText } from "../template.ts";
import { bookingFlow } from "./booking.ts";
import { BOOKING_EN } from "./booking-words.ts";

const NAME = "Appointment Booking";

/** Days, times and numbers stand among the ways to ask: some callers begin with them. */
const ASKS_TO_BOOK = [
  "I'd like to book an appointment",
  "I would like to make an appointment",
  "I need an appointment",
  "can I get an appointment",
  "book an appointment for tomorrow at ten",
  "book me in for next Tuesday morning",
  "schedule a visit",
  "I want to come in for a check-up",
  "do you have anything free on Friday",
  "do you have any free times",
  "when can I come",
  "reserve a time",
  "book",
  "appointment",
  "tomorrow at ten",
  "tomorrow afternoon at half past two",
  "next Monday at nine in the morning",
  "my name is John and my number is four one five two six seven eight nine three zero",
  "tomorrow at 10, my name is John Smith, my number is 415 555 2671",
  "I'd like to book for tomorrow at 10 am, my name is John Smith, and my phone number is 415 555 2671",
  "book me in for Friday, it's for Mary",
];

const desk = deskFlow(
  {
    canDo: "I can book an appointment, tell you our opening hours and prices and how to find us, or take a message.",
    cannot: "I'm sorry, I don't know that.",
    errands: [{ flow: "booking", asked: ASKS_TO_BOOK }],
    answers: [
      {
        id: "hours",
        say: "We are open from nine to six on weekdays, and from ten to four on Saturdays and Sundays.",
        asked: [
          "what are your opening hours",
          "when are you open",
          "are you open on Saturday",
          "are you open on weekends",
          "what time do you open",
          "what time do you close",
        ],
      },
      {
        id: "prices",
        say: "A first visit costs sixty dollars. You will hear the price of anything else before it begins.",
        asked: [
          "how much does it cost",
          "what are your prices",
          "how much is a check-up",
          "how much is the first visit",
          "is it expensive",
        ],
      },
      {
        id: "insurance",
        say: "We work with most insurers. Please bring your card with you.",
        asked: ["do you take insurance", "do you accept my insurance", "is it covered by my insurance"],
      },
      {
        id: "directions",
        say: "You will find our address and a map on our web site, and there is parking right behind the house.",
        asked: [
          "where are you",
          "what is your address",
          "how do I find you",
          "how do I get there",
          "is there parking",
          "where can I park",
        ],
      },
      {
        id: "change",
        say: "I can't move or cancel appointments myself. Leave a message, and a colleague will call you back about it.",
        asked: [
          "I need to cancel my appointment",
          "can I move my appointment",
          "I have to reschedule",
          "change my appointment",
        ],
      },
    ],
  },
  WORDS,
);

export const en: TemplateText = {
  name: NAME,
  description: "A receptionist who books appointments, answers the usual questions and takes messages.",
  examples: [
    "I'd like to book an appointment for tomorrow at ten.",
    "How much is a check-up?",
    "Are you open on Saturday?",
    "Can I leave a message?",
  ],
  scenarios: [
    {
      name: "Books in one sentence",
      says: [
        "I'd like to book an appointment for tomorrow at ten, my name is John Smith, my number is four one five, five five five, two six seven one.",
        "Yes.",
        "No, that's all.",
      ],
      expects: ["for John Smith", "Your appointment is booked", "Goodbye"],
    },
    {
      name: "Books step by step",
      says: [
        "I need an appointment.",
        "Next Wednesday.",
        "At half past eleven.",
        "Mary Jones",
        "four one five, five five five, two six four four",
        "Yes, please.",
      ],
      expects: ["And at what time?", "for Mary Jones", "booked for Wednesday"],
    },
    {
      name: "Asks before coming",
      says: ["Are you open on Saturday?", "How much is a check-up?", "No, thank you."],
      expects: ["ten to four on Saturdays", "sixty dollars"],
    },
  ],
  settings: {
    name: NAME,
    language: "en",
    firstMessage: "Hello, this is the automated assistant of our clinic. How can I help you?",
    instructions: [
      "You are the receptionist of our clinic. You book appointments, answer questions about opening hours, prices and",
      "the way, and take messages. The call began at {{now}}: count tomorrow and next week from there.",
      "For an appointment you need the day, the time, the caller's name and their telephone number; ask only for what",
      "they have not said yet. Look with findSlots before you promise a time; if it is taken, offer at most three of the",
      "times that it gives. Read everything back once, and book with bookSlot only after a yes.",
      "An appointment is booked only when bookSlot has said so. To move or cancel one, take a message.",
      "Give no medical advice; in an emergency, tell the caller to hang up and dial the emergency number.",
      WORDS.onTelephone,
    ].join(" "),
    tools: ["findSlots", "bookSlot", "takeMessage"],
    flow: [desk, bookingFlow(BOOKING_EN), ...messageFlows(WORDS)],
  },
};
