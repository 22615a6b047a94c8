/** Which ends are well, which are worth a look, which are not. */
import type { EndedReason } from "@offhook/api-client";
import type { Tone } from "./tone.ts";

export type Outcome = "done" | "handed" | "unreached" | "lost";

/** A caller who hangs up has got what they wanted, or nobody will ever know better. */
const OUTCOMES: Record<EndedReason, Outcome> = {
  "caller-hung-up": "done",
  "agent-hung-up": "done",
  transferred: "handed",
  "caller-silent": "unreached",
  voicemail: "unreached",
  busy: "unreached",
  "no-answer": "unreached",
  "max-duration": "lost",
  "budget-reached": "lost",
  "refused-full": "lost",
  "refused-draining": "lost",
  "carrier-lost": "lost",
  failed: "lost",
};

export const outcomeOf = (reason: EndedReason): Outcome => OUTCOMES[reason];

export function outcomeTone(reason: EndedReason): Tone {
  const tones = { done: "good", handed: "plain", unreached: "plain", lost: "bad" } as const;
  // Limits that someone set did what they were set for.
  return reason === "max-duration" || reason === "budget-reached" ? "soon" : tones[outcomeOf(reason)];
}
