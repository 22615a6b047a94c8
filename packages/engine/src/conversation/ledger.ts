/**
 * What was sent to the carrier, and how much of it was heard. A mark proves that its audio was played, unless a
 * `clear` stood between: then only what the last mark before it proves, plus the time since, counts (rule 1).
 */
import type { WordTime } from "../ports.ts";
import type { SentPiece } from "./inputs.ts";

export interface Ledger {
  generation: number;
  /** Sent and not yet confirmed, in playing order. */
  pending: readonly Piece[];
  /** When audio was last known to stand at a piece's beginning: the clock for what is playing now. */
  anchorAtMs: number;
  /** Sent `clear`, its fence mark not yet back. */
  fence: string | null;
  clauses: Readonly<Record<string, ClauseAudio>>;
}

export interface Piece extends SentPiece {
  sentAtMs: number;
}

export interface ClauseAudio {
  /** Length of its audio; null while it is being made. */
  durationMs: number | null;
  words: readonly WordTime[] | null;
  heardMs: number;
  /** Confirmed to its end. */
  done: boolean;
  /** A mark stands behind `heardMs`; otherwise the clock does. */
  byMark: boolean;
}

export function emptyLedger(): Ledger {
  return { generation: 0, pending: [], anchorAtMs: 0, fence: null, clauses: {} };
}

export const clauseKey = (utteranceId: string, clause: number): string => `${utteranceId}:${clause}`;

const NEW_CLAUSE: ClauseAudio = { durationMs: null, words: null, heardMs: 0, done: false, byMark: false };

export function clauseAudio(ledger: Ledger, utteranceId: string, clause: number): ClauseAudio {
  return ledger.clauses[clauseKey(utteranceId, clause)] ?? NEW_CLAUSE;
}

function withClause(ledger: Ledger, utteranceId: string, clause: number, change: Partial<ClauseAudio>): Ledger {
  const key = clauseKey(utteranceId, clause);
  return { ...ledger, clauses: { ...ledger.clauses, [key]: { ...(ledger.clauses[key] ?? NEW_CLAUSE), ...change } } };
}

export function voiceReady(
  ledger: Ledger,
  utteranceId: string,
  clause: number,
  audio: { durationMs: number; words: readonly WordTime[] | null },
): Ledger {
  // An empty clause has nothing to play and so no mark: it is heard when it is made.
  return withClause(ledger, utteranceId, clause, { ...audio, ...(audio.durationMs === 0 ? { done: true } : {}) });
}

/** No voice could say it: nothing of it will come, and it stands in nobody's way. */
export function clauseUnspoken(ledger: Ledger, utteranceId: string, clause: number): Ledger {
  return withClause(ledger, utteranceId, clause, { durationMs: 0, done: true });
}

export function pieceSent(ledger: Ledger, piece: SentPiece, atMs: number): Ledger {
  if (piece.generation !== ledger.generation) return ledger; // overtaken by a clear
  const idle = ledger.pending.length === 0;
  return {
    ...ledger,
    pending: [...ledger.pending, { ...piece, sentAtMs: atMs }],
    anchorAtMs: idle ? atMs : ledger.anchorAtMs,
  };
}

/** A mark came back. Unknown and old ones change nothing: they are late or doubled. */
export function markReached(ledger: Ledger, mark: string, atMs: number): Ledger {
  if (ledger.fence !== null) return mark === ledger.fence ? { ...ledger, fence: null } : ledger;
  const index = ledger.pending.findIndex((piece) => piece.mark === mark);
  if (index < 0) return ledger;
  return settlePieces(ledger, index + 1, atMs, true);
}

/** The first `count` pending pieces are taken as played. */
function settlePieces(ledger: Ledger, count: number, atMs: number, byMark: boolean): Ledger {
  let next: Ledger = { ...ledger, pending: ledger.pending.slice(count), anchorAtMs: atMs };
  for (const piece of ledger.pending.slice(0, count)) {
    const before = clauseAudio(next, piece.utteranceId, piece.clause);
    next = withClause(next, piece.utteranceId, piece.clause, {
      heardMs: Math.max(before.heardMs, piece.toMs),
      done: before.done || piece.clauseEnd,
      byMark,
    });
  }
  return next;
}

/** Where playout stands now: the piece being played and how far into its clause it is. */
export function playingNow(ledger: Ledger, nowMs: number): { piece: Piece; heardMs: number } | null {
  const piece = ledger.pending[0];
  if (!piece) return null;
  const startMs = Math.max(ledger.anchorAtMs, piece.sentAtMs);
  return { piece, heardMs: Math.min(piece.toMs, piece.fromMs + Math.max(0, nowMs - startMs)) };
}

/** Nothing more of what is pending will be confirmed: what was heard of it until now counts. */
function settlePlaying(ledger: Ledger, nowMs: number): Ledger {
  const playing = playingNow(ledger, nowMs);
  if (!playing) return ledger;
  const { piece } = playing;
  const before = clauseAudio(ledger, piece.utteranceId, piece.clause);
  const heardMs = Math.max(before.heardMs, playing.heardMs);
  return { ...withClause(ledger, piece.utteranceId, piece.clause, { heardMs, byMark: false }), pending: [] };
}

/** `clear` goes out now: counts what was heard, forgets the rest, raises the generation and waits for its fence. */
export function clearPlayout(ledger: Ledger, nowMs: number): Ledger {
  const generation = ledger.generation + 1;
  return { ...settlePlaying(ledger, nowMs), generation, fence: fenceMark(generation) };
}

export const fenceMark = (generation: number): string => `fence_${generation}`;

/** No mark came back for what must have been played: the clock confirms it instead. */
export function settleByClock(ledger: Ledger, nowMs: number): Ledger {
  let count = 0;
  let atMs = ledger.anchorAtMs;
  for (const piece of ledger.pending) {
    const endMs = Math.max(atMs, piece.sentAtMs) + (piece.toMs - piece.fromMs);
    if (endMs > nowMs) break;
    atMs = endMs;
    count += 1;
  }
  return count === 0 ? ledger : settlePieces(ledger, count, atMs, false);
}

/** When the pending audio will have been played, if the line keeps its pace. */
export function playoutEndsAtMs(ledger: Ledger): number {
  return ledger.pending.reduce(
    (atMs, piece) => Math.max(atMs, piece.sentAtMs) + (piece.toMs - piece.fromMs),
    ledger.anchorAtMs,
  );
}

/** The line is gone: nothing that is pending will be confirmed, and no fence comes back. */
export function lineLost(ledger: Ledger, nowMs: number): Ledger {
  return { ...settlePlaying(ledger, nowMs), fence: null };
}

/** Forgets the clauses of utterances that are settled. */
export function withoutUtterance(ledger: Ledger, utteranceId: string): Ledger {
  const clauses = Object.fromEntries(
    Object.entries(ledger.clauses).filter(([key]) => !key.startsWith(`${utteranceId}:`)),
  );
  return { ...ledger, clauses };
}
