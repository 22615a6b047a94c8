/** Reads the phase off the state: there is no flag that could be left behind. */
import type { CallState } from "./state.ts";
import type { Phase } from "./turn-table.ts";

export function phaseOf(s: CallState): Phase {
  if (s.endedBecause) return "ended";
  if (s.line.status === "lost" || s.line.status === "moving") return "suspended";
  if (s.handOff && s.handOff.status !== "returned") return "handing-off";
  if (s.bargeIn) return s.bargeIn.ducked ? "ducked" : "paused";
  const first = s.utterances[0];
  if (s.hangUp && (!first || first.purpose === "goodbye")) return "goodbye";
  if (first) return first.purpose === "greeting" ? "greeting" : "speaking";
  if (s.toolRuns.length > 0) return "tool-running";
  if (s.reply && !s.reply.speculative && s.reply.status !== "said") return s.reply.greets ? "greeting" : "thinking";
  return s.line.status === "none" ? "greeting" : "listening";
}
