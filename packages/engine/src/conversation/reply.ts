/** What is done about a turn that ended: at most one reply at a time, by the flow or by the model (rule 2). */
import { turnText } from "./caller-turn.ts";
import { assistantOf, type Ctx, clearDeadline, command, decide, newId } from "./ctx.ts";
import { flowIsBusy, understandForFlow } from "./flow-brain.ts";
import { beginHandOff } from "./hand-off.ts";
import { withdrawHangUp } from "./hang-up.ts";
import { commitGeneration, generate } from "./model-brain.ts";
import type { Reply } from "./state.ts";
import { wantsPerson } from "./words.ts";

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
  ctx.s.reply = reply;
  return reply;
}

export function changeReply(ctx: Ctx, change: Partial<Reply>): void {
  if (ctx.s.reply) ctx.s.reply = { ...ctx.s.reply, ...change };
}

/** The flow decides alone, unless a model is configured: then the flow is there to guide it. */
export function hasModel(ctx: Ctx): boolean {
  const { model, realtime } = assistantOf(ctx);
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
  if (ctx.s.reply?.speculative && ctx.s.reply.forText === text) return commitGeneration(ctx, turn.id);
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
  if (turn?.status !== "open" || caller.speaking || ctx.s.hangUp?.status === "commanded") return;
  const text = turnText(turn);
  if (text === "") return;
  if (!hasModel(ctx)) {
    if (turn.understoodText !== text && !flowIsBusy(ctx)) understandForFlow(ctx, text);
    return;
  }
  if (reply && !reply.speculative) return;
  if (reply?.forText === text) return;
  cancelReply(ctx, "words-changed");
  newReply(ctx, "generating", turn.id);
  generate(ctx, { speculative: true, callerText: text });
}

/** The reply is not wanted any more: its generation is called off and whatever still arrives of it is ignored. */
export function cancelReply(ctx: Ctx, because: string): void {
  const reply = ctx.s.reply;
  if (!reply) return;
  if (reply.status === "generating") {
    if (reply.generationId) command(ctx, { type: "cancel-generation", id: reply.generationId });
    const wasted = { pieces: reply.pieces, characters: reply.text.length };
    decide(ctx, reply.speculative ? "speculation-cancelled" : "generation-cancelled", { because, ...wasted });
  } else if (reply.status !== "said") {
    decide(ctx, "reply-cancelled", { because, status: reply.status });
  }
  clearDeadline(ctx, "filler");
  clearDeadline(ctx, "reply-overdue");
  ctx.s.reply = null;
}
