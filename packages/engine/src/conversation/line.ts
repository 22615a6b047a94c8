/** The stream to the carrier: it starts, is lost, comes back elsewhere, and the conversation goes on where it was. */
import { changeTurn, turnText } from "./caller-turn.ts";
import { assistantOf, type Ctx, clearDeadline, command, decide, setDeadline, timingOf } from "./ctx.ts";
import { enterFlow, expectNext, understandForFlow } from "./flow-brain.ts";
import { greet } from "./greeting.ts";
import { endCall } from "./hang-up.ts";
import type { InputOf } from "./inputs.ts";
import { lineLost, settleByClock } from "./ledger.ts";
import { generate } from "./model-brain.ts";
import { cancelReply } from "./reply.ts";
import { dropSpeech, firstUnheardClause, say, speakClause } from "./speech.ts";
import type { Utterance } from "./state.ts";

export function onStreamStarted(ctx: Ctx, input: InputOf<"stream-started">): void {
  const { status } = ctx.s.line;
  if (status === "open") loseLine(ctx); // a second stream takes over
  ctx.s.line = { ...ctx.s.line, status: "open", streamId: input.streamId, epoch: input.epoch, moveBecause: null };
  clearDeadline(ctx, "resume-window");
  if (status === "none" && !input.resumed) return beginCall(ctx);
  // Ears and thoughts were left behind.
  expectNext(ctx);
  forgetUnansweredThought(ctx);
  if (ctx.s.handOff?.status === "commanded") {
    // Its outcome comes next and says what to do; a carrier that forgets to tell must not leave the caller in silence.
    return setDeadline(ctx, "transfer-overdue", ctx.s.nowMs + timingOf(ctx).transferOutcomeMs);
  }
  if (status === "moving") return decide(ctx, "conversation-moved", { turn: ctx.s.turn?.status ?? null });
  resumeConversation(ctx);
}

/** What the words mean was asked of a worker that is not there any more. */
function forgetUnansweredThought(ctx: Ctx): void {
  if (ctx.s.turn?.meaning === null) changeTurn(ctx, { understandId: null, understoodText: null });
}

function beginCall(ctx: Ctx): void {
  const { timing } = assistantOf(ctx);
  setDeadline(ctx, "almost-over", ctx.s.nowMs + timing.maxDurationMs - timing.almostOverMs);
  setDeadline(ctx, "max-duration", ctx.s.nowMs + timing.maxDurationMs);
  greet(ctx);
  enterFlow(ctx);
}

export function loseLine(ctx: Ctx): void {
  if (ctx.s.line.marksMissing) ctx.s.ledger = settleByClock(ctx.s.ledger, ctx.s.nowMs);
  ctx.s.ledger = lineLost(ctx.s.ledger, ctx.s.nowMs);
  ctx.s.bargeIn = null;
  clearDeadline(ctx, "barge-in-decision");
  clearDeadline(ctx, "mark-overdue");
}

export function onCarrierLost(ctx: Ctx, because: string): void {
  if (ctx.s.line.status !== "open") return; // closed by us: what comes next is on its way
  loseLine(ctx);
  ctx.s.line = { ...ctx.s.line, status: "lost" };
  decide(ctx, "line-lost", { because });
  setDeadline(ctx, "resume-window", ctx.s.nowMs + timingOf(ctx).resumeWindowMs);
}

export function onCallerHungUp(ctx: Ctx): void {
  const { handOff } = ctx.s;
  if (handOff?.status !== "commanded") return endCall(ctx, ctx.s.hangUp?.because ?? "caller-hung-up");
  // While it rang, or after a talk with the person: the dialling's outcome says which, and comes at about the same time.
  ctx.s.handOff = { ...handOff, callerGone: true };
  setDeadline(ctx, "transfer-overdue", ctx.s.nowMs + timingOf(ctx).transferOutcomeMs);
}

/** Same conversation, new stream: no greeting, no disclosure first, nothing asked that was answered. */
function resumeConversation(ctx: Ctx): void {
  const { turn, caller, utterances, toolRuns } = ctx.s;
  decide(ctx, "conversation-resumed", { utterances: utterances.length, turn: turn?.status ?? null });
  const wasSpeaking = turn?.status === "open" && (caller.speaking || caller.wordsDue || turnText(turn) !== "");
  const cutOff = wasSpeaking || ctx.s.line.cutOffAtMs !== null;
  ctx.s.caller = { ...caller, speaking: false, wordsDue: false };
  for (const run of toolRuns) {
    command(ctx, { type: "run-tool", id: run.id, name: run.name, args: run.args, effect: run.effect, key: run.key });
  }
  if (cutOff) return waitForTail(ctx);
  if (turn?.status === "open") ctx.s.turn = null;
  if (utterances.length > 0) return sayAgain(ctx);
  if (ctx.s.reply?.greets) return greetAgain(ctx);
  if (turn?.status === "ended") return thinkAgain(ctx);
  if (toolRuns.length === 0) repeatQuestion(ctx);
}

/** Who speaks on is heard on the new stream within this. */
const TAIL_MS = 400;
/** A tail longer than this is a new sentence, or no speech at all. */
const TAIL_AT_MOST_MS = 6_000;

/** Callers do not know that they were cut off: they speak to the end of their sentence, and nobody talks over them. */
function waitForTail(ctx: Ctx): void {
  cancelReply(ctx, "line-lost");
  dropSpeech(ctx, "line-lost");
  forgetCutTurn(ctx);
  ctx.s.line = { ...ctx.s.line, cutOffAtMs: ctx.s.nowMs };
}

function forgetCutTurn(ctx: Ctx): void {
  ctx.s.turn = null;
  for (const name of ["endpoint", "words-quiet", "transcript-late"] as const) clearDeadline(ctx, name);
}

/** Asks to repeat, once the rest of the cut sentence is over: alone it is no answer. */
export function settleCutOff(ctx: Ctx): void {
  const { line, caller, turn, nowMs } = ctx.s;
  if (line.cutOffAtMs === null || line.status !== "open") return clearDeadline(ctx, "ask-again");
  const speaksOn = caller.speaking || caller.wordsDue || turn?.status === "open";
  const dueAtMs = line.cutOffAtMs + (speaksOn ? TAIL_AT_MOST_MS : TAIL_MS);
  if (turn?.status !== "ended" && nowMs < dueAtMs) return setDeadline(ctx, "ask-again", dueAtMs);
  clearDeadline(ctx, "ask-again");
  ctx.s.line = { ...line, cutOffAtMs: null };
  cancelReply(ctx, "line-lost");
  forgetCutTurn(ctx);
  say(ctx, assistantOf(ctx).phrases.lineDropped, { purpose: "reply" });
}

/** The cut sentence again. Of a greeting only its question, so that nobody hears two greetings. */
function sayAgain(ctx: Ctx): void {
  if (ctx.s.utterances.some((one) => one.purpose === "greeting" || one.purpose === "disclosure")) {
    dropSpeech(ctx, "line-lost");
    const { phrases } = assistantOf(ctx);
    const question = ctx.s.pendingQuestion ?? "";
    return say(ctx, `${phrases.lineBack} ${question}`, { purpose: "question" });
  }
  for (const utterance of ctx.s.utterances) speakRest(ctx, utterance);
}

/** By a voice of the list: the sound of a model that speaks itself went with the line. */
function speakRest(ctx: Ctx, { spokenBy: _, ...utterance }: Utterance): void {
  const from = firstUnheardClause(ctx, utterance);
  utterance.clauses.slice(from).forEach((text, index) => {
    speakClause(ctx, utterance, from + index, text);
  });
}

/** The caller's words are known but their reply was lost with the line. */
function thinkAgain(ctx: Ctx): void {
  const { reply, turn } = ctx.s;
  if (!turn || !reply || reply.status === "running-tool") return;
  if (reply.status === "understanding") understandForFlow(ctx, turnText(turn));
  else if (reply.status === "generating") generate(ctx, { speculative: false, callerText: turnText(turn) });
  else repeatQuestion(ctx);
}

/** What the model was thinking of went with the line. */
function greetAgain(ctx: Ctx): void {
  cancelReply(ctx, "line-lost");
  greet(ctx);
}

function repeatQuestion(ctx: Ctx): void {
  const { phrases } = assistantOf(ctx);
  say(ctx, ctx.s.pendingQuestion ?? phrases.stillThere, { purpose: "question" });
}
