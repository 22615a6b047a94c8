/** Who calls: the behaviour that the options ask for. */
import {
  type Behaviour,
  books,
  follows,
  hangsUp,
  interrupts,
  playsAudio,
  type Step,
  says,
  waitsForAgent,
} from "@offhook/callers";
import type { CallOptions } from "./call-options.ts";

/** From reserved numbers: https://en.wikipedia.org/wiki/555_(telephone_number) */
const APPOINTMENT = Object.freeze({
  day: "tomorrow",
  time: "ten in the morning",
  name: "Peter Johnson",
  phone: "+1 415 555 0134",
});
/** An impatient person hears this much of an answer. */
const CUTS_IN_AFTER_MS = 1_500;

/** Null: nothing was given to say, so a person types it. */
export function callerOf(options: CallOptions, audio: Int16Array | null): Behaviour | null {
  const { sentences, persona, audioPath } = options;
  if (sentences.length === 0 && audio === null) return persona === null ? null : books(APPOINTMENT, persona);
  const isImpatient = persona === "impatient";
  const said = sentences.map((text) => (isImpatient ? interrupts(text, CUTS_IN_AFTER_MS) : says(text)));
  const played = audio ? [playsAudio(audio, `(${audioPath})`)] : [];
  return follows([...[...played, ...said].flatMap((step) => withWait(step)), waitsForAgent(), hangsUp()]);
}

/** Who interrupts does not wait for the end. */
function withWait(step: Step): Step[] {
  return step.does === "interrupts" ? [step] : [waitsForAgent(), step];
}
