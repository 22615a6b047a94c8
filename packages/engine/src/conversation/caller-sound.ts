/** What the speech detector reports: the edges of the caller's sound. Words come from the transcriber. */
import { bargeInSpeechEnded, considerBargeIn } from "./barge-in.ts";
import { openTurn, settleEndpoint } from "./caller-turn.ts";
import { type Ctx, clearDeadline } from "./ctx.ts";
import type { InputOf } from "./inputs.ts";
import { cancelReply } from "./reply.ts";

export function onSpeechStarted(ctx: Ctx, input: InputOf<"caller-speech-started">): void {
  ctx.s.caller = { ...ctx.s.caller, speaking: true, onsetAudioMs: input.audioMs, speechMs: 0 };
  for (const name of ["endpoint", "transcript-late"] as const) clearDeadline(ctx, name);
  if (!ctx.s.turn) openTurn(ctx, input.audioMs);
}

export function onSpeechProgressed(ctx: Ctx, input: InputOf<"caller-speech-progressed">): void {
  noteFeatures(ctx, input);
  // More words are coming: what was thought about the ones before is paid for in vain.
  if (ctx.s.reply?.speculative && ctx.s.turn?.status === "open") cancelReply(ctx, "caller-went-on");
  considerBargeIn(ctx);
}

export function onSpeechEnded(ctx: Ctx, input: InputOf<"caller-speech-ended">): void {
  noteFeatures(ctx, input);
  const knewLateMs = Math.max(0, input.seenAudioMs - input.audioMs);
  ctx.s.caller = {
    ...ctx.s.caller,
    speaking: false,
    wordsDue: true,
    speechEndAudioMs: input.audioMs,
    speechEndAtMs: Math.max(0, ctx.s.nowMs - knewLateMs),
  };
  clearDeadline(ctx, "words-quiet");
  bargeInSpeechEnded(ctx);
  settleEndpoint(ctx);
}

function noteFeatures(ctx: Ctx, f: { speechMs: number; levelDb: number; voicedShare: number }): void {
  ctx.s.caller = { ...ctx.s.caller, speechMs: f.speechMs, levelDb: f.levelDb, voicedShare: f.voicedShare };
}
