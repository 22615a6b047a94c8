/**
 * The types that make a flow's mistakes compile errors. Every node carries, in its type alone, the slot it fills, the
 * nodes it leads to and the values it reads; `CheckedNodes` compares them over the whole flow.
 */
import type { FlowNode, Operator } from "@offhook/engine/flow";
import type { CodeTool } from "../tool.ts";

export interface NodeFacts {
  slot: string;
  target: string;
  read: string;
}

/** A node that knows where it goes on. */
export interface FinishedNode<Facts extends NodeFacts = NodeFacts> {
  readonly data: FlowNode;
  /** The tool of a `run` node, so that its code travels with the flow. */
  readonly tool?: CodeTool<unknown>;
  /** For types alone: never set. */
  readonly facts?: Facts;
}

/** One way on: taken if its condition holds. */
export interface Case<Target extends string = string, Read extends string = string> {
  readonly data: { path: string; op: Operator; value?: string | number | boolean; to: string };
  readonly facts?: { target: Target; read: Read };
}

/** Where a value is found, as `slots.ref("day")` gives it. */
export interface Ref<Read extends string = string> {
  readonly path: string;
  readonly facts?: Read;
}

/** `day` of `day`, `result` of `result.alternatives.length`. */
export type HeadOf<Path extends string> = Path extends `${infer Head}.${string}` ? Head : Path;

/** The values that a text names: `day` and `time` of "{{day | date}} at {{time}}". */
export type ReadsIn<Text extends string> = string extends Text
  ? never
  : Text extends `${string}{{${infer Inside}}}${infer Rest}`
    ? HeadOf<Trimmed<Inside extends `${infer Path}|${string}` ? Path : Inside>> | ReadsIn<Rest>
    : never;

type Trimmed<Text extends string> = Text extends ` ${infer Rest}`
  ? Trimmed<Rest>
  : Text extends `${infer Rest} `
    ? Trimmed<Rest>
    : Text;

export type CaseTarget<C> = C extends Case<infer Target, string> ? Target : never;
export type CaseRead<C> = C extends Case<string, infer Read> ? Read : never;
export type RefRead<R> = R extends Ref<infer Read> ? Read : never;

type FactsOf<Node> = Node extends FinishedNode<infer Facts> ? Facts : never;
type SlotsIn<Nodes> = FactsOf<Nodes[keyof Nodes]>["slot"];

/** What every flow can read beside its own slots: the last tool's result, how a transfer went, the language. */
export type AlwaysKnown = "result" | "transfer" | "language";

/** Every node as it is, or a sentence about what is wrong with it in its place. */
export type CheckedNodes<Nodes, Known extends string> = {
  [Name in keyof Nodes]: MissingNode<Nodes, Name> extends never
    ? MissingSlot<Nodes, Name, Known> extends never
      ? unknown
      : `Nothing fills "${MissingSlot<Nodes, Name, Known>}": no node asks for it`
    : `There is no node named "${MissingNode<Nodes, Name>}"`;
};

type MissingNode<Nodes, Name extends keyof Nodes> = Exclude<FactsOf<Nodes[Name]>["target"], keyof Nodes>;
type MissingSlot<Nodes, Name extends keyof Nodes, Known extends string> = Exclude<
  FactsOf<Nodes[Name]>["read"],
  SlotsIn<Nodes> | `${SlotsIn<Nodes>}Confirmed` | AlwaysKnown | Known
>;
