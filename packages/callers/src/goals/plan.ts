/** What a person who wants an appointment answers. Pure: the same words heard give the same words said. */
import type { Manner } from "../personas.ts";
import { type Question, questionIn } from "./question.ts";
import {
  compareDigits,
  digitsIn,
  inGroups,
  nationalDigits,
  sayTime,
  timesIn,
  WEEKDAYS,
  weekdayIn,
} from "./spoken-values.ts";

export interface Appointment {
  /** As said: "tomorrow", "next Tuesday". */
  day: string;
  /** As said: "ten in the morning". */
  time: string;
  name: string;
  phone: string;
}

export interface Plan {
  wanted: Appointment;
  /** Minutes on the dial that would be fine: the wanted time, then what was agreed on. */
  timeMinutes: number | null;
  booked: boolean;
  /** Read-backs that were contradicted. */
  corrections: number;
  /** How often the same was asked, or not understood, in a row. */
  repeats: number;
  lastAnswer: string;
  /** What was asked last: asked again, an impatient person answers in full. */
  lastQuestion: Question | null;
}

export interface Answer {
  say: string;
  /** After it the person waits for a goodbye and hangs up. */
  isLast: boolean;
}

/** After so many the person believes the agent more than the own ears, which mishear too. */
const MAX_CORRECTIONS = 2;
/** Fewer are part of a date or a time. */
const LEAST_DIGITS = 5;

/** Then the person gives up. */
const MAX_REPEATS = 5;
const OPENING = "Hello, I would like to book an appointment.";

export function openPlan(wanted: Appointment): Plan {
  const timeMinutes = timesIn(`at ${wanted.time}`)[0] ?? null;
  return { wanted, timeMinutes, booked: false, corrections: 0, repeats: 0, lastAnswer: "", lastQuestion: null };
}

export function opening({ wanted }: Plan, manner: Manner): string {
  if (!manner.brief) return OPENING;
  const { day, time, name, phone } = wanted;
  return `I'd like to book an appointment for ${day} at ${time}. My name is ${name}, my number is ${inGroups(phone)}.`;
}

/** Changes the plan by what was learnt. */
export function answerTo(heard: string, plan: Plan, manner: Manner): Answer {
  const question = questionIn(heard);
  if (question === "booked") plan.booked = true;
  const isAskedAgain = question === plan.lastQuestion;
  plan.repeats = isAskedAgain ? plan.repeats + 1 : 0;
  plan.lastQuestion = question;
  // Who was not understood in a word says it in full.
  const say = words(question, heard, plan, isAskedAgain ? { ...manner, brief: false } : manner);
  if (question !== "still-there") plan.lastAnswer = say;
  return { say, isLast: question === "goodbye" || plan.booked || plan.repeats >= MAX_REPEATS };
}

function words(question: Question, heard: string, plan: Plan, manner: Manner): string {
  const { wanted } = plan;
  const brief = (short: string, long: string) => (manner.brief ? short : long);
  if (plan.booked) return brief("Thanks, bye.", "No, thank you, that is all. Goodbye.");
  switch (question) {
    case "help":
    case "anything-else":
      return opening(plan, manner);
    case "day":
      return brief(`${wanted.day}.`, `${capital(wanted.day)}, please.`);
    case "time":
      return brief(`At ${agreedTime(plan)}.`, `At ${agreedTime(plan)}, please.`);
    case "name":
      return brief(`${wanted.name}.`, `My name is ${wanted.name}.`);
    case "phone":
      return brief(`${inGroups(wanted.phone)}.`, `My number is ${inGroups(wanted.phone)}.`);
    case "confirm":
      return confirmOrCorrect(heard, plan);
    case "alternatives":
      return takeAlternative(heard, plan);
    case "person":
    case "start-over":
      return "No, thank you.";
    case "goodbye":
      return "Goodbye.";
    default:
      return plan.lastAnswer || opening(plan, manner);
  }
}

function confirmOrCorrect(heard: string, plan: Plan): string {
  const wrong = plan.corrections < MAX_CORRECTIONS ? misheard(heard, plan) : null;
  if (wrong === null) return "Yes, please.";
  plan.corrections += 1;
  return wrong;
}

/** The first thing in a read-back that is not as wanted, put right; null: nothing is. */
function misheard(heard: string, plan: Plan): string | null {
  const { wanted } = plan;
  const digits = digitsIn(heard);
  const compared = digits.length < LEAST_DIGITS ? "same" : compareDigits(digits, nationalDigits(wanted.phone));
  if (compared === "doubtful" && plan.corrections === 0) return "Sorry, could you say that again?";
  if (compared !== "same") return `No, it is ${inGroups(wanted.phone)}.`;
  const weekday = weekdayIn(heard);
  const wantedDay = weekdayIn(wanted.day);
  if (weekday !== null && wantedDay !== null && weekday !== wantedDay)
    return `No, ${capital(WEEKDAYS[wantedDay] ?? "")}.`;
  const times = timesIn(heard);
  if (times.length > 0 && plan.timeMinutes !== null && !times.includes(plan.timeMinutes)) {
    return `No, at ${agreedTime(plan)}.`;
  }
  return null;
}

/** "Ten is taken. I have nine or eleven": the first that is not the one refused. */
function takeAlternative(heard: string, plan: Plan): string {
  const offered = timesIn(heard.replace(/^.*?\bi have\b/i, "")).find((minutes) => minutes !== plan.timeMinutes);
  if (offered === undefined) return "The first one, please.";
  plan.timeMinutes = offered;
  return `${capital(sayTime(offered))}, please.`;
}

/** As the person put it, unless something else was agreed on. */
function agreedTime({ wanted, timeMinutes }: Plan): string {
  const own = timesIn(`at ${wanted.time}`)[0] ?? null;
  return timeMinutes === null || timeMinutes === own ? wanted.time : sayTime(timeMinutes);
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
