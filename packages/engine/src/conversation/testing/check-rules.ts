/** The seven rules as checks on one step: the state before, what came in, what came out. Each returns what is broken. */
import type { Command } from "../commands.ts";
import { nextDeadline } from "../deadlines.ts";
import type { Input } from "../inputs.ts";
import type { CallState } from "../state.ts";
import type { Stepped } from "../step.ts";
import { mayMove } from "../turn-table.ts";

export interface Seen {
  /** Furthest place of each clause that was ever sent. */
  sentMs: Map<string, number>;
  cancelled: Set<string>;
  effects: Set<string>;
  hangUps: number;
  finishes: number;
}

export const nothingSeen = (): Seen => ({
  sentMs: new Map(),
  cancelled: new Set(),
  effects: new Set(),
  hangUps: 0,
  finishes: 0,
});

export function brokenRules(before: CallState, input: Input, stepped: Stepped, seen: Seen): string[] {
  note(input, seen);
  const broken = [
    ...ruleHeard(stepped.state, seen),
    ...ruleOneReply(before, input, stepped, seen),
    ...ruleEffects(before, stepped, seen),
    ...ruleSilence(stepped.state),
    ...ruleInterrupt(before, input, stepped),
    ...ruleRequests(before, stepped, seen),
    ...ruleReasons(stepped),
  ];
  if (!mayMove(before.phase, stepped.state.phase)) broken.push(`phase: ${before.phase} → ${stepped.state.phase}`);
  return broken;
}

function note(input: Input, seen: Seen): void {
  if (input.type !== "audio-sent") return;
  const key = `${input.utteranceId}:${input.clause}`;
  seen.sentMs.set(key, Math.max(seen.sentMs.get(key) ?? 0, input.toMs));
}

/** 1: nothing counts as heard that was not sent. */
function ruleHeard(state: CallState, seen: Seen): string[] {
  return Object.entries(state.ledger.clauses)
    .filter(([key, clause]) => clause.heardMs > (seen.sentMs.get(key) ?? 0))
    .map(([key, clause]) => `rule 1: ${key} heard to ${clause.heardMs} ms, sent to ${seen.sentMs.get(key) ?? 0} ms`);
}

/** 2: a superseded generation says nothing any more. */
function ruleOneReply(before: CallState, input: Input, { commands, state }: Stepped, seen: Seen): string[] {
  const broken: string[] = [];
  const spoken = of(commands, "speak") as unknown as { text: string }[];
  const its = (command: { text: string }): boolean => input.type === "model-said" && input.text.includes(command.text);
  if (input.type === "model-said" && seen.cancelled.has(input.generationId) && spoken.some(its)) {
    broken.push(`rule 2: ${input.generationId} was cancelled and still speaks`);
  }
  for (const command of of(commands, "cancel-generation")) {
    seen.cancelled.add((command as { id: string }).id);
  }
  const speaking = new Set(state.utterances.map((one) => one.replyId).filter(Boolean));
  if (before.reply?.speculative && input.type === "model-said" && of(commands, "speak").length > 0) {
    broken.push("rule 2: a speculative generation speaks");
  }
  if (speaking.size > 2) broken.push(`rule 2: ${speaking.size} replies are being said`);
  return broken;
}

/** 3: an effect runs once, and never for a speculative reply. */
function ruleEffects(before: CallState, { commands, state }: Stepped, seen: Seen): string[] {
  const broken: string[] = [];
  for (const command of of(commands, "run-tool") as unknown as { key: string; effect: boolean; id: string }[]) {
    if (!command.effect) continue;
    if (state.reply?.speculative) broken.push("rule 3: an effect of a speculative reply");
    const again = before.toolRuns.some((run) => run.id === command.id); // a resumed call asks for the same run again
    if (seen.effects.has(command.key) && !again) broken.push(`rule 3: ${command.key} runs twice`);
    seen.effects.add(command.key);
  }
  return broken;
}

/** 4: whoever waits, something will happen within 4 s; and there is always a next deadline. */
function ruleSilence(state: CallState): string[] {
  if (state.endedBecause || state.line.status !== "open" || !state.pin) return [];
  const due = nextDeadline(state.deadlines);
  if (!due) return ["rule 4: nothing is due"];
  const { reply } = state;
  if (isForgotten(state)) return ["rule 4: a turn has ended and nobody answers it"];
  const working = reply && !reply.speculative && reply.status !== "said";
  const waits = working && state.utterances.length === 0 && !state.caller.speaking && !state.bargeIn;
  if (!waits) return [];
  const filler = state.deadlines.filler;
  if (filler === undefined) return ["rule 4: the caller waits and no filler is due"];
  return filler - state.nowMs > 4_000 ? [`rule 4: the filler comes in ${filler - state.nowMs} ms`] : [];
}

/** Ended, unanswered, and nothing under way that could come before the answer. */
function isForgotten({ turn, reply, utterances, toolRuns, bargeIn, hangUp, handOff, caller }: CallState): boolean {
  const leaving = hangUp !== null || (handOff !== null && handOff.status !== "returned");
  const busy = utterances.length > 0 || toolRuns.length > 0 || bargeIn !== null || caller.speaking;
  return turn?.status === "ended" && reply === null && !busy && !leaving;
}

/** 5: words that mean something silence the agent at once. */
function ruleInterrupt(before: CallState, input: Input, { commands, state }: Stepped): string[] {
  if (input.type !== "transcript-final" || input.text !== "no, wait" || before.endedBecause) return [];
  const speaking = before.utterances[0]?.interruptible === true && before.ledger.pending.length > 0;
  const repeated =
    before.caller.answered?.text.includes("no, wait") || before.turn?.segments.some((one) => one.text === "no, wait");
  if (!speaking || repeated || before.line.status !== "open") return [];
  const silenced = of(commands, "clear-playout").length > 0 || state.ledger.generation > before.ledger.generation;
  return silenced || state.endedBecause ? [] : ["rule 5: the agent talks on over the caller"];
}

/** 6: one hang-up, one end, and nothing after it. */
function ruleRequests(before: CallState, { commands }: Stepped, seen: Seen): string[] {
  seen.hangUps += of(commands, "hang-up").length;
  seen.finishes += of(commands, "finish").length;
  const broken: string[] = [];
  if (seen.hangUps > 1) broken.push("rule 6: hung up twice");
  if (seen.finishes > 1) broken.push("rule 6: finished twice");
  if (before.endedBecause && commands.length > 0) broken.push("rule 6: commands after the end");
  return broken;
}

const NEED_REASONS = new Set([
  "turn-ended",
  "agent-paused",
  "agent-ducked",
  "interruption-confirmed",
  "false-interruption",
  "speech-dropped",
  "hang-up-requested",
  "hang-up-withdrawn",
  "hand-off",
  "line-lost",
  "line-moved",
  "call-ended",
  "filler",
  "reply-cancelled",
  "generation-cancelled",
  "speculation-cancelled",
  "speech-without-words",
]);

/** 7: every decision says why. */
function ruleReasons({ decisions }: Stepped): string[] {
  return decisions
    .filter(({ type, data }) => NEED_REASONS.has(type) && (typeof data.because !== "string" || data.because === ""))
    .map(({ type }) => `rule 7: ${type} without a reason`);
}

const of = (commands: readonly Command[], type: Command["type"]): readonly Command[] =>
  commands.filter((command) => command.type === type);
