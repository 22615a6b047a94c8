/** Books an appointment over the telephone: answers what the agent asks, as far as it was heard and understood. */
import type { Behaviour, Body } from "../body.ts";
import { MANNERS, type Manner, type Persona } from "../personas.ts";
import { agentFinishes, agentSpeaks, finishes } from "../waiting.ts";
import { type Answer, type Appointment, answerTo, opening, openPlan, type Plan } from "./plan.ts";

export type { Appointment } from "./plan.ts";

const PATIENCE_MS = 15_000;
/** A booking takes about ten; a person who is still asked after thirty gives up. */
const MAX_ANSWERS = 30;
/** For the agent's own goodbye. */
const FAREWELL_MS = 6_000;

export function books(appointment: Appointment, persona: Persona = "patient"): Behaviour {
  const manner = MANNERS[persona];
  const plan = openPlan(appointment);
  return {
    texts: likelyAnswers(appointment, manner),
    *run(body) {
      yield* greet(body, plan, manner);
      yield* converse(body, plan, manner);
      body.hangUp();
    },
    unfinished: () => (plan.booked ? [] : ["the agent never said that the appointment is booked"]),
  };
}

/** The person has the word first with an impatient manner: in the middle of the greeting. */
function* greet(body: Body, plan: Plan, { cutsGreetingAfterMs, ...manner }: Manner): Generator<void, void, void> {
  if (cutsGreetingAfterMs === null) return;
  const spoke = yield* agentSpeaks(body, { sinceMs: 0, afterMs: cutsGreetingAfterMs, patienceMs: PATIENCE_MS });
  if (!spoke) return;
  plan.lastAnswer = opening(plan, { ...manner, cutsGreetingAfterMs });
  yield* finishes(body.say(plan.lastAnswer));
}

function* converse(body: Body, plan: Plan, manner: Manner): Generator<void, void, void> {
  for (let answers = 0; answers < MAX_ANSWERS; answers++) {
    const last = body.lastSaying;
    const heard = yield* agentFinishes(body, {
      sinceMs: last?.endMs ?? 0,
      patienceMs: PATIENCE_MS,
      settleMs: manner.settleMs,
    });
    if (heard === null) {
      body.problem(last ? `no answer to "${last.text}" within 15 s` : "the agent said nothing for 15 s");
      return;
    }
    const answer = answerTo(heard, plan, manner);
    yield* give(body, answer);
    if (answer.isLast) return;
  }
  body.problem(`still not booked after ${MAX_ANSWERS} answers`);
}

function* give(body: Body, { say, isLast }: Answer): Generator<void, void, void> {
  const endMs = yield* finishes(body.say(say, { wantsAnswer: !isLast }));
  if (isLast) yield* agentFinishes(body, { sinceMs: endMs, patienceMs: FAREWELL_MS });
}

function likelyAnswers(appointment: Appointment, manner: Manner): string[] {
  const plan = openPlan(appointment);
  const asked = ["which day", "what time", "your name", "phone", "is that right"];
  const answers = asked.map((question) => answerTo(question, plan, manner).say);
  plan.booked = true;
  return [opening(plan, manner), ...answers, answerTo("", plan, manner).say];
}
