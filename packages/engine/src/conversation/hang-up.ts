/** The end of a call: a request that waits until the goodbye was heard and the caller has nothing to add (rule 6). */
import { type Ctx, clearDeadline, command, decide, setDeadline, timingOf } from "./ctx.ts";
import type { EndedReason } from "./inputs.ts";
import { dropSpeech } from "./speech.ts";
import type { CallState } from "./state.ts";
import { isFarewell } from "./words.ts";

/** Asks for the end. Asking again changes nothing. */
export function requestHangUp(ctx: Ctx, because: EndedReason): void {
  if (ctx.s.hangUp) return;
  decide(ctx, "hang-up-requested", { because });
  ctx.s.hangUp = { status: "requested", because, heardAtMs: null };
}

/** Time or budget is over: whatever the caller still says, the call ends after the goodbye. */
export function isFinal(hangUp: CallState["hangUp"]): boolean {
  return hangUp?.because === "max-duration" || hangUp?.because === "budget-reached";
}

/** The caller has more to say than another goodbye: the call goes on, unless its time or budget is over. */
export function withdrawHangUp(ctx: Ctx, text: string): void {
  const hangUp = ctx.s.hangUp;
  if (hangUp?.status !== "requested" || isFarewell(text)) return;
  if (isFinal(hangUp)) return;
  decide(ctx, "hang-up-withdrawn", { because: "caller-went-on" });
  ctx.s.hangUp = null;
  clearDeadline(ctx, "goodbye-grace");
}

/** Hangs up once everything was heard and a moment has passed in which the caller could have said "one more thing". */
export function settleHangUp(ctx: Ctx): void {
  const { hangUp, utterances, bargeIn, nowMs, line } = ctx.s;
  if (hangUp?.status !== "requested") return;
  if (utterances.length > 0 || bargeIn || (callerIsBusy(ctx) && !isFinal(hangUp)) || line.status !== "open") {
    ctx.s.hangUp = { ...hangUp, heardAtMs: null };
    return clearDeadline(ctx, "goodbye-grace");
  }
  const heardAtMs = hangUp.heardAtMs ?? nowMs;
  ctx.s.hangUp = { ...hangUp, heardAtMs };
  const dueAtMs = heardAtMs + timingOf(ctx).goodbyeGraceMs;
  if (nowMs < dueAtMs) return setDeadline(ctx, "goodbye-grace", dueAtMs);
  ctx.s.hangUp = { ...hangUp, status: "commanded", heardAtMs };
  command(ctx, { type: "hang-up", because: hangUp.because });
  endCall(ctx, hangUp.because);
}

/** Speech, words on their way, or a turn without its reply. */
function callerIsBusy(ctx: Ctx): boolean {
  const { caller, turn, reply } = ctx.s;
  const awaited = turn?.status === "ended" && reply?.status !== "said";
  return caller.speaking || caller.wordsDue || turn?.status === "open" || awaited;
}

/** Over, for this reason: nothing may run on. */
export function endCall(ctx: Ctx, because: EndedReason): void {
  if (ctx.s.endedBecause) return;
  if (ctx.s.reply?.status === "generating" && ctx.s.reply.generationId) {
    command(ctx, { type: "cancel-generation", id: ctx.s.reply.generationId });
  }
  dropSpeech(ctx, because);
  ctx.s.endedBecause = because;
  ctx.s.deadlines = {};
  ctx.s.reply = null;
  ctx.s.bargeIn = null;
  ctx.s.line = { ...ctx.s.line, status: "ended" };
  decide(ctx, "call-ended", { because });
  command(ctx, { type: "finish", because });
}
