/**
 * After every input, everything that the state asks for is brought about, in one fixed order. Requests are state:
 * whatever was asked for, however often and however late, is done when its time has come and not before (rule 6).
 */

import { heardAnything } from "./barge-in.ts";
import { closeTurn } from "./caller-turn.ts";
import { type Ctx, clearDeadline, decide, setDeadline, timingOf } from "./ctx.ts";
import { discloseFirst, settleDisclosure } from "./disclosure.ts";
import { answerByFlow, flowIsBusy } from "./flow-brain.ts";
import { settleHandOff } from "./hand-off.ts";
import { isFinal, settleHangUp } from "./hang-up.ts";
import { settleKeys } from "./keys.ts";
import { playoutEndsAtMs } from "./ledger.ts";
import { settleCutOff } from "./line.ts";
import { settleMove } from "./moving.ts";
import { phaseOf } from "./phase.ts";
import { beginReply, cancelReply } from "./reply.ts";
import { settleFiller, settleIdle } from "./silence.ts";
import { isSounding, settleHeardUtterances, speakingNow } from "./speech.ts";
import { settleToolDeadline } from "./tools.ts";
import { mayMove } from "./turn-table.ts";

export function settle(ctx: Ctx): void {
  if (!ctx.s.endedBecause && ctx.s.pin) {
    settleHeardUtterances(ctx);
    settleDisclosure(ctx);
    settleMove(ctx);
    settleCutOff(ctx);
    settleReply(ctx);
    settleKeys(ctx);
    settleHandOff(ctx);
    settleToolDeadline(ctx);
    settleFiller(ctx);
    settleIdle(ctx);
    settleMarkDeadline(ctx);
    settleVoiceDeadline(ctx);
    settleHangUp(ctx);
  }
  settlePhase(ctx);
}

/** An ended turn without a reply gets one, once the floor is free; a reply that was heard is history. */
function settleReply(ctx: Ctx): void {
  // First what is over: a turn that ended in the same moment must not wait for the next fact.
  settleSaidReply(ctx);
  // Who has spoken wants an answer, not a greeting that is still being thought of.
  if (ctx.s.reply?.greets && ctx.s.turn?.status === "ended" && ctx.s.utterances.length === 0)
    cancelReply(ctx, "caller-spoke-first");
  const { turn, reply, line } = ctx.s;
  if (turn?.status === "ended" && (!reply || reply.speculative) && line.status === "open" && floorIsFree(ctx)) {
    discloseFirst(ctx);
    beginReply(ctx);
  }
  answerByFlow(ctx);
  settleSaidReply(ctx);
}

function settleSaidReply(ctx: Ctx): void {
  if (ctx.s.reply?.status !== "said") return;
  const waiting = ctx.s.utterances.some((one) => one.replyId === ctx.s.reply?.id);
  if (ctx.s.turn?.status === "ended" && heardAnything(ctx)) closeTurn(ctx);
  if (waiting) return;
  if (ctx.s.turn?.status === "ended" && ctx.s.turn.id === ctx.s.reply.callerTurnId) closeTurn(ctx);
  ctx.s.reply = null;
}

/** A sentence that may not be interrupted comes first; so does a tool that the flow waits for. */
function floorIsFree(ctx: Ctx): boolean {
  const speaking = speakingNow(ctx);
  return !isFinal(ctx.s.hangUp) && !flowIsBusy(ctx) && (!speaking || speaking.interruptible) && handOffIsOver(ctx);
}

const handOffIsOver = (ctx: Ctx): boolean => ctx.s.handOff === null || ctx.s.handOff.status !== "commanded";

function settleMarkDeadline(ctx: Ctx): void {
  const { ledger } = ctx.s;
  if (ledger.pending.length === 0) return clearDeadline(ctx, "mark-overdue");
  const overdueMs = ctx.s.line.marksMissing ? 0 : timingOf(ctx).markOverdueMs;
  setDeadline(ctx, "mark-overdue", Math.max(ctx.s.nowMs + 20, playoutEndsAtMs(ledger) + overdueMs));
}

/** It is a clause's turn and nothing of it leaves: no voice answers, and silence must not last. */
function settleVoiceDeadline(ctx: Ctx): void {
  const { ledger, bargeIn, line, utterances, silence } = ctx.s;
  const first = utterances[0];
  if (!first || !isSounding(ctx) || ledger.pending.length > 0 || bargeIn || line.status !== "open") {
    return clearDeadline(ctx, "voice-overdue");
  }
  const sinceMs = Math.max(first.queuedAtMs, ledger.anchorAtMs, silence.quietSinceMs);
  setDeadline(ctx, "voice-overdue", sinceMs + timingOf(ctx).voiceOverdueMs);
}

function settlePhase(ctx: Ctx): void {
  const to = phaseOf(ctx.s);
  const from = ctx.s.phase;
  if (from === to) return;
  ctx.s.phase = to;
  // A move that the table does not list is our bug, and no reason to drop a caller: the tests find it by this.
  decide(ctx, "phase", { from, to, ...(mayMove(from, to) ? {} : { unlisted: true }) });
}
