/** Puts turns on record: the decisions `caller-turn` and `agent-turn`, of which the transcript is a fold. */
import { type Ctx, decide, newId } from "./ctx.ts";
import type { HeardBy } from "./heard-text.ts";
import { addHeard } from "./history.ts";
import type { AgentTurn, CallerTurn, TurnLatency, Utterance } from "./state.ts";

/** The agent's running turn, or a new one: utterances without a caller's turn between them are one turn. */
export function openAgentTurn(ctx: Ctx, replyId: string | null): string {
  const now = ctx.s.agentTurn;
  if (now && (ctx.s.utterances.length > 0 || (replyId !== null && now.replyId === replyId))) return now.id;
  const turn: AgentTurn = {
    id: newId(ctx, "turn"),
    replyId,
    startMs: null,
    endMs: ctx.s.nowMs,
    heard: [],
    intended: [],
    heardBy: "mark",
    interrupted: false,
    endedBecause: null,
    latency: null,
  };
  ctx.s.agentTurn = turn;
  return turn.id;
}

export const replyOfTurn = (ctx: Ctx): string | null => ctx.s.agentTurn?.replyId ?? null;

/** First audio of a turn leaves: its start, and how long the caller waited for it. */
export function agentTurnStarted(ctx: Ctx): void {
  const turn = ctx.s.agentTurn;
  if (!turn || turn.startMs !== null) return;
  ctx.s.agentTurn = { ...turn, startMs: ctx.s.nowMs, latency: latencyNow(ctx) };
}

function latencyNow(ctx: Ctx): TurnLatency | null {
  const { reply, turn, nowMs, caller } = ctx.s;
  if (!reply || !turn || reply.callerTurnId !== turn.id) return null;
  const firstTextAtMs = reply.firstTextAtMs ?? nowMs;
  return {
    endpointMs: turn.endpointMs,
    modelMs: Math.max(0, firstTextAtMs - turn.endedAtMs),
    voiceMs: Math.max(0, nowMs - Math.max(firstTextAtMs, turn.endedAtMs)),
    voiceToVoiceMs: Math.max(0, nowMs - caller.speechEndAtMs),
  };
}

export function extendAgentTurn(
  ctx: Ctx,
  utterance: Utterance,
  heard: { text: string; by: HeardBy; cutBecause: string | null },
): void {
  const turn = ctx.s.agentTurn;
  if (!turn || turn.id !== utterance.turnId) return;
  const next: AgentTurn = {
    ...turn,
    endMs: ctx.s.nowMs,
    heard: heard.text ? [...turn.heard, heard.text] : turn.heard,
    intended: [...turn.intended, utterance.clauses.join(" ")],
    heardBy: heard.by,
    interrupted: turn.interrupted || heard.cutBecause !== null,
    endedBecause: heard.cutBecause ?? "heard",
  };
  ctx.s.agentTurn = next;
  if (heard.text) ctx.s.history = addHeard(ctx.s.history, heard.text);
  // Nothing of it reached the caller: it was thought, not said, and the transcript does not know it.
  if (next.heard.length > 0) decide(ctx, "agent-turn", agentTurnData(next));
}

function agentTurnData(turn: AgentTurn): Record<string, unknown> {
  const text = turn.heard.join(" ");
  const intended = turn.intended.join(" ");
  return {
    id: turn.id,
    speaker: "agent",
    kind: "speech",
    text,
    startMs: turn.startMs ?? turn.endMs,
    endMs: turn.endMs,
    interrupted: turn.interrupted,
    intendedText: intended,
    heardBy: turn.heardBy,
    endedBecause: turn.endedBecause,
    confidence: null,
    latency: turn.latency,
  };
}

export function recordCallerTurn(
  ctx: Ctx,
  turn: CallerTurn,
  text: string,
  kind: "speech" | "dtmf" | "backchannel",
): void {
  const confidences = turn.segments.map((one) => one.confidence).filter((one) => one !== null);
  decide(ctx, "caller-turn", {
    id: turn.id,
    speaker: "caller",
    kind,
    text,
    startMs: turn.startAudioMs,
    endMs: turn.segments.at(-1)?.audioMs ?? ctx.s.caller.speechEndAudioMs,
    interrupted: false,
    intendedText: null,
    heardBy: null,
    endedBecause: turn.endedBecause,
    confidence: confidences.length > 0 ? Math.min(...confidences) : null,
    latency: null,
  });
}
