/** Walks a flow from node to node until it has to wait for somebody. */
import type { FlowNode, Next } from "./definition.ts";
import { type Flows, flowOf, nodeOf, top } from "./lookup.ts";
import { phrasesFor } from "./phrases.ts";
import type { FlowAct, FlowFrame, FlowState, FlowTurn } from "./state.ts";
import { fillTemplate, nextNode, sayValue, valueAt } from "./values.ts";

/** A flow that says forty things in a row without a question is a loop. */
const MOST_NODES = 40;

export interface Walk {
  flows: Flows;
  state: FlowState;
  acts: FlowAct[];
}

export const walkOf = (flows: Flows, state: FlowState): Walk => ({ flows, state, acts: [] });
export const turnOf = (walk: Walk): FlowTurn => ({ state: walk.state, acts: walk.acts });
export const textOf = (walk: Walk, text: string): string => fillTemplate(text, walk.state.values);
export const wordsFor = (walk: Walk) => phrasesFor(walk.state.values.language);

export function note(walk: Walk, because: string, data: Record<string, unknown> = {}): void {
  walk.acts.push({ do: "note", because, data });
}

export function sayText(walk: Walk, text: string): void {
  const said = textOf(walk, text).trim();
  if (said) walk.acts.push({ do: "say", text: said });
}

/** Puts the walk on a node of the running flow. */
export function moveTo(walk: Walk, node: string): void {
  const frame = { flow: top(walk.state).flow, node };
  walk.state = { ...walk.state, stack: [...walk.state.stack.slice(0, -1), frame], waiting: null };
}

/** Goes on from the present node until something is waited for. */
export function advance(walk: Walk): void {
  for (let count = 0; count < MOST_NODES; count += 1) {
    if (walk.state.waiting || walk.state.stack.length === 0) return;
    enter(walk, nodeOf(walk.flows, top(walk.state)));
  }
  note(walk, "flow-loops", { ...top(walk.state) });
  walk.acts.push({ do: "transfer", person: "", text: null });
  walk.state = { ...walk.state, waiting: { for: "transfer" } };
}

function enter(walk: Walk, node: FlowNode): void {
  switch (node.type) {
    case "say":
      sayText(walk, node.text);
      return follow(walk, node.next);
    case "ask":
      return enterAsk(walk, node);
    case "choose":
      return enterChoose(walk, node);
    case "listen":
      if (node.text) ask(walk, node.text);
      return wait(walk, { for: "intent" });
    case "branch":
      return follow(walk, node.next);
    case "run":
      walk.acts.push({ do: "run", tool: node.tool, args: argsOf(walk, node.args) });
      return wait(walk, { for: "tool", toolRunId: "" });
    case "go":
      return push(walk, node.flow);
    case "transfer":
      walk.acts.push({ do: "transfer", person: node.person, text: node.text ? textOf(walk, node.text) : null });
      return wait(walk, { for: "transfer" });
    case "end":
      walk.acts.push({ do: "end", text: textOf(walk, node.text) });
      walk.state = { ...walk.state, stack: [], waiting: null };
  }
}

export function push(walk: Walk, flow: string): void {
  const frame: FlowFrame = { flow, node: flowOf(walk.flows, flow).start };
  walk.state = { ...walk.state, stack: [...walk.state.stack, frame], waiting: null };
}

function wait(walk: Walk, waiting: FlowState["waiting"]): void {
  walk.state = { ...walk.state, waiting };
}

export function ask(walk: Walk, text: string): void {
  walk.acts.push({ do: "ask", text: textOf(walk, text).trim() });
}

/** On to the next node; without one, back to where this flow was entered from. */
export function follow(walk: Walk, next: Next): void {
  const to = nextNode(next, walk.state.values);
  if (to !== null) {
    forgetLater(walk, to);
    return moveTo(walk, to);
  }
  const stack = walk.state.stack.slice(0, -1);
  walk.state = { ...walk.state, stack, waiting: null };
  const parent = stack.at(-1);
  if (!parent) return;
  const node = nodeOf(walk.flows, parent);
  if (node.type === "go") follow(walk, node.next);
}

/** An edge back to a question that was asked before asks it anew, and everything after it. */
function forgetLater(walk: Walk, node: string): void {
  const { flow } = top(walk.state);
  const index = walk.state.asked.findIndex((frame) => frame.flow === flow && frame.node === node);
  if (index < 0) return;
  for (const frame of walk.state.asked.slice(index)) forgetSlot(walk, frame);
  walk.state = { ...walk.state, asked: walk.state.asked.slice(0, index) };
}

export function forgetSlot(walk: Walk, frame: FlowFrame): void {
  const node = nodeOf(walk.flows, frame);
  if (node.type !== "ask" && node.type !== "choose") return;
  const { [node.slot]: _slot, ...slots } = walk.state.slots;
  const { [node.slot]: _value, [confirmedKey(node.slot)]: _sure, ...values } = walk.state.values;
  walk.state = { ...walk.state, slots, values };
}

export const confirmedKey = (slot: string): string => `${slot}Confirmed`;

function enterAsk(walk: Walk, node: Extract<FlowNode, { type: "ask" }>): void {
  const value = walk.state.values[node.slot];
  remember(walk, top(walk.state));
  if (value === undefined) {
    ask(walk, node.text);
    return wait(walk, { for: "answer", slot: node.slot });
  }
  if (node.confirm && walk.state.values[confirmedKey(node.slot)] !== true) {
    const filter = { phone: "phone", digits: "digits", date: "date", time: "time" }[node.spec.kind as "phone"];
    ask(walk, wordsFor(walk).readBack(sayValue(value, filter, String(walk.state.values.language ?? "en"))));
    return wait(walk, { for: "confirmation", slot: node.slot });
  }
  follow(walk, node.next);
}

function remember(walk: Walk, frame: FlowFrame): void {
  const known = walk.state.asked.some((one) => one.flow === frame.flow && one.node === frame.node);
  if (!known) walk.state = { ...walk.state, asked: [...walk.state.asked, frame] };
}

function enterChoose(walk: Walk, node: Extract<FlowNode, { type: "choose" }>): void {
  if (walk.state.values[node.slot] !== undefined) return follow(walk, node.next);
  const options = valueAt(walk.state.values, node.from);
  const list = Array.isArray(options) ? options.slice(0, 5).map(String) : [];
  if (list.length === 0) return follow(walk, node.next);
  remember(walk, top(walk.state));
  ask(walk, node.text);
  wait(walk, { for: "choice", slot: node.slot, options: list });
}

/** Arguments are paths into the values; what starts with `=` is taken as it stands. */
function argsOf(walk: Walk, args: Readonly<Record<string, string>>): Record<string, unknown> {
  const pairs = Object.entries(args).map(([name, path]): [string, unknown] => [
    name,
    path.startsWith("=") ? path.slice(1) : valueAt(walk.state.values, path),
  ]);
  return Object.fromEntries(pairs.filter(([, value]) => value !== undefined));
}
