/** One node of a flow as the word that makes it, with where it leads. */
import type { FlowNode, Next, SlotSpec } from "@offhook/engine/flow";
import { printKey, printValue } from "./print-value.ts";

/** What the file has to import. */
export interface Words {
  flow: Set<string>;
  types: Set<string>;
  tools: Set<string>;
  providers: Set<string>;
  /** Tools that are made in the file itself: what each is called there, and what it takes. */
  made: ReadonlyMap<string, { constant: string; parameters: Record<string, unknown> }>;
  /** Of flows that stand there as data, and so bring no tools along. */
  loose: Set<string>;
}

export const noWords = (made: Words["made"] = new Map()): Words => ({
  ...{ flow: new Set(), types: new Set(), tools: new Set(), providers: new Set() },
  ...{ made, loose: new Set() },
});

/** A tool as the file names it. */
export function toolWord(tool: string, words: Words): string {
  const made = words.made.get(tool);
  if (made) return made.constant;
  words.tools.add(tool);
  return tool;
}

type NodeOf<Type extends FlowNode["type"]> = Extract<FlowNode, { type: Type }>;
type Printers = { readonly [Type in FlowNode["type"]]: (node: NodeOf<Type>, words: Words) => string };

const PRINTERS: Printers = Object.freeze({
  say: ({ text, next }, words) => `say(${printValue(text)})${printNext(next, words)}`,
  ask: ({ slot, text, spec, confirm, again, help, next }, words) => {
    const more = { confirm, again, help };
    const options = Object.entries(more).filter(([, value]) => value !== undefined);
    const printed = options.map(([name, value]) => `, ${name}: ${printValue(value)}`).join("");
    const asked = `${printValue(slot)}, ${printValue(text)}, { slot: ${printSpec(spec)}${printed} }`;
    return `ask(${asked})${printNext(next, words)}`;
  },
  choose: ({ slot, text, from, next }, words) =>
    `choose(${[slot, text, from].map(printValue).join(", ")})${printNext(next, words)}`,
  listen: ({ text, intents, again, help, otherwise }) => {
    const known = intents.map(({ id, ...intent }) => `${printKey(id)}: ${printValue(intent)},`);
    const said = Object.entries({ otherwise, help, again }).filter(([, value]) => value !== undefined);
    const rest = said.map(([name, value]) => `${name}: ${printValue(value)},`).join("\n");
    return `listen(${printValue(text)}, {\n${rest}\nintents: {\n${known.join("\n")}\n},\n})`;
  },
  branch: ({ next: { when = [], otherwise } }, words) =>
    `branch(${printCases(when, words)})${otherwise === null ? ".back()" : `.otherwise(${printValue(otherwise)})`}`,
  run: ({ tool, args, next, onFault }, words) => {
    const fault = onFault === undefined ? "" : `.onFault(${printValue(onFault)})`;
    return `run(${toolWord(tool, words)}, ${printArguments(args)})${printNext(next, words)}${fault}`;
  },
  go: ({ flow, next }, words) => `go(${printValue(flow)})${printNext(next, words)}`,
  transfer: ({ person, text, onFailed }) => {
    const said = text === undefined ? "" : `, ${printValue(text)}`;
    return `transfer(${printValue(person)}${said}).onFailed(${printValue(onFailed)})`;
  },
  end: ({ text }) => `end(${text === "" ? "" : printValue(text)})`,
});

export function printNode(node: FlowNode, words: Words): string {
  words.flow.add(node.type);
  return (PRINTERS[node.type] as (node: FlowNode, words: Words) => string)(node, words);
}

function printNext({ when, otherwise }: Next, words: Words): string {
  const last = otherwise === null ? ".back()" : printValue(otherwise);
  if (!when) return otherwise === null ? last : `.then(${last})`;
  return `.then(${printCases(when, words)})${otherwise === null ? last : `.otherwise(${last})`}`;
}

function printCases(cases: NonNullable<Next["when"]>, words: Words): string {
  if (cases.length > 0) words.flow.add("when");
  const printed = cases.map(({ path, op, value, to }) => {
    const parts = value === undefined ? [path, op, to] : [path, op, value, to];
    return `when(${parts.map(printValue).join(", ")})`;
  });
  return `[${printed.join(", ")}]`;
}

/** A path is a reference, a text after `=` stands for itself. */
function printArguments(args: Readonly<Record<string, string>>): string {
  const printed = Object.entries(args).map(([name, path]) => {
    const value = path.startsWith("=") ? printValue(path.slice(1)) : `slots.ref(${printValue(path)})`;
    return `${printKey(name)}: ${value}`;
  });
  return `{ ${printed.join(", ")} }`;
}

/** Of `slots`: its name, and what it may be told. */
const SPECS: Readonly<Record<SlotSpec["kind"], { name: string; takes: readonly string[] }>> = Object.freeze({
  date: { name: "date", takes: ["future"] },
  time: { name: "time", takes: [] },
  number: { name: "number", takes: ["min", "max"] },
  money: { name: "money", takes: ["min", "max"] },
  digits: { name: "digits", takes: ["minLength", "maxLength"] },
  phone: { name: "phone", takes: [] },
  name: { name: "name", takes: [] },
  "yes-no": { name: "yesNo", takes: [] },
  choice: { name: "choice", takes: ["choices"] },
  text: { name: "text", takes: [] },
});

function printSpec(spec: SlotSpec): string {
  const { kind, ...rest } = spec;
  const { name, takes } = SPECS[kind];
  const told = Object.keys(rest);
  if (!told.every((one) => takes.includes(one)) || (kind === "choice" && !rest.choices)) return printValue(spec);
  if (kind !== "choice") return `slots.${name}(${told.length > 0 ? printValue(rest) : ""})`;
  const choices = (rest.choices ?? []).map((one) =>
    one.id === one.label && Object.keys(one).length === 2 ? printValue(one.id) : printValue(one),
  );
  return `slots.choice(${choices.join(", ")})`;
}
