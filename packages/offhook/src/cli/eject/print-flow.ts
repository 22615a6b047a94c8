/** A flow as the words of `offhook/flow`, or as data where those words could not say it. */
import { type FlowDefinition, type FlowNode, flowProblems } from "@offhook/engine/flow";
import { SERVER_TOOLS } from "@offhook/server/code";
import { printNode, type Words } from "./print-node.ts";
import { printKey, printValue } from "./print-value.ts";

const ALWAYS_KNOWN = new Set(["result", "transfer", "language"]);
/** Beside its schema's: `sdk/built-in-tools.ts`. */
const MORE_ARGUMENTS: Readonly<Record<string, readonly string[]>> = Object.freeze({ takeMessage: ["about"] });

/** `words` collects what is to be imported. */
export function printFlow(constant: string, flow: FlowDefinition, words: Words): string {
  const knows = foreignValues(flow);
  if (flowProblems(flow, knows).length > 0 || !Object.values(flow.nodes).every((node) => canBeSaid(node, words))) {
    words.types.add("FlowDefinition");
    for (const node of Object.values(flow.nodes)) if (node.type === "run") words.loose.add(node.tool);
    return `const ${constant}: FlowDefinition = ${printValue(flow)};`;
  }
  words.flow.add("flow");
  const nodes = Object.entries(flow.nodes).map(([name, node]) => `${printKey(name)}: ${printNode(node, words)},`);
  const body = nodes.join("\n");
  const start = flow.start === "start" ? {} : { start: flow.start };
  const options = { ...start, ...(knows.length > 0 ? { knows } : {}) };
  const more = Object.keys(options).length > 0 ? `, ${printValue(options)}` : "";
  const given = /\bslots\.\w+\(/.test(body) ? "{ slots }" : "";
  return `const ${constant} = flow(${JSON.stringify(flow.id)}, (${given}) => ({\n${body}\n})${more});`;
}

/** What the engine says nobody fills here, and therefore somebody else does. */
function foreignValues({ nodes }: FlowDefinition): string[] {
  const all = Object.values(nodes);
  const own = all.flatMap((node) =>
    node.type === "ask" || node.type === "choose" ? [node.slot, `${node.slot}Confirmed`] : [],
  );
  const known = new Set(own);
  return [...new Set(all.flatMap(readsOf))].filter((one) => !known.has(one) && !ALWAYS_KNOWN.has(one)).sort();
}

function readsOf(node: FlowNode): string[] {
  const text = "text" in node ? (node.text ?? "") : "";
  const inText = [...text.matchAll(/\{\{\s*([\w.]+)/g)].map((match) => match[1] ?? "");
  const conditions = "next" in node ? (node.next.when ?? []).map(({ path }) => path) : [];
  const list = node.type === "choose" ? [node.from] : [];
  const args = node.type === "run" ? Object.values(node.args).filter((path) => !path.startsWith("=")) : [];
  return [...inText, ...conditions, ...list, ...args].map((path) => path.split(".")[0] ?? path);
}

function canBeSaid(node: FlowNode, words: Words): boolean {
  const cases = "next" in node ? (node.next.when ?? []) : [];
  if (!cases.every(({ op, value }) => (op === "exists") === (value === undefined))) return false;
  if (node.type === "branch") return node.next.when !== undefined;
  if (node.type === "run") return argumentsFit(node, words);
  if (node.type !== "listen") return true;
  const ids = node.intents.map(({ id }) => id);
  // Whole numbers as keys of an object come first: the order would change.
  return new Set(ids).size === ids.length && !ids.some((id) => /^\d+$/.test(id) || id === "__proto__");
}

function argumentsFit({ tool, args }: Extract<FlowNode, { type: "run" }>, words: Words): boolean {
  const schema = words.made.get(tool)?.parameters ?? SERVER_TOOLS.find(({ name }) => name === tool)?.parameters;
  const known = [...Object.keys((schema?.properties ?? {}) as object), ...(MORE_ARGUMENTS[tool] ?? [])];
  const required = (schema?.required ?? []) as readonly string[];
  return Object.keys(args).every((name) => known.includes(name)) && required.every((name) => name in args);
}
