/** A caller of three minutes at text level: asks until the time is over. With a scripted model, or with the front desk's flow. */
import { TextCall } from "@offhook/engine/testing";
import { FRONT_DESK } from "@offhook/server/assistants";

export type Brain = "model" | "flow";

export const CALL_MS = 180_000;

const QUESTIONS = [
  "What are your opening hours?",
  "How much is a cleaning?",
  "Where are you?",
  "Which services do you have?",
  "Do you have parking?",
];
const BOOKING = [
  "I'd like to book an appointment.",
  "Tomorrow",
  "At ten.",
  "Anna Smith",
  "five five five one two three four five six seven",
  "Yes.",
  "Yes.",
];
const ANSWER = "Certainly. We are open from nine to five on weekdays, and from ten to two on Saturdays. Anything else?";

export async function simulateCall(brain: Brain): Promise<TextCall> {
  const call = brain === "model" ? modelCall() : flowCall();
  call.start();
  for (let turn = 0; call.now < CALL_MS && !call.ended; turn += 1) {
    const says = brain === "flow" && turn < BOOKING.length ? BOOKING[turn] : QUESTIONS[turn % QUESTIONS.length];
    await call.answers(says ?? "Hello?", { partialAt: 0.5 });
  }
  return call;
}

function modelCall(): TextCall {
  const assistant = { ...FRONT_DESK, flows: [], model: [{ provider: "scripted" }] };
  return new TextCall(assistant, { model: () => ({ text: ANSWER, firstTokenMs: 200 }) });
}

function flowCall(): TextCall {
  return new TextCall(FRONT_DESK, {
    tools: {
      findSlots: () => ({ ok: true, result: { free: true, alternatives: [] } }),
      bookSlot: () => ({ ok: true, result: { booked: true } }),
    },
  });
}
