/**
 * Runs flows: deterministic branching dialogues as data. Pure: a state and a fact go in, a state and what to do come
 * out. Corrections, several slots in one breath, "what?", "go back" and keys work in every node without being written.
 */
import type { Pin } from "../conversation/assistant.ts";
import type { ToolOutcome } from "../conversation/inputs.ts";
import {
  advance,
  confirmedKey,
  follow,
  moveTo,
  note,
  push,
  sayText,
  turnOf,
  type Walk,
  walkOf,
  wordsFor,
} from "./advance.ts";
import { fill, hearAnswer } from "./answers.ts";
import type { FlowDefinition } from "./definition.ts";
import { listeningFor } from "./listening.ts";
import { type Flows, nodeOf, top } from "./lookup.ts";
import type { FlowWant, Meaning } from "./meaning.ts";
import type { FlowListening, FlowState, FlowTurn } from "./state.ts";
import { wantOf } from "./want.ts";

/** Enters the first flow. A `listen` node at its start waits without asking where `silent`. */
export function startFlow(flows: Flows, values: Readonly<Record<string, string>>): FlowTurn {
  const first = flows[0] as FlowDefinition;
  const state: FlowState = {
    stack: [{ flow: first.id, node: first.start }],
    values,
    slots: {},
    asked: [],
    waiting: null,
    misses: 0,
    speed: 1,
  };
  const walk = walkOf(flows, state);
  advance(walk);
  return turnOf(walk);
}

/** The caller's words, understood. */
export function flowMeant(flows: Flows, state: FlowState, meaning: Meaning): FlowTurn {
  const walk = walkOf(flows, state);
  if (state.stack.length > 0) hearAnswer(walk, meaning, "words");
  return turnOf(walk);
}

/** Telephone keys, complete by the rule of what was asked. */
export function flowKeys(flows: Flows, state: FlowState, keys: string): FlowTurn {
  const walk = walkOf(flows, state);
  if (state.stack.length > 0) hearAnswer(walk, { text: keys.replace(/[#*]/g, ""), slots: {}, intents: [] }, "keys");
  return turnOf(walk);
}

export function flowToolSettled(flows: Flows, state: FlowState, outcome: ToolOutcome): FlowTurn {
  const result = outcome.ok ? outcome.result : { fault: outcome.fault.code, unknown: outcome.unknown === true };
  const walk = walkOf(flows, { ...state, values: { ...state.values, result }, waiting: null });
  const node = nodeOf(flows, top(state));
  if (node.type !== "run") return turnOf(walk);
  if (!outcome.ok) note(walk, "tool-failed", { tool: node.tool, code: outcome.fault.code });
  if (outcome.ok) follow(walk, node.next);
  else if (node.onFault) moveTo(walk, node.onFault);
  else {
    sayText(walk, wordsFor(walk).sorry);
    follow(walk, { otherwise: null });
  }
  advance(walk);
  return turnOf(walk);
}

/** Nobody could be reached: the node's own way out, else a message is taken where the assistant has a flow for it. */
export function flowTransferFailed(flows: Flows, state: FlowState, because: string): FlowTurn {
  const walk = walkOf(flows, { ...state, values: { ...state.values, transfer: because } });
  const node = state.stack.length > 0 ? nodeOf(flows, top(state)) : null;
  const canTakeMessage = flows.some((flow) => flow.id === "message");
  const taking = state.stack.some((frame) => frame.flow === "message");
  if (state.waiting?.for === "transfer" && node?.type === "transfer") moveTo(walk, node.onFailed);
  else if (canTakeMessage && !taking) push(walk, "message");
  else if (!leaveOpen(walk)) return turnOf(walk);
  walk.state = { ...walk.state, misses: 0 };
  advance(walk);
  return turnOf(walk);
}

/** Whoever was to answer cannot: a message is taken. Null: there is no flow for it, or it is being taken already. */
export function flowMessage(flows: Flows, state: FlowState): FlowTurn | null {
  const taking = state.stack.some((frame) => frame.flow === "message");
  if (taking || !flows.some((flow) => flow.id === "message")) return null;
  const walk = walkOf(flows, { ...state, misses: 0 });
  push(walk, "message");
  advance(walk);
  return turnOf(walk);
}

/** What was heard could not be read back to the caller: it is taken as it was heard. Null: nothing waits for a yes. */
export function flowConfirmedUnheard(flows: Flows, state: FlowState): FlowTurn | null {
  if (state.waiting?.for !== "confirmation") return null;
  const { slot } = state.waiting;
  const values = { ...state.values, [confirmedKey(slot)]: true };
  const walk = walkOf(flows, { ...state, values, misses: 0, waiting: null });
  note(walk, "unconfirmed", { slot });
  advance(walk);
  return turnOf(walk);
}

/** Nobody understands and nobody can be fetched: the answer stays open and the dialogue goes on without it. */
function leaveOpen(walk: Walk): boolean {
  const { waiting, values } = walk.state;
  if (waiting?.for !== "answer") return false;
  const node = nodeOf(walk.flows, top(walk.state));
  const isPhone = node.type === "ask" && node.spec.kind === "phone";
  const value = isPhone ? String(values.callerNumber ?? "") : "";
  note(walk, "left-open", { slot: waiting.slot });
  fill(walk, { [waiting.slot]: { value, text: "", confidence: 0 } });
  if (node.type === "ask" && node.confirm) {
    walk.state = { ...walk.state, values: { ...walk.state.values, [confirmedKey(waiting.slot)]: true } };
  }
  return true;
}

/** What the shell should look for in the next words. */
export const flowWant = (flows: Flows, state: FlowState, pin: Pin): FlowWant => wantOf(flows, state, pin);

/** What transcribers and keys should expect; null once the flow has ended. */
export const flowListening = (flows: Flows, state: FlowState): FlowListening | null => listeningFor(flows, state);
