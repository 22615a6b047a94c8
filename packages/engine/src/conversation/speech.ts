/** What the agent says: utterances in order, until each was heard or was cut. */
import { splitClauses } from "./clauses.ts";
import { assistantOf, type Ctx, command, decide, newId } from "./ctx.ts";
import { heardWords } from "./heard-text.ts";
import { clauseAudio, clearPlayout, settleByClock, withoutUtterance } from "./ledger.ts";
import { extendAgentTurn, openAgentTurn, replyOfTurn } from "./record.ts";
import type { Purpose, Utterance } from "./state.ts";

export interface SayOptions {
  purpose: Purpose;
  replyId?: string | null;
  interruptible?: boolean;
  /** The generation that speaks it itself. */
  spokenBy?: string;
}

/** Queues a whole text as one utterance. */
export function say(ctx: Ctx, text: string, options: SayOptions): void {
  const clauses = splitClauses(text);
  if (clauses.length === 0) return;
  const utterance = openUtterance(ctx, options);
  addClauses(ctx, utterance.id, clauses);
  completeUtterance(ctx, utterance.id);
}

/** Begins an utterance that grows while a model still writes it. */
export function openUtterance(ctx: Ctx, options: SayOptions): Utterance {
  const replyId = options.replyId ?? null;
  const utterance: Utterance = {
    id: newId(ctx, "utt"),
    turnId: openAgentTurn(ctx, replyId),
    replyId,
    purpose: options.purpose,
    clauses: [],
    complete: false,
    interruptible: options.interruptible ?? true,
    queuedAtMs: ctx.s.nowMs,
    startedAtMs: null,
    ...(options.spokenBy ? { spokenBy: options.spokenBy } : {}),
  };
  ctx.s.utterances = [...ctx.s.utterances, utterance];
  return utterance;
}

export function addClauses(ctx: Ctx, utteranceId: string, clauses: readonly string[]): void {
  const utterance = ctx.s.utterances.find((one) => one.id === utteranceId);
  if (!utterance) return;
  replaceUtterance(ctx, { ...utterance, clauses: [...utterance.clauses, ...clauses] });
  clauses.forEach((text, index) => {
    speakClause(ctx, utterance, utterance.clauses.length + index, text);
  });
}

export function completeUtterance(ctx: Ctx, utteranceId: string): void {
  const utterance = ctx.s.utterances.find((one) => one.id === utteranceId);
  if (utterance) replaceUtterance(ctx, { ...utterance, complete: true });
}

export function speakClause(ctx: Ctx, { id, spokenBy }: Utterance, clause: number, text: string): void {
  const speed = ctx.s.flow?.speed ?? 1;
  const own = spokenBy ? { generationId: spokenBy } : {};
  command(ctx, { type: "speak", utteranceId: id, clause, text, language: assistantOf(ctx).language, speed, ...own });
}

export function replaceUtterance(ctx: Ctx, changed: Utterance): void {
  ctx.s.utterances = ctx.s.utterances.map((one) => (one.id === changed.id ? changed : one));
}

/** The utterance whose audio is at the caller's ear, or is next. */
export const speakingNow = (ctx: Ctx): Utterance | undefined => ctx.s.utterances[0];

export function firstUnheardClause(ctx: Ctx, utterance: Utterance): number {
  const index = utterance.clauses.findIndex((_, clause) => !clauseAudio(ctx.s.ledger, utterance.id, clause).done);
  return index < 0 ? utterance.clauses.length : index;
}

/** Is anything left to be heard? An utterance that a model still writes may have no clause waiting. */
export const isSounding = (ctx: Ctx): boolean =>
  ctx.s.utterances.some((utterance) => firstUnheardClause(ctx, utterance) < utterance.clauses.length);

/** Everything the agent has said or is saying in this stretch: what an echo would bring back. */
export function agentWordsNow(ctx: Ctx): string {
  const pending = ctx.s.utterances.flatMap((utterance) => utterance.clauses);
  return [...(ctx.s.agentTurn?.heard ?? []), ...pending].join(" ");
}

/** Takes every utterance that was heard to its end off the queue. */
export function settleHeardUtterances(ctx: Ctx): void {
  for (const utterance of ctx.s.utterances) {
    if (!utterance.complete || firstUnheardClause(ctx, utterance) < utterance.clauses.length) return;
    settleUtterance(ctx, utterance, null);
    decide(ctx, "utterance-heard", { utteranceId: utterance.id, purpose: utterance.purpose });
    ctx.s.silence = { ...ctx.s.silence, quietSinceMs: ctx.s.nowMs };
  }
}

/** Puts what was heard of it on record and forgets it. */
function settleUtterance(ctx: Ctx, utterance: Utterance, cutBecause: string | null): void {
  const heard = utterance.clauses.map((text, clause) =>
    heardWords(text, clauseAudio(ctx.s.ledger, utterance.id, clause)),
  );
  const partial = heard.find((one, clause) => one.text !== "" && one.text !== utterance.clauses[clause]);
  extendAgentTurn(ctx, utterance, {
    text: heard
      .map((one) => one.text)
      .filter(Boolean)
      .join(" "),
    by: (partial ?? heard.findLast((one) => one.text !== ""))?.by ?? "mark",
    cutBecause,
  });
  if (utterance.spokenBy && (cutBecause !== null || utterance.shortened)) tellHowFarHeard(ctx, utterance);
  ctx.s.utterances = ctx.s.utterances.filter((one) => one.id !== utterance.id);
  ctx.s.ledger = withoutUtterance(ctx.s.ledger, utterance.id);
}

/** A model that speaks itself believes that all of it was heard, until it is told. */
function tellHowFarHeard(ctx: Ctx, { id, clauses, spokenBy }: Utterance): void {
  const heardMs = clauses.reduce((sum, _, clause) => {
    const { done, durationMs, heardMs: ms } = clauseAudio(ctx.s.ledger, id, clause);
    return sum + (done ? (durationMs ?? ms) : ms);
  }, 0);
  if (spokenBy) command(ctx, { type: "reply-heard", generationId: spokenBy, heardMs: Math.round(heardMs) });
}

/** The agent falls silent now, keeping its words until it is known whether it was really interrupted. */
export function clearSpeech(ctx: Ctx): void {
  // A carrier without marks has confirmed nothing yet: the clock does.
  if (ctx.s.line.marksMissing) ctx.s.ledger = settleByClock(ctx.s.ledger, ctx.s.nowMs);
  ctx.s.ledger = clearPlayout(ctx.s.ledger, ctx.s.nowMs);
  command(ctx, { type: "clear-playout", generation: ctx.s.ledger.generation });
}

/** Everything unheard is given up: the history ends at the last word heard. */
export function dropSpeech(ctx: Ctx, because: string): void {
  if (ctx.s.utterances.length === 0) return;
  if (ctx.s.ledger.pending.length > 0) clearSpeech(ctx);
  for (const utterance of ctx.s.utterances) settleUtterance(ctx, utterance, because);
  command(ctx, { type: "drop-playout" });
  decide(ctx, "speech-dropped", { because, reply: replyOfTurn(ctx) });
}
