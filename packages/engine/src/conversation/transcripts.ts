/** The transcriber's words: partial, final, late, revised, doubled, or none at all. */
import { mayBeFromBackground, resumeSpeech, wordsOverAgent } from "./barge-in.ts";
import { addSegment, changeTurn, endTurn, forgetTurn, settleEndpoint, turnText, wordsReachEnd } from "./caller-turn.ts";
import { type Ctx, clearDeadline, decide, setDeadline, timingOf } from "./ctx.ts";
import type { InputOf, TranscriptFact } from "./inputs.ts";
import { thinkAhead } from "./reply.ts";
import { onTrouble, troubleIsOver } from "./trouble.ts";
import { normalise } from "./words.ts";

export function onPartial(ctx: Ctx, input: InputOf<"transcript-partial">): void {
  const fact = factOf(input);
  if (fact.text.trim() === "" || isStale(ctx, fact) || saidBefore(ctx, fact)) return;
  if (ctx.s.utterances.length > 0 && !wordsOverAgent(ctx, fact, false)) return;
  const turn = ctx.s.turn;
  if (turn?.status !== "open") return; // a partial alone reopens nothing: its final will
  changeTurn(ctx, { partial: fact });
  if (ctx.s.caller.speaking) setDeadline(ctx, "words-quiet", ctx.s.nowMs + timingOf(ctx).wordsQuietMs);
  else if (fact.mayBeWhole && wordsReachEnd(ctx)) {
    // The transcriber thinks so too: whether the turn is over need not wait until it is sure.
    ctx.s.caller = { ...ctx.s.caller, wordsDue: false };
    clearDeadline(ctx, "transcript-late");
  }
  settleEndpoint(ctx);
  thinkAhead(ctx);
}

export function onFinal(ctx: Ctx, input: InputOf<"transcript-final">): void {
  const fact = factOf(input);
  if (fact.text.trim() !== "" && mayBeFromBackground(ctx, fact.text)) {
    ctx.s.caller = { ...ctx.s.caller, held: { ...fact, endOfTurn: input.endOfTurn } };
    return;
  }
  takeFinal(ctx, fact, input.endOfTurn);
}

function transcribersAreBack(ctx: Ctx): void {
  if (ctx.s.trouble.transcribersGone) ctx.s.trouble = { ...ctx.s.trouble, transcribersGone: false };
  troubleIsOver(ctx, "transcriber");
}

/** The sound has ended: words that came before its nature was known are dealt with now. */
export function takeHeld(ctx: Ctx): void {
  const { held } = ctx.s.caller;
  if (!held) return;
  ctx.s.caller = { ...ctx.s.caller, held: null };
  const { endOfTurn, ...fact } = held;
  takeFinal(ctx, fact, endOfTurn);
}

function takeFinal(ctx: Ctx, fact: TranscriptFact, endOfTurn: boolean): void {
  transcribersAreBack(ctx);
  const coversEnd = !ctx.s.caller.speaking;
  if (fact.text.trim() === "") return onNoWords(ctx, fact.audioMs);
  if (isStale(ctx, fact)) return;
  if (saidBefore(ctx, fact)) {
    if (coversEnd) ctx.s.caller = { ...ctx.s.caller, wordsDue: false };
    return forgetTurn(ctx, "said-before");
  }
  if (!wordsOverAgent(ctx, fact, true)) return;
  if (endOfTurn) endUnheardSpeech(ctx, fact);
  addSegment(ctx, fact);
  if (coversEnd) {
    ctx.s.caller = { ...ctx.s.caller, wordsDue: false };
    clearDeadline(ctx, "transcript-late");
  } else {
    setDeadline(ctx, "words-quiet", ctx.s.nowMs + timingOf(ctx).wordsQuietMs);
  }
  if (endOfTurn) endTurn(ctx, "transcriber-end-of-turn");
  else settleEndpoint(ctx);
  thinkAhead(ctx);
}

/** A turn whose words no sound announced, too soft for the detector or typed, ends now: not when something sounded last. */
function endUnheardSpeech(ctx: Ctx, { startAudioMs, audioMs }: TranscriptFact): void {
  const { speaking, speechEndAudioMs } = ctx.s.caller;
  if (speaking || startAudioMs < speechEndAudioMs) return;
  ctx.s.caller = { ...ctx.s.caller, speechEndAudioMs: audioMs, speechEndAtMs: ctx.s.nowMs };
}

/** Sound, but no words in it. */
function onNoWords(ctx: Ctx, untilAudioMs: number): void {
  ctx.s.caller = { ...ctx.s.caller, wordlessUntilAudioMs: untilAudioMs };
  if (!ctx.s.caller.speaking) settleNoWords(ctx);
}

/** The stretch is over, and no word was in it. */
export function settleNoWords(ctx: Ctx): void {
  ctx.s.caller = { ...ctx.s.caller, wordsDue: false };
  clearDeadline(ctx, "transcript-late");
  if (ctx.s.bargeIn) resumeSpeech(ctx, "no-words");
  if (ctx.s.turn && turnText(ctx.s.turn) === "") forgetTurn(ctx, "no-words");
  else settleEndpoint(ctx);
}

/** The transcriber did not answer in time: what is known must do. */
export function onTranscriptLate(ctx: Ctx): void {
  const turn = ctx.s.turn;
  ctx.s.caller = { ...ctx.s.caller, wordsDue: false };
  if (ctx.s.bargeIn) resumeSpeech(ctx, "no-words");
  if (turn?.status !== "open") return;
  if (turnText(turn) !== "") return endTurn(ctx, "transcript-late");
  const wasSpeech = soundedLikeSpeech(ctx);
  forgetTurn(ctx, "transcript-late");
  if (wasSpeech && ctx.s.utterances.length === 0)
    onTrouble(ctx, "transcriber", "transcript-late", !ctx.s.trouble.transcribersGone);
}

/** Enough of a voice that somebody waits for an answer; a cough or a door is not. */
const LEAST_SPOKEN_MS = 400;
const LEAST_SPOKEN_VOICED = 0.3;

const soundedLikeSpeech = ({ s: { caller } }: Ctx): boolean =>
  caller.speechMs >= LEAST_SPOKEN_MS && caller.voicedShare >= LEAST_SPOKEN_VOICED;

/** Words stopped coming though the line still sounds like speech: a noisy street must not hold the turn open. */
export function onWordsQuiet(ctx: Ctx): void {
  const turn = ctx.s.turn;
  if (turn?.status !== "open" || turnText(turn) === "") return;
  ctx.s.caller = { ...ctx.s.caller, speechEndAtMs: ctx.s.nowMs - timingOf(ctx).wordsQuietMs };
  endTurn(ctx, "words-quiet");
}

/** Words for sound that was answered so long ago are of no turn that anybody waits for: an answer to another request. */
const STALE_MS = 5_000;

function isStale(ctx: Ctx, fact: TranscriptFact): boolean {
  const { answered } = ctx.s.caller;
  const nowAudioMs = ctx.s.turn?.startAudioMs ?? ctx.s.audioMs;
  if (!answered || fact.audioMs > answered.endAudioMs || fact.audioMs + STALE_MS > nowAudioMs) return false;
  decide(ctx, "words-stale", { text: fact.text, audioMs: fact.audioMs });
  return true;
}

/** The same words for sound that was answered already: a doubled or late final. */
function saidBefore(ctx: Ctx, fact: TranscriptFact): boolean {
  const { answered } = ctx.s.caller;
  const turn = ctx.s.turn;
  const doubled = turn?.segments.some(
    (one) => one.startAudioMs === fact.startAudioMs && normalise(one.text) === normalise(fact.text),
  );
  if (doubled) decide(ctx, "words-doubled", { text: fact.text });
  if (doubled) return true;
  if (!answered || fact.audioMs > answered.endAudioMs + 100) return false;
  return normalise(answered.text).includes(normalise(fact.text));
}

function factOf(input: TranscriptFact): TranscriptFact {
  const { text, startAudioMs, audioMs, confidence, by, mayBeWhole } = input;
  return { text, startAudioMs, audioMs, confidence, ...(by ? { by } : {}), ...(mayBeWhole ? { mayBeWhole } : {}) };
}
