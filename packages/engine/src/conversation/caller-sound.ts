/** What the speech detector reports: the edges of the caller's sound. Words come from the transcriber. */
import { bargeInSpeechEnded, considerBargeIn } from "./barge-in.ts";
import { openTurn, settleEndpoint } from "./caller-turn.ts";
import { type Ctx, clearDeadline } from "./ctx.ts";
import type { InputOf } from "./inputs.ts";
import { cancelReply, thinkAhead, thinkByEar } from "./reply.ts";
import { settleNoWords, takeHeld } from "./transcripts.ts";

/** Detector and transcriber see the end of a word within this of each other. */
const COVERED_WITHIN_MS = 150;

export function onSpeechStarted(ctx: Ctx, input: InputOf<"caller-speech-started">): void {
  takeHeld(ctx);
  ctx.s.caller = { ...ctx.s.caller, speaking: true, pause: null, onsetAudioMs: input.audioMs, speechMs: 0 };
  for (const name of ["endpoint", "transcript-late"] as const) clearDeadline(ctx, name);
  if (!ctx.s.turn) openTurn(ctx, input.audioMs);
}

export function onSpeechProgressed(ctx: Ctx, input: InputOf<"caller-speech-progressed">): void {
  noteFeatures(ctx, input);
  // More words are coming: what was thought about the ones before is paid for in vain.
  if (ctx.s.reply?.speculative && ctx.s.turn?.status === "open") cancelReply(ctx, "caller-went-on");
  considerBargeIn(ctx);
}

/** It may be the end: whoever would answer thinks already. Nothing is said before the turn is over. */
export function onSpeechPaused(ctx: Ctx, input: InputOf<"caller-speech-paused">): void {
  if (!ctx.s.caller.speaking) return;
  noteFeatures(ctx, input);
  ctx.s.caller = { ...ctx.s.caller, pause: { audioMs: input.audioMs, ending: input.ending } };
  thinkByEar(ctx);
  thinkAhead(ctx);
}

export function onSpeechResumed(ctx: Ctx): void {
  const { pause } = ctx.s.caller;
  // Who reads may still be right, if the words stay as they are; who heard half a sentence is not.
  const byEarAtMs = ctx.s.reply?.speculative ? ctx.s.reply.forAudioMs : null;
  if (pause && byEarAtMs === pause.audioMs) cancelReply(ctx, "caller-went-on");
  ctx.s.caller = { ...ctx.s.caller, pause: null };
}

export function onSpeechEnded(ctx: Ctx, input: InputOf<"caller-speech-ended">): void {
  noteFeatures(ctx, input);
  const knewLateMs = Math.max(0, input.seenAudioMs - input.audioMs);
  ctx.s.caller = {
    ...ctx.s.caller,
    speaking: false,
    pause: null,
    ending: input.ending ?? null,
    wordsDue: !wordsCover(ctx, input.audioMs),
    speechEndAudioMs: input.audioMs,
    speechEndAtMs: Math.max(0, ctx.s.nowMs - knewLateMs),
  };
  clearDeadline(ctx, "words-quiet");
  bargeInSpeechEnded(ctx);
  takeHeld(ctx);
  // A quick transcriber knows before the detector does that there is nothing to wait for.
  if (ctx.s.caller.wordlessUntilAudioMs >= input.audioMs - COVERED_WITHIN_MS) return settleNoWords(ctx);
  settleEndpoint(ctx);
  if (ctx.s.caller.wordsDue) thinkByEar(ctx);
  // A running transcription may have all the words already; if the final ones differ, it was thought in vain.
  thinkAhead(ctx);
}

/** A final, or what its transcriber takes for whole, may come before the detector knows of the end: no more words are due. */
function wordsCover(ctx: Ctx, endAudioMs: number): boolean {
  const { turn } = ctx.s;
  if (turn?.status !== "open") return false;
  const known = [turn.segments.at(-1), turn.partial?.mayBeWhole ? turn.partial : null];
  return known.some((one) => one != null && one.audioMs >= endAudioMs - COVERED_WITHIN_MS);
}

function noteFeatures(ctx: Ctx, f: { speechMs: number; levelDb: number; voicedShare: number }): void {
  ctx.s.caller = { ...ctx.s.caller, speechMs: f.speechMs, levelDb: f.levelDb, voicedShare: f.voicedShare };
}
