/** Facts about the agent's audio on its way to the caller's ear. */
import { type Ctx, decide } from "./ctx.ts";
import type { InputOf } from "./inputs.ts";
import { clauseUnspoken, markReached, pieceSent, settleByClock, voiceReady } from "./ledger.ts";
import { agentTurnStarted } from "./record.ts";
import { completeUtterance, firstUnheardClause, replaceUtterance } from "./speech.ts";
import type { Utterance } from "./state.ts";
import { onTrouble } from "./trouble.ts";

export function onVoiceReady(ctx: Ctx, input: InputOf<"voice-ready">): void {
  const utterance = ctx.s.utterances.find((one) => one.id === input.utteranceId);
  if (!utterance || input.clause >= utterance.clauses.length) return;
  ctx.s.ledger = voiceReady(ctx.s.ledger, input.utteranceId, input.clause, {
    durationMs: input.durationMs,
    words: input.words,
  });
}

export function onAudioSent(ctx: Ctx, input: InputOf<"audio-sent">): void {
  const utterance = ctx.s.utterances.find((one) => one.id === input.utteranceId);
  if (!utterance) return;
  const { generation, mark, utteranceId, clause, fromMs, toMs, clauseEnd } = input;
  ctx.s.ledger = pieceSent(
    ctx.s.ledger,
    { generation, mark, utteranceId, clause, fromMs, toMs, clauseEnd },
    ctx.s.nowMs,
  );
  if (utterance.startedAtMs !== null) return;
  replaceUtterance(ctx, { ...utterance, startedAtMs: ctx.s.nowMs });
  agentTurnStarted(ctx);
}

export function onMark(ctx: Ctx, mark: string): void {
  ctx.s.ledger = markReached(ctx.s.ledger, mark, ctx.s.nowMs);
  if (ctx.s.line.marksMissing) ctx.s.line = { ...ctx.s.line, marksMissing: false };
}

/** The audio must have been played long ago and no mark came: the carrier confirms none, the clock does instead. */
export function onMarkOverdue(ctx: Ctx): void {
  if (!ctx.s.line.marksMissing) {
    decide(ctx, "playout-estimated", { because: "no-marks", pending: ctx.s.ledger.pending.length });
    ctx.s.line = { ...ctx.s.line, marksMissing: true };
  }
  ctx.s.ledger = settleByClock(ctx.s.ledger, ctx.s.nowMs);
}

/** Every voice in the list failed at this clause: it counts as unheard, and the rest goes on. */
export function onVoiceFailed(ctx: Ctx, input: InputOf<"voice-failed">): void {
  const utterance = ctx.s.utterances.find((one) => one.id === input.utteranceId);
  if (utterance && input.clause < utterance.clauses.length)
    giveUpClause(ctx, utterance, input.clause, input.fault.code);
}

/** The shell never said that it failed, and nothing left either. */
export function onVoiceOverdue(ctx: Ctx): void {
  const utterance = ctx.s.utterances.find((one) => firstUnheardClause(ctx, one) < one.clauses.length);
  if (utterance) giveUpClause(ctx, utterance, firstUnheardClause(ctx, utterance), "voice-overdue");
}

function giveUpClause(ctx: Ctx, utterance: Utterance, clause: number, code: string): void {
  decide(ctx, "clause-unspoken", { utteranceId: utterance.id, clause, code });
  const clauses = utterance.clauses.map((text, index) => (index === clause ? "" : text));
  replaceUtterance(ctx, { ...utterance, clauses });
  ctx.s.ledger = clauseUnspoken(ctx.s.ledger, utterance.id, clause);
  if (clauses.every((text) => text === "")) completeUtterance(ctx, utterance.id);
  onTrouble(ctx, "voice", code);
}
