/** Silence is bounded (rule 4): fillers while the caller waits, prompts while the agent does. */
import { assistantOf, type Ctx, clearDeadline, decide, pinOf, setDeadline, timingOf } from "./ctx.ts";
import { greetInstead } from "./greeting.ts";
import { requestHangUp } from "./hang-up.ts";
import { cancelReply, changeReply } from "./reply.ts";
import { isSounding, say } from "./speech.ts";
import { onToolSettled } from "./tools.ts";
import { onTrouble } from "./trouble.ts";

/** The caller's turn is over and nothing of the answer can be heard yet. */
function callerWaits(ctx: Ctx): boolean {
  const { reply, caller, bargeIn, line } = ctx.s;
  const working = reply !== null && !reply.speculative && reply.status !== "said";
  return working && !isSounding(ctx) && !caller.speaking && !bargeIn && line.status === "open";
}

export function settleFiller(ctx: Ctx): void {
  const { reply, silence } = ctx.s;
  if (!callerWaits(ctx) || !reply) return clearDeadline(ctx, "filler");
  const timing = timingOf(ctx);
  const waitMs = reply.fillers === 0 ? firstWaitMs(ctx) : timing.nextFillerMs;
  setDeadline(ctx, "filler", silence.quietSinceMs + waitMs);
  setDeadline(ctx, "reply-overdue", reply.startedAtMs + timing.replyOverdueMs);
}

const firstWaitMs = (ctx: Ctx): number =>
  ctx.s.toolRuns.length > 0
    ? Math.min(timingOf(ctx).toolSilentMs, timingOf(ctx).firstFillerMs)
    : timingOf(ctx).firstFillerMs;

export function onFillerDue(ctx: Ctx): void {
  const reply = ctx.s.reply;
  if (!reply || !callerWaits(ctx) || greetInstead(ctx, "late")) return;
  const { phrases, tools } = assistantOf(ctx);
  const run = ctx.s.toolRuns[0];
  const tool = run && tools.find((one) => one.name === run.name);
  const own = reply.fillers === 0 ? tool?.sayWhileRunning : tool?.saySlow;
  const list = run && reply.fillers > 0 ? [phrases.toolSlow] : phrases.fillers;
  const text = own ?? list[(pinOf(ctx).seed + ctx.s.ids) % Math.max(1, list.length)];
  changeReply(ctx, { fillers: reply.fillers + 1 });
  decide(ctx, "filler", { because: run ? "tool-running" : reply.status, number: reply.fillers + 1 });
  if (text) say(ctx, text, { purpose: "filler", replyId: reply.id });
}

/** Nothing came of it: say so, and hand the question back. */
export function onReplyOverdue(ctx: Ctx): void {
  const reply = ctx.s.reply;
  if (!reply || reply.status === "said") return;
  decide(ctx, "reply-overdue", { status: reply.status });
  const run = ctx.s.toolRuns.find((one) => one.replyId === reply.id);
  if (run) {
    const fault = { code: "tool-overdue", message: `${run.name} did not answer` };
    return onToolSettled(ctx, run.id, { ok: false, fault, unknown: run.effect });
  }
  cancelReply(ctx, "reply-overdue");
  if (ctx.s.turn) ctx.s.turn = null;
  onTrouble(ctx, "model", "reply-overdue");
}

/** Both are silent and it is the caller's move. */
export function settleIdle(ctx: Ctx): void {
  const { utterances, caller, reply, turn, toolRuns, hangUp, handOff, line, bargeIn } = ctx.s;
  const handing = handOff !== null && handOff.status !== "returned";
  const busy = caller.speaking || caller.wordsDue || turn !== null || caller.keys !== "";
  const working = (reply !== null && reply.status !== "said") || toolRuns.length > 0 || utterances.length > 0;
  if (line.status !== "open" || busy || working || hangUp || handing || bargeIn)
    return clearDeadline(ctx, "caller-silent");
  setDeadline(ctx, "caller-silent", ctx.s.silence.quietSinceMs + timingOf(ctx).idlePromptMs);
}

export function onCallerSilent(ctx: Ctx): void {
  const { prompts } = ctx.s.silence;
  const { phrases, timing } = assistantOf(ctx);
  ctx.s.silence = { ...ctx.s.silence, prompts: prompts + 1, quietSinceMs: ctx.s.nowMs };
  decide(ctx, "caller-silent", { prompts });
  if (prompts >= timing.idlePrompts) {
    say(ctx, phrases.silentGoodbye, { purpose: "goodbye" });
    return requestHangUp(ctx, "caller-silent");
  }
  const question = prompts > 0 && ctx.s.pendingQuestion ? ` ${ctx.s.pendingQuestion}` : "";
  say(ctx, `${phrases.stillThere}${question}`, { purpose: "prompt" });
}

export function onAlmostOver(ctx: Ctx): void {
  if (ctx.s.silence.warnedOver || ctx.s.hangUp) return;
  ctx.s.silence = { ...ctx.s.silence, warnedOver: true };
  decide(ctx, "almost-over");
  say(ctx, assistantOf(ctx).phrases.almostOver, { purpose: "prompt" });
}

/** The time or the budget is up: after what is being said, a goodbye and the end. Never in mid-word. */
export function endForGood(ctx: Ctx, because: "max-duration" | "budget-reached"): void {
  cancelReply(ctx, because);
  ctx.s.hangUp = null;
  say(ctx, assistantOf(ctx).phrases.timeOver, { purpose: "goodbye", interruptible: false });
  requestHangUp(ctx, because);
}
