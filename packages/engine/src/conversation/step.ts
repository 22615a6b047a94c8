/**
 * The conversation core. `step(state, input)` says what a call does next; it is synchronous, reads no clock, and does
 * no I/O. Seven rules hold for whatever order the facts arrive in:
 *
 *  1. What was heard is what was said: history and transcript end at the last word heard.
 *  2. One turn, one reply: output of a superseded generation is never played.
 *  3. Effects once, on confirmed turns: speculation may think, never act.
 *  4. Silence is bounded, and ends in speech.
 *  5. The caller can always interrupt, and always reach a person.
 *  6. A request is state, settled at every step, never a latch on an edge.
 *  7. Every decision carries its reason.
 */
import type { Command } from "./commands.ts";
import { type Ctx, clearDeadline, type Decision } from "./ctx.ts";
import { handle } from "./handle.ts";
import type { Input } from "./inputs.ts";
import { settle } from "./settle.ts";
import type { CallState } from "./state.ts";

export interface Stepped {
  state: CallState;
  commands: readonly Command[];
  decisions: readonly Decision[];
}

/** Takes one fact. The state that was given stays as it was. Throws only on misuse: a first input that is no call. */
export function step(state: CallState, input: Input): Stepped {
  const ctx: Ctx = { s: { ...state }, commands: [], decisions: [] };
  if (state.endedBecause) return { state, commands: [], decisions: [] };
  ctx.s.nowMs = Math.max(state.nowMs, input.atMs);
  if ("audioMs" in input) ctx.s.audioMs = Math.max(state.audioMs, input.audioMs);
  // A deadline that was moved or cleared after the shell's timer fired is no fact any more.
  if (input.type === "deadline-reached") {
    const dueAtMs = state.deadlines[input.name];
    if (dueAtMs === undefined || dueAtMs > ctx.s.nowMs) return { state: ctx.s, commands: [], decisions: [] };
    clearDeadline(ctx, input.name);
  }
  handle(ctx, input);
  settle(ctx);
  return { state: ctx.s, commands: ctx.commands, decisions: ctx.decisions };
}
