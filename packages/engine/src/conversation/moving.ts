/** A call goes on at another worker: between turns, so that the caller loses no word and hears no gap (DESIGN §7). */
import { type Ctx, clearDeadline, command, decide, setDeadline, timingOf } from "./ctx.ts";
import { cancelReply } from "./reply.ts";

/** Who has not answered by now is thinking: most answers begin within 2 s of the question's end. */
const PONDERING_MS = 2_500;

/** Best is right after the caller's turn, before its reply: then nobody speaks. Otherwise when both have been silent. */
export function settleMove(ctx: Ctx): void {
  const { line, turn, silence, nowMs } = ctx.s;
  if (line.moveBecause === null || line.status !== "open" || !nobodyIsBusy(ctx)) return clearDeadline(ctx, "move-due");
  const dueAtMs = turn ? nowMs : silence.quietSinceMs + PONDERING_MS;
  if (nowMs < dueAtMs) return setDeadline(ctx, "move-due", dueAtMs);
  clearDeadline(ctx, "move-due");
  cancelReply(ctx, "call-moved");
  decide(ctx, "line-moved", { because: line.moveBecause, turn: turn?.status ?? null });
  ctx.s.line = { ...line, status: "moving" };
  setDeadline(ctx, "resume-window", nowMs + timingOf(ctx).resumeWindowMs);
  command(ctx, { type: "move", because: line.moveBecause });
}

function nobodyIsBusy(ctx: Ctx): boolean {
  const { caller, turn, reply, utterances, toolRuns, ledger, bargeIn, hangUp, handOff } = ctx.s;
  const callerIs = caller.speaking || caller.wordsDue || caller.keys !== "" || turn?.status === "open";
  const agentIs = utterances.length > 0 || ledger.pending.length > 0 || toolRuns.length > 0 || bargeIn !== null;
  const thinking = reply !== null && !reply.speculative;
  const leaving = hangUp !== null || (handOff !== null && handOff.status !== "returned");
  return !callerIs && !agentIs && !thinking && !leaving;
}
