/** Does the steps of a script, one after the other. */
import type { Behaviour, Body, Saying } from "../body.ts";
import { cough } from "../sounds/cough.ts";
import { hum } from "../sounds/hum.ts";
import { agentFinishes, agentSpeaks, finishes } from "../waiting.ts";
import type { Step } from "./steps.ts";

const PATIENCE_MS = 15_000;

export function follows(steps: readonly Step[]): Behaviour {
  let at = 0;
  return {
    texts: steps.flatMap((step) => ("text" in step && !isHum(step.text) ? [step.text] : [])),
    *run(body) {
      for (at = 0; at < steps.length; at++) yield* doStep(body, steps[at] as Step);
    },
    unfinished: () => steps.slice(at).flatMap(leftOver),
  };
}

/** An agent that hangs up leaves nothing to wait for; words that were never said are another matter. */
function leftOver(step: Step): string[] {
  if (step.does === "says" || step.does === "interrupts") return [`the call ended before "${step.text}" was said`];
  if (step.does === "plays-audio") return [`the call ended before ${step.label} was played to its end`];
  return step.does === "presses" ? [`the call ended before ${step.keys} was pressed`] : [];
}

function* doStep(body: Body, step: Step): Generator<void, void, void> {
  switch (step.does) {
    case "says":
      yield* finishes(body.say(step.text));
      return;
    case "waits-for-agent":
      yield* waitForAnswer(body, step.patienceMs);
      return;
    case "interrupts":
      yield* duringSpeech(body, step.afterMs, () => body.say(step.text));
      return;
    case "backchannels":
      yield* duringSpeech(body, step.afterMs, () => aside(body, step.text));
      return;
    case "coughs":
      if (step.afterMs === null) yield* finishes(body.sound(cough(), "(cough)"));
      else yield* duringSpeech(body, step.afterMs, () => body.sound(cough(), "(cough)"));
      return;
    case "plays-audio":
      yield* finishes(body.sound(step.pcm, step.label, { wantsAnswer: true }));
      return;
    default:
      yield* doWithoutSound(body, step);
  }
}

function* doWithoutSound(body: Body, step: Step): Generator<void, void, void> {
  if (step.does === "presses") body.press(step.keys);
  else if (step.does === "hangs-up") body.hangUp();
  else if (step.does === "speaks-over-noise") body.noise(step.belowSpeechDb);
  else if (step.does === "stays-silent") {
    const untilMs = body.nowMs + step.ms;
    while (body.nowMs < untilMs) yield;
  }
}

function* waitForAnswer(body: Body, patienceMs: number): Generator<void, void, void> {
  const last = body.lastSaying;
  const heard = yield* agentFinishes(body, { sinceMs: last?.endMs ?? 0, patienceMs });
  if (heard !== null) return;
  const seconds = Math.round(patienceMs / 1_000);
  body.problem(last ? `no answer to "${last.text}" within ${seconds} s` : `the agent said nothing for ${seconds} s`);
}

function* duringSpeech(body: Body, afterMs: number, act: () => Saying): Generator<void, void, void> {
  const sinceMs = body.lastSaying?.endMs ?? 0;
  const spoke = yield* agentSpeaks(body, { sinceMs, afterMs, patienceMs: PATIENCE_MS });
  if (!spoke) body.problem("the agent did not speak, so nobody could speak into it");
  yield* finishes(act());
}

const isHum = (text: string): boolean => /^m+[- ]?h?m+$/i.test(text);

function aside(body: Body, text: string): Saying {
  return isHum(text) ? body.sound(hum(), text) : body.say(text, { wantsAnswer: false });
}
