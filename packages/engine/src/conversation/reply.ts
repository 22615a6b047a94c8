/** What is done about a turn that ended: at most one reply at a time, by the flow or by the model (rule 2). */
import { maybeOver, stoppedAtMs, turnText, wordsReachEnd } from "./caller-turn.ts";
import { assistantOf, type Ctx, clearDeadline, command, decide, newId } from "./ctx.ts";
import { soundsFinished } from "./finished.ts";
import { flowIsBusy, understandForFlow } from "./flow-brain.ts";
import { beginHandOff } from "./hand-off.ts";
import { withdrawHangUp } from "./hang-up.ts";
import { commitGeneration, generate } from "./model-brain.ts";
import type { Reply } from "./state.ts";
import { normalise, wantsPerson } from "./words.ts";

export function newReply(ctx: Ctx, status: Reply["status"], callerTurnId: string | null): Reply {
  const reply: Reply = {
    id: newId(ctx, "reply"),
    turnId: null,
    callerTurnId,
    status,
    generationId: null,
    buffer: "",
    text: "",
    toolCalls: [],
    speculative: false,
    forText: null,
    startedAtMs: ctx.s.nowMs,
    firstTextAtMs: null,
    firstAudioAtMs: null,
    fillers: 0,
    pieces: 0,
    rounds: 0,
  };
  // The one before was given its own time; this one has all of its own.
  clearDeadline(ctx, "reply-overdue");
  ctx.s.reply = reply;
  return reply;
}

export function changeReply(ctx: Ctx, change: Partial<Reply>): void {
  if (ctx.s.reply) ctx.s.reply = { ...ctx.s.reply, ...change };
}

/** The flow decides alone, unless a model is configured: then the flow is there to guide it. */
export function hasModel(ctx: Ctx): boolean {
  const { model, realtime } = assistantOf(ctx);
  if (ctx.s.trouble.flowTakesOver) return false;
  return model.length > 0 || (realtime?.length ?? 0) > 0;
}

/** Starts the reply to the ended turn, or confirms the one that was thought ahead. */
export function beginReply(ctx: Ctx): void {
  const turn = ctx.s.turn;
  if (turn?.status !== "ended") return;
  const text = turnText(turn);
  withdrawHangUp(ctx, text);
  if (wantsPerson(text)) {
    cancelReply(ctx, "person-wanted");
    newReply(ctx, "said", turn.id);
    return beginHandOff(ctx, null, "caller-asked");
  }
  if (!hasModel(ctx)) return replyByFlow(ctx, text);
  const { reply } = ctx.s;
  if (reply?.speculative && (isAbout(reply, text) || answersSpeech(ctx))) return commitGeneration(ctx, turn.id, text);
  cancelReply(ctx, "words-changed");
  newReply(ctx, "generating", turn.id);
  generate(ctx, { speculative: false, callerText: text });
}

function replyByFlow(ctx: Ctx, text: string): void {
  const turn = ctx.s.turn;
  if (!turn) return;
  newReply(ctx, "understanding", turn.id);
  if (turn.understoodText !== text) understandForFlow(ctx, text);
}

/** Words are known but the turn is not confirmed: think already. Nothing is said, nothing acts (rule 3). */
export function thinkAhead(ctx: Ctx): void {
  const { turn, caller, reply } = ctx.s;
  if (turn?.status !== "open" || ctx.s.hangUp?.status === "commanded") return;
  const text = turnText(turn);
  if (text === "") return;
  if (hasModel(ctx) && assistantOf(ctx).thinkAhead === false) return;
  if (caller.speaking && !(hasModel(ctx) && maybeOver(ctx))) return unthink(ctx, text);
  if (!hasModel(ctx)) {
    if (turn.understoodText !== text && !flowIsBusy(ctx)) understandForFlow(ctx, text);
    return;
  }
  if (reply && !reply.speculative) return;
  // The question without its last word is another question.
  if (!wordsReachEnd(ctx)) return unthink(ctx, text);
  if ((reply && isAbout(reply, text)) || answersSpeech(ctx)) return;
  cancelReply(ctx, "words-changed");
  newReply(ctx, "generating", turn.id);
  generate(ctx, { speculative: true, callerText: text });
}

/** The caller speaks on. What was thought at a pause is in vain as soon as there are other words. */
function unthink(ctx: Ctx, text: string): void {
  const { reply } = ctx.s;
  if (reply?.speculative && reply.forAudioMs == null && !isAbout(reply, text)) cancelReply(ctx, "words-changed");
}

/** Final words are often the running ones with other stops and capitals: the same question. */
const isAbout = ({ forText }: Reply, text: string): boolean =>
  forText === text || (forText !== null && normalise(forText) !== "" && normalise(forText) === normalise(text));

/** What is being thought was heard, not read: it answers the last stretch of speech whatever words that turns out to be. */
const answersSpeech = (ctx: Ctx): boolean => ctx.s.reply?.forAudioMs === stoppedAtMs(ctx);

/** A cough is no question. */
const LEAST_HEARD_MS = 250;
const LEAST_HEARD_VOICED = 0.3;

/** Speech has ended. Who hears the caller itself is asked at once, without waiting for words; nothing is said yet. */
export function thinkByEar(ctx: Ctx): void {
  const { turn, caller, reply, utterances, bargeIn } = ctx.s;
  const { realtime, thinkAhead: mayThink } = assistantOf(ctx);
  const hears = (realtime?.length ?? 0) > 0 && mayThink !== false && hasModel(ctx);
  if (!hears || turn?.status !== "open" || ctx.s.hangUp?.status === "commanded") return;
  if (caller.speaking && !soundsFinished(caller.pause?.ending ?? null)) return;
  // Over the agent it may be an "mm-hm", an echo, a television: that the words decide.
  if (utterances.length > 0 || bargeIn || (reply && !reply.speculative)) return;
  if (caller.speechMs < LEAST_HEARD_MS || caller.voicedShare < LEAST_HEARD_VOICED || answersSpeech(ctx)) return;
  cancelReply(ctx, "words-changed");
  newReply(ctx, "generating", turn.id);
  const byEarAtAudioMs = stoppedAtMs(ctx);
  generate(ctx, { speculative: true, callerText: turnText(turn), byEarAtAudioMs });
}

/** The reply is not wanted any more: its generation is called off and whatever still arrives of it is ignored. */
export function cancelReply(ctx: Ctx, because: string): void {
  const reply = ctx.s.reply;
  if (!reply) return;
  if (reply.status === "generating") {
    if (reply.generationId) command(ctx, { type: "cancel-generation", id: reply.generationId });
    // It is whole, and nobody will hear it: a model that keeps its own record must know.
    else if (reply.spokenBy) command(ctx, { type: "reply-heard", generationId: reply.spokenBy, heardMs: 0 });
    const wasted = { pieces: reply.pieces, characters: reply.text.length };
    decide(ctx, reply.speculative ? "speculation-cancelled" : "generation-cancelled", { because, ...wasted });
  } else if (reply.status !== "said") {
    decide(ctx, "reply-cancelled", { because, status: reply.status });
  }
  clearDeadline(ctx, "filler");
  clearDeadline(ctx, "reply-overdue");
  ctx.s.reply = null;
}
