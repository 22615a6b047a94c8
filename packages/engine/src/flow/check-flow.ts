/** Finds what is wrong with a flow before any caller does: nodes that are missing, never reached, or without a way out. */
import type { FlowDefinition, FlowNode, Next } from "./definition.ts";

/** Every problem at once, each a sentence that names the flow and the node. */
export class FlowProblems extends Error {
  override name = "FlowProblems";
  readonly problems: readonly string[];

  constructor(id: string, problems: readonly string[]) {
    super(`The flow "${id}" cannot run:\n${problems.map((one) => `- ${one}`).join("\n")}`);
    this.problems = problems;
  }
}

const ALWAYS_KNOWN = ["result", "transfer", "language"];

/** `knows`: values that come from elsewhere, such as the call's variables and other flows' slots. */
export function problemsOf(flow: FlowDefinition, knows: readonly string[] = []): string[] {
  if (!flow.nodes[flow.start]) return [`it has no node named "${flow.start}" to start with`];
  return [...missingNodes(flow), ...unreached(flow), ...withoutExit(flow), ...unfilled(flow, knows)];
}

/** Where a node may lead within its flow. */
function targetsOf(node: FlowNode): string[] {
  if (node.type === "end") return [];
  if (node.type === "transfer") return [node.onFailed];
  if (node.type === "listen") return node.intents.flatMap((one) => one.node ?? []);
  const onFault = node.type === "run" && node.onFault ? [node.onFault] : [];
  return [...nextTargets(node.next), ...onFault];
}

const nextTargets = (next: Next): string[] => [
  ...(next.when ?? []).map((one) => one.to),
  ...(next.otherwise === null ? [] : [next.otherwise]),
];

function missingNodes({ nodes }: FlowDefinition): string[] {
  return Object.entries(nodes).flatMap(([name, node]) =>
    targetsOf(node)
      .filter((target) => !nodes[target])
      .map((target) => `"${name}" leads to "${target}", and there is no node of that name`),
  );
}

function unreached({ nodes, start }: FlowDefinition): string[] {
  const reached = new Set([start]);
  for (const name of reached) for (const target of nodes[name] ? targetsOf(nodes[name]) : []) reached.add(target);
  return Object.keys(nodes)
    .filter((name) => !reached.has(name))
    .map((name) => `nothing leads to "${name}"`);
}

/** An exit is an end, a transfer, an open floor, or the way back to where the flow was entered from. */
function isExit(node: FlowNode): boolean {
  if (node.type === "end" || node.type === "transfer" || node.type === "listen") return true;
  return node.next.otherwise === null || (node.type === "run" && node.onFault === undefined);
}

function withoutExit({ nodes }: FlowDefinition): string[] {
  const leading = new Set(Object.keys(nodes).filter((name) => isExit(nodes[name] as FlowNode)));
  for (let before = -1; before < leading.size; ) {
    before = leading.size;
    for (const [name, node] of Object.entries(nodes)) {
      if (targetsOf(node).some((target) => leading.has(target))) leading.add(name);
    }
  }
  return Object.keys(nodes)
    .filter((name) => !leading.has(name))
    .map((name) => `from "${name}" there is no way out: no end, no transfer, no way back`);
}

function unfilled({ nodes }: FlowDefinition, knows: readonly string[]): string[] {
  const all = Object.values(nodes);
  const slots = all.flatMap((node) => (node.type === "ask" || node.type === "choose" ? [node.slot] : []));
  const known = new Set([...ALWAYS_KNOWN, ...knows, ...slots, ...slots.map((slot) => `${slot}Confirmed`)]);
  return Object.entries(nodes).flatMap(([name, node]) =>
    [...new Set(readsOf(node))]
      .filter((value) => !known.has(value))
      .map((value) => `"${name}" reads "${value}", and nothing fills it`),
  );
}

const headOf = (path: string): string => path.split(".")[0] ?? path;
const readsInText = (text: string): string[] =>
  [...text.matchAll(/\{\{\s*([\w.]+)/g)].map((match) => headOf(match[1] ?? ""));

function readsOf(node: FlowNode): string[] {
  const text = "text" in node && node.text ? readsInText(node.text) : [];
  const conditions = "next" in node ? (node.next.when ?? []).map((one) => headOf(one.path)) : [];
  const list = node.type === "choose" ? [headOf(node.from)] : [];
  const paths = node.type === "run" ? Object.values(node.args).filter((path) => !path.startsWith("=")) : [];
  return [...text, ...conditions, ...list, ...paths.map(headOf)];
}
