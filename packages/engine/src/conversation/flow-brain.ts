/** The flow as the one who decides: hands it meanings, keys and results, and carries out what it wants. */

import type { Meaning } from "../flow/meaning.ts";
import { flowListening, flowMeant, flowToolSettled, flowWant, startFlow } from "../flow/run.ts";
import type { FlowAct, FlowTurn } from "../flow/state.ts";
import { assistantOf, type Ctx, command, decide, newId, pinOf } from "./ctx.ts";
import type { Awaited } from "./endpointing.ts";
import { beginHandOff } from "./hand-off.ts";
import { requestHangUp } from "./hang-up.ts";
import type { ToolOutcome } from "./inputs.ts";
import { changeReply, hasModel, newReply } from "./reply.ts";
import { say } from "./speech.ts";
import type { Purpose } from "./state.ts";
import { runTool } from "./tools.ts";

export const flowIsBusy = (ctx: Ctx): boolean => {
  const waiting = ctx.s.flow?.waiting?.for;
  return waiting === "tool" || waiting === "transfer";
};

/**
 * Enters the first flow. Its first question is said only where the first message has not asked already; a flow that begins
 * by doing something does it, whatever was said first.
 */
export function enterFlow(ctx: Ctx): void {
  const { flows } = assistantOf(ctx);
  if (flows.length === 0 || ctx.s.flow) return;
  const turn = startFlow(flows, {
    ...pinOf(ctx).variables,
    language: assistantOf(ctx).language,
    callerNumber: pinOf(ctx).from,
  });
  ctx.s.flow = turn.state;
  if (hasModel(ctx)) return;
  const onlyAsks = turn.acts.every(({ do: act }) => act === "say" || act === "ask");
  if (assistantOf(ctx).firstMessage.trim() === "" || !onlyAsks) carryOut(ctx, turn);
  else expectNext(ctx);
}

export function understandForFlow(ctx: Ctx, text: string): void {
  const turn = ctx.s.turn;
  if (!turn || !ctx.s.flow) return;
  const id = newId(ctx, "und");
  ctx.s.turn = { ...turn, understandId: id, understoodText: text, meaning: null };
  command(ctx, { type: "understand", id, text, want: flowWant(assistantOf(ctx).flows, ctx.s.flow, pinOf(ctx)) });
}

export function onCallerMeant(ctx: Ctx, understandId: string, meaning: Meaning): void {
  const turn = ctx.s.turn;
  if (!turn || turn.understandId !== understandId) return;
  ctx.s.turn = { ...turn, meaning };
}

/** The turn ended and its meaning is known: the flow decides. */
export function answerByFlow(ctx: Ctx): void {
  const { turn, reply, flow } = ctx.s;
  if (turn?.status !== "ended" || reply?.status !== "understanding" || !turn.meaning || !flow) return;
  changeReply(ctx, { status: "said", firstTextAtMs: ctx.s.nowMs });
  carryOut(ctx, flowMeant(assistantOf(ctx).flows, flow, turn.meaning));
}

/** `sorry`: what the tool wants said of its failure, before the flow goes on. */
export function onFlowToolSettled(ctx: Ctx, outcome: ToolOutcome, sorry?: string): void {
  if (ctx.s.flow?.waiting?.for !== "tool") return;
  if (!ctx.s.reply) newReply(ctx, "said", ctx.s.turn?.id ?? null);
  changeReply(ctx, { status: "said", firstTextAtMs: ctx.s.reply?.firstTextAtMs ?? ctx.s.nowMs });
  if (sorry) say(ctx, sorry, { purpose: "reply", replyId: ctx.s.reply?.id ?? null });
  carryOut(ctx, flowToolSettled(assistantOf(ctx).flows, ctx.s.flow, outcome));
}

const PURPOSES: Partial<Record<FlowAct["do"], Purpose>> = { say: "reply", ask: "question" };

export function carryOut(ctx: Ctx, turn: FlowTurn): void {
  ctx.s.flow = turn.state;
  for (const act of turn.acts) carryOutAct(ctx, act);
  expectNext(ctx);
}

function carryOutAct(ctx: Ctx, act: FlowAct): void {
  const replyId = ctx.s.reply?.id ?? null;
  switch (act.do) {
    case "say":
    case "ask":
      if (act.do === "ask") ctx.s.pendingQuestion = act.text;
      return say(ctx, act.text, { purpose: PURPOSES[act.do] ?? "reply", replyId });
    case "run":
      return runFlowTool(ctx, act.tool, act.args);
    case "transfer":
      return beginHandOff(ctx, act.person, "flow", act.text);
    case "end":
      say(ctx, act.text, { purpose: "goodbye", replyId });
      return requestHangUp(ctx, "agent-hung-up");
    case "note":
      return decide(ctx, "flow", { because: act.because, ...act.data });
  }
}

function runFlowTool(ctx: Ctx, tool: string, args: Readonly<Record<string, unknown>>): void {
  const toolRunId = newId(ctx, "tool");
  if (ctx.s.flow) ctx.s.flow = { ...ctx.s.flow, waiting: { for: "tool", toolRunId } };
  changeReply(ctx, { status: "running-tool" });
  runTool(ctx, { id: toolRunId, name: tool, args: { ...args }, toolCallId: null });
}

/** Tells the transcribers what comes next. */
export function expectNext(ctx: Ctx): void {
  if (!ctx.s.flow) return;
  const listening = flowListening(assistantOf(ctx).flows, ctx.s.flow);
  command(ctx, { type: "expect", expectation: listening?.expectation ?? null });
}

/** What the endpointing should count with: ten digits of a phone number, one word of a yes. */
export function awaitedNow(ctx: Ctx): Awaited | null {
  if (!ctx.s.flow || !ctx.s.pin) return null;
  const listening = flowListening(assistantOf(ctx).flows, ctx.s.flow);
  if (!listening) return null;
  const { kind } = listening.expectation;
  const counted = kind === "phone" || kind === "digits";
  return { kind, minDigits: counted ? listening.keys.minLength : 0 };
}
