/** In which order providers are read. Pure. */
import type { Provider, ProviderState } from "@offhook/api-client";
import type { Tone } from "../../ui/tone.ts";

const URGENCY: Record<ProviderState, number> = { down: 0, degraded: 1, ready: 2, unknown: 3, "no-key": 4 };

export const STATE_TONES: Record<ProviderState, Tone> = {
  down: "bad",
  degraded: "soon",
  ready: "good",
  unknown: "plain",
  "no-key": "plain",
};

/** Trouble first, then what is in use, then what could be; among equals as the server has them. */
export function byImportance(providers: readonly Provider[], used: readonly string[]): Provider[] {
  const rank = ({ id, state }: Provider) =>
    URGENCY[state] < URGENCY.ready ? URGENCY[state] : used.includes(id) ? 2 : URGENCY[state] + 1;
  return [...providers].sort((a, b) => rank(a) - rank(b));
}
