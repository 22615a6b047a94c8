/** Telephone keys: they stop a prompt, collect by the slot's rule, and 0 reaches a person. */
import { flowKeys, flowListening } from "../flow/run.ts";
import type { FlowListening } from "../flow/state.ts";
import { openTurn } from "./caller-turn.ts";
import { assistantOf, type Ctx, clearDeadline, decide, setDeadline, timingOf } from "./ctx.ts";
import { carryOut, flowIsBusy } from "./flow-brain.ts";
import { beginHandOff } from "./hand-off.ts";
import { generate } from "./model-brain.ts";
import { recordCallerTurn } from "./record.ts";
import { cancelReply, changeReply, hasModel, newReply } from "./reply.ts";
import { dropSpeech, speakingNow } from "./speech.ts";

/** Presses beyond this are noise, not a number anybody asked for. */
const MOST_KEYS = 32;

export function onKeyPressed(ctx: Ctx, digit: string): void {
  if (!/^[0-9*#A-D]$/.test(digit) || ctx.s.caller.keys.length >= MOST_KEYS) return;
  if (speakingNow(ctx)?.interruptible) dropSpeech(ctx, "key-pressed");
  ctx.s.caller = { ...ctx.s.caller, keys: ctx.s.caller.keys + digit };
  ctx.s.silence = { ...ctx.s.silence, quietSinceMs: ctx.s.nowMs, prompts: 0 };
  setDeadline(ctx, "keys-pause", ctx.s.nowMs + timingOf(ctx).keysPauseMs);
}

const listening = (ctx: Ctx): FlowListening | null =>
  ctx.s.flow && !hasModel(ctx) ? flowListening(assistantOf(ctx).flows, ctx.s.flow) : null;

/** Enough keys? Typed ahead, they wait until the flow asks. */
export function settleKeys(ctx: Ctx): void {
  const { keys } = ctx.s.caller;
  if (keys === "" || ctx.s.utterances.length > 0 || flowIsBusy(ctx)) return;
  if (ctx.s.reply && ctx.s.reply.status !== "said") return;
  const rule = listening(ctx)?.keys ?? { minLength: 1, maxLength: 1, finishKey: "#" };
  if (keys === "0" && rule.maxLength === 1) return takeKeys(ctx, "one-key");
  const finished = rule.finishKey !== null && keys.endsWith(rule.finishKey);
  if (finished) return takeKeys(ctx, "finish-key");
  if (!hasModel(ctx) && rule.maxLength > 0 && keys.length >= rule.maxLength) takeKeys(ctx, "all-keys");
}

export function onKeysPause(ctx: Ctx): void {
  if (ctx.s.caller.keys === "") return;
  if (ctx.s.utterances.length > 0 || flowIsBusy(ctx)) return setDeadline(ctx, "keys-pause", ctx.s.nowMs + 500);
  takeKeys(ctx, "pause");
}

/** The keys are the caller's turn; speech that came with them gives way. */
function takeKeys(ctx: Ctx, because: string): void {
  const { keys } = ctx.s.caller;
  clearDeadline(ctx, "keys-pause");
  cancelReply(ctx, "keys");
  ctx.s.caller = { ...ctx.s.caller, keys: "", wordsDue: false };
  ctx.s.turn = null;
  const turn = openTurn(ctx, ctx.s.nowMs);
  const said = { text: keys, startAudioMs: ctx.s.nowMs, audioMs: ctx.s.nowMs, confidence: 1 };
  const ended = { ...turn, segments: [said], status: "ended" as const, endedBecause: because, endedAtMs: ctx.s.nowMs };
  ctx.s.turn = ended;
  ctx.s.caller = { ...ctx.s.caller, speechEndAtMs: ctx.s.nowMs };
  recordCallerTurn(ctx, ended, keys, "dtmf");
  decide(ctx, "turn-ended", { turnId: turn.id, because, waitedMs: 0, text: keys });
  answerKeys(ctx, keys);
}

function answerKeys(ctx: Ctx, keys: string): void {
  newReply(ctx, "said", ctx.s.turn?.id ?? null);
  changeReply(ctx, { firstTextAtMs: ctx.s.nowMs });
  if (keys === "0" && (listening(ctx)?.keys.maxLength ?? 1) === 1) return beginHandOff(ctx, null, "key-0");
  if (!hasModel(ctx) && ctx.s.flow) return carryOut(ctx, flowKeys(assistantOf(ctx).flows, ctx.s.flow, keys));
  generate(ctx, { speculative: false, callerText: `(keys pressed: ${keys})` });
}
