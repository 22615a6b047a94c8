/** The caller's turn: collects words until it ends, opens again if more come before the reply was heard. */
import { type Ctx, clearDeadline, decide, newId, setDeadline, timingOf } from "./ctx.ts";
import { endpointWait } from "./endpointing.ts";
import { awaitedNow } from "./flow-brain.ts";
import { addCaller } from "./history.ts";
import type { TranscriptFact } from "./inputs.ts";
import { recordCallerTurn } from "./record.ts";
import { cancelReply } from "./reply.ts";
import type { CallerTurn } from "./state.ts";

export function openTurn(ctx: Ctx, startAudioMs: number): CallerTurn {
  const turn: CallerTurn = {
    id: newId(ctx, "turn"),
    startAudioMs,
    startAtMs: ctx.s.nowMs,
    segments: [],
    partial: null,
    overAgent: ctx.s.utterances.length > 0,
    understandId: null,
    understoodText: null,
    meaning: null,
    inHistory: false,
    status: "open",
    endedBecause: null,
    endedAtMs: 0,
    endpointMs: 0,
  };
  ctx.s.turn = turn;
  return turn;
}

export function changeTurn(ctx: Ctx, change: Partial<CallerTurn>): void {
  if (ctx.s.turn) ctx.s.turn = { ...ctx.s.turn, ...change };
}

/** All words of the turn so far; the running partial counts where no final covers it. */
export function turnText(turn: CallerTurn): string {
  const last = turn.segments.at(-1);
  const partial = turn.partial && (!last || turn.partial.audioMs > last.audioMs + 100) ? turn.partial.text : "";
  return [...turn.segments.map((one) => one.text), partial].filter(Boolean).join(" ").trim();
}

function spokenMs({ segments }: CallerTurn): number {
  return segments.reduce((sum, one) => sum + Math.max(0, one.audioMs - one.startAudioMs), 0);
}

/** The turn that new words belong to: the open one, the unanswered one opened again, or a new one. */
export function turnForWords(ctx: Ctx, fact: TranscriptFact): CallerTurn {
  const turn = ctx.s.turn;
  if (!turn) return openTurn(ctx, fact.startAudioMs);
  if (turn.status === "open") return turn;
  if (turn.inHistory) {
    closeTurn(ctx);
    return openTurn(ctx, fact.startAudioMs);
  }
  cancelReply(ctx, "caller-went-on");
  decide(ctx, "turn-reopened", { turnId: turn.id });
  changeTurn(ctx, { status: "open", endedBecause: null });
  return ctx.s.turn ?? turn;
}

/** Adds final words; words for the same stretch of sound replace those before. */
export function addSegment(ctx: Ctx, fact: TranscriptFact): void {
  const turn = turnForWords(ctx, fact);
  const kept = turn.segments.filter((one) => overlap(one, fact) < 0.5);
  const segments = [...kept, fact].sort((a, b) => a.startAudioMs - b.startAudioMs);
  if (kept.length < turn.segments.length) decide(ctx, "words-revised", { turnId: turn.id, text: fact.text });
  changeTurn(ctx, { segments, partial: null });
}

/** Share of the shorter stretch that both cover. */
function overlap(a: TranscriptFact, b: TranscriptFact): number {
  const shared = Math.min(a.audioMs, b.audioMs) - Math.max(a.startAudioMs, b.startAudioMs);
  const shorter = Math.min(a.audioMs - a.startAudioMs, b.audioMs - b.startAudioMs);
  return shorter <= 0 ? 0 : shared / shorter;
}

/** Ends the turn if it is over, else sets the deadline at which it will be. */
export function settleEndpoint(ctx: Ctx): void {
  const { turn, caller, nowMs } = ctx.s;
  if (turn?.status !== "open" || caller.speaking) return clearDeadline(ctx, "endpoint");
  const text = turnText(turn);
  if (text === "" && !caller.wordsDue) return clearDeadline(ctx, "endpoint");
  const said = { text, ending: caller.ending, spokenMs: spokenMs(turn) };
  const wait = endpointWait(said, awaitedNow(ctx), timingOf(ctx));
  const dueAtMs = caller.speechEndAtMs + wait.waitMs;
  if (nowMs < dueAtMs) return setDeadline(ctx, "endpoint", dueAtMs);
  clearDeadline(ctx, "endpoint");
  if (caller.wordsDue) return setDeadline(ctx, "transcript-late", caller.speechEndAtMs + wordsComeWithinMs(ctx));
  endTurn(ctx, wait.because, wait.waitMs);
}

/** All transcribers have failed: one of them would have to come back in this time. */
const WORDS_UNLIKELY_MS = 1_000;

const wordsComeWithinMs = (ctx: Ctx): number =>
  ctx.s.trouble.transcribersGone ? WORDS_UNLIKELY_MS : timingOf(ctx).transcriptLateMs;

/** Where the caller has stopped speaking: for good, or it is a pause. */
export const stoppedAtMs = ({ s: { caller } }: Ctx): number => caller.pause?.audioMs ?? caller.speechEndAudioMs;

/** Detector and transcriber place the end of a word within this of each other; the detector hears its breath too. */
const WORDS_REACH_WITHIN_MS = 180;

/** Words are known up to where the caller stopped: a running transcription may lack the last one still. */
export function wordsReachEnd(ctx: Ctx): boolean {
  const { turn } = ctx.s;
  const heardToMs = Math.max(turn?.partial?.audioMs ?? 0, turn?.segments.at(-1)?.audioMs ?? 0);
  return heardToMs >= stoppedAtMs(ctx) - WORDS_REACH_WITHIN_MS;
}

/** In the middle of speech: the caller has just stopped, and what is known reads and sounds like the end. */
export function maybeOver(ctx: Ctx): boolean {
  const { turn, caller, utterances, bargeIn } = ctx.s;
  if (!caller.pause || turn?.status !== "open" || utterances.length > 0 || bargeIn) return false;
  const said = { text: turnText(turn), ending: caller.pause.ending, spokenMs: spokenMs(turn) };
  const timing = timingOf(ctx);
  return endpointWait(said, awaitedNow(ctx), timing).waitMs <= timing.waitCompleteMs;
}

/**
 * The caller's turn is over, for this reason. What it means and what to answer follows in `settle`. `policyMs`: what
 * endpointing wanted to wait; null where something else ended the turn.
 */
export function endTurn(ctx: Ctx, because: string, policyMs: number | null = null): void {
  const turn = ctx.s.turn;
  if (turn?.status !== "open") return;
  for (const name of ["endpoint", "words-quiet", "transcript-late"] as const) clearDeadline(ctx, name);
  const text = turnText(turn);
  const waitedMs = Math.max(0, ctx.s.nowMs - ctx.s.caller.speechEndAtMs);
  changeTurn(ctx, {
    status: "ended",
    endedBecause: because,
    endedAtMs: ctx.s.nowMs,
    endpointMs: waitedMs,
    segments: turn.segments.length > 0 || !turn.partial ? turn.segments : [turn.partial],
  });
  ctx.s.caller = { ...ctx.s.caller, wordsDue: false };
  ctx.s.silence = { ...ctx.s.silence, prompts: 0, quietSinceMs: ctx.s.nowMs };
  decide(ctx, "turn-ended", { turnId: turn.id, because, waitedMs, policyMs, text });
  if (ctx.s.turn) recordCallerTurn(ctx, ctx.s.turn, text, "speech");
}

/** The reply has been heard: the turn is history, and later words are a new one. */
export function closeTurn(ctx: Ctx): void {
  const turn = ctx.s.turn;
  if (turn?.status !== "ended") return;
  const text = turnText(turn);
  if (!turn.inHistory) ctx.s.history = addCaller(ctx.s.history, text);
  ctx.s.caller = { ...ctx.s.caller, answered: { endAudioMs: turn.segments.at(-1)?.audioMs ?? 0, text } };
  ctx.s.turn = null;
}

/** Sound without words: nothing happened, and the log says so. */
export function forgetTurn(ctx: Ctx, because: string): void {
  const turn = ctx.s.turn;
  if (turn?.status !== "open" || turnText(turn) !== "") return;
  decide(ctx, "speech-without-words", { turnId: turn.id, because, speechMs: ctx.s.caller.speechMs });
  for (const name of ["endpoint", "words-quiet", "transcript-late"] as const) clearDeadline(ctx, name);
  ctx.s.turn = null;
}
