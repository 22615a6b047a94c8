/** The words a flow is written with: say, ask, choose, listen, branch, run, go, transfer, end, when. */
import type { FlowDefinition, FlowNode, Intent, Next, Operator, SlotSpec } from "@offhook/engine/flow";
import type { CodeTool } from "../tool.ts";
import type { Case, CaseRead, CaseTarget, FinishedNode, HeadOf, ReadsIn, Ref, RefRead } from "./node-types.ts";

type Node<Slot extends string, Target extends string, Read extends string> = FinishedNode<{
  slot: Slot;
  target: Target;
  read: Read;
}>;

/** A node that has yet to be told where it goes on. */
export interface OpenNode<Slot extends string, Read extends string, Target extends string = never> {
  then<const T extends string>(node: T): Node<Slot, T | Target, Read>;
  then<const C extends readonly Case[]>(
    cases: C,
  ): {
    otherwise<const T extends string>(
      node: T,
    ): Node<Slot, T | Target | CaseTarget<C[number]>, Read | CaseRead<C[number]>>;
    /** Otherwise this flow is done. */
    back(): Node<Slot, Target | CaseTarget<C[number]>, Read | CaseRead<C[number]>>;
  };
  /** This flow is done: on to where it was entered from. */
  back(): Node<Slot, Target, Read>;
}

function open<Slot extends string, Read extends string, Target extends string = never>(
  finish: (next: Next) => FlowNode,
  finished: (data: FlowNode) => FinishedNode = (data) => ({ data }),
): OpenNode<Slot, Read, Target> {
  const node = (next: Next) => finished(finish(next));
  const then = (to: string | readonly Case[]) => {
    if (typeof to === "string") return node({ otherwise: to });
    const when = to.map((one) => one.data);
    return {
      otherwise: (last: string) => node({ when, otherwise: last }),
      back: () => node({ when, otherwise: null }),
    };
  };
  // `.then` reads as the flow goes. Nodes are built synchronously: nothing ever awaits one.
  return { then, back: () => node({ otherwise: null }) } as OpenNode<Slot, Read, Target>;
}

/** `when("result.free", "eq", true, "name")`: to the node `name` if it holds. */
export function when<const Path extends string, const To extends string>(
  path: Path,
  op: "exists",
  to: To,
): Case<To, HeadOf<Path>>;
export function when<const Path extends string, const To extends string>(
  path: Path,
  op: Exclude<Operator, "exists">,
  value: string | number | boolean,
  to: To,
): Case<To, HeadOf<Path>>;
export function when(path: string, op: Operator, value: string | number | boolean, to?: string): Case {
  return { data: to === undefined ? { path, op, to: String(value) } : { path, op, value, to } };
}

export const say = <const Text extends string>(text: Text): OpenNode<never, ReadsIn<Text>> =>
  open((next) => ({ type: "say", text, next }));

export interface AskOptions {
  slot: SlotSpec;
  /** Reads it back and asks whether it is right. */
  confirm?: boolean;
  /** Said instead of the question when the answer was not understood. */
  again?: readonly string[];
  /** Said to whoever asks for help. */
  help?: string;
}

export function ask<const Slot extends string, const Text extends string>(
  slot: Slot,
  text: Text,
  { slot: spec, ...options }: AskOptions,
): OpenNode<Slot, ReadsIn<Text>> {
  return open((next) => ({ type: "ask", slot, text, spec, ...options, next }));
}

/** Lets the caller choose from a list that was found at run time: `from` is a path to it. */
export function choose<const Slot extends string, const Text extends string, const From extends string>(
  slot: Slot,
  text: Text,
  from: From,
): OpenNode<Slot, ReadsIn<Text> | HeadOf<From>> {
  return open((next) => ({ type: "choose", slot, text, from, next }));
}

/** Says nothing: only decides. */
export const branch = <const C extends readonly Case[]>(cases: C) => open<never, never>(branchData).then(cases);
const branchData = (next: Next): FlowNode => ({ type: "branch", next });

type ArgsOf<Tool> = Tool extends CodeTool<infer Args> ? Args : never;
type ArgsFor<Tool> = { readonly [Name in keyof ArgsOf<Tool>]: Ref | string };
type NeededArg<Args> = { [Name in keyof Args]-?: undefined extends Args[Name] ? never : Name }[keyof Args];

export interface RunEnd<Target extends string, Read extends string> extends Node<never, Target, Read> {
  /** Where to go when the tool fails; without it the caller is told so, and the flow goes back. */
  onFault<const T extends string>(node: T): Node<never, Target | T, Read>;
}

export interface RunNode<Read extends string> {
  then<const T extends string>(node: T): RunEnd<T, Read>;
  then<const C extends readonly Case[]>(
    cases: C,
  ): {
    otherwise<const T extends string>(node: T): RunEnd<T | CaseTarget<C[number]>, Read | CaseRead<C[number]>>;
    back(): RunEnd<CaseTarget<C[number]>, Read | CaseRead<C[number]>>;
  };
  back(): RunEnd<never, Read>;
}

/**
 * Runs a tool; its answer is `result` from then on. Without `args` each argument that the tool needs is the slot of its
 * name. A plain text in `args` is taken as it stands.
 */
export function run<Tool extends CodeTool<unknown>>(tool: Tool): RunNode<NeededArg<ArgsOf<Tool>> & string>;
export function run<Tool extends CodeTool<unknown>, const Args extends ArgsFor<Tool>>(
  tool: Tool,
  args: Args & { readonly [Name in Exclude<keyof Args, keyof ArgsOf<Tool>>]: never },
): RunNode<RefRead<Args[keyof Args]>>;
export function run(tool: CodeTool<unknown>, args?: Readonly<Record<string, Ref | string>>): RunNode<never> {
  const paths = args ? pathsOf(args) : slotsOfTheirNames(tool);
  const data = (next: Next): FlowNode => ({ type: "run", tool: tool.name, args: paths, next });
  const finished = (node: FlowNode) => ({
    ...{ data: node, tool },
    onFault: (onFault: string) => ({ data: { ...node, onFault }, tool }),
  });
  return open(data, finished) as unknown as RunNode<never>;
}

const pathsOf = (args: Readonly<Record<string, Ref | string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(args).map(([name, value]) => [name, typeof value === "string" ? `=${value}` : value.path]),
  );

function slotsOfTheirNames({ parameters }: CodeTool<unknown>): Record<string, string> {
  const needed = (parameters.required ?? []) as readonly string[];
  return Object.fromEntries(needed.map((name) => [name, name]));
}

/** Runs another flow, then goes on. */
export const go = (flow: FlowDefinition | string): OpenNode<never, never> =>
  open((next) => ({ type: "go", flow: idOf(flow), next }));

const idOf = (flow: FlowDefinition | string): string => (typeof flow === "string" ? flow : flow.id);

export interface TransferNode extends FinishedNode<{ slot: never; target: never; read: never }> {
  /** Where to go on when nobody can be reached; without it the agent says so and says goodbye. */
  onFailed<const T extends string>(node: T): Node<never, T, never>;
}

/** Hands the caller to one of the assistant's people. */
export function transfer(person: string, text?: string): TransferNode {
  const data = (onFailed: string): FlowNode => ({
    ...{ type: "transfer", person, onFailed },
    ...(text === undefined ? {} : { text }),
  });
  return { data: data(""), onFailed: (node) => ({ data: data(node) }) };
}

/** The last words of the call; without any, the assistant's own goodbye. */
export const end = <const Text extends string = "">(text?: Text): Node<never, never, ReadsIn<Text>> => ({
  data: { type: "end", text: text ?? "" },
});

interface IntentOptions {
  examples: readonly string[];
  /** Says this and stays, or goes to a node of this flow, or runs a flow and comes back. */
  answer?: string;
  node?: string;
  flow?: FlowDefinition | string;
}

export interface ListenOptions<Intents extends Readonly<Record<string, IntentOptions>>> {
  intents: Intents;
  /** Said when nothing fits: honest, and what it can do. */
  otherwise: string;
  again?: readonly string[];
  help?: string;
}

type IntentTarget<Intents> = Intents[keyof Intents] extends infer One
  ? One extends { node: infer T }
    ? T
    : never
  : never;

/** The open floor: what the caller wants is known by examples. */
export function listen<const Intents extends Readonly<Record<string, IntentOptions>>>(
  text: string,
  { intents, ...options }: ListenOptions<Intents>,
): Node<never, IntentTarget<Intents> & string, never> {
  const list = Object.entries(intents).map(
    ([id, { flow, ...intent }]): Intent => ({
      ...{ id, ...intent },
      ...(flow === undefined ? {} : { flow: idOf(flow) }),
    }),
  );
  return { data: { type: "listen", text, ...options, intents: list } };
}
