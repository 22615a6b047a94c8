/** Where a flow stands, and what it does next. Plain JSON. */
import type { Expectation } from "../ports.ts";
import type { SlotValue } from "./meaning.ts";

export interface FlowState {
  /** Flows entered, outermost first: the last one runs. */
  stack: readonly FlowFrame[];
  /** Every value known: slots, and `result` of the last tool. */
  values: Readonly<Record<string, unknown>>;
  slots: Readonly<Record<string, SlotValue>>;
  /** Nodes that asked something, oldest first: what "go back" goes back to. */
  asked: readonly FlowFrame[];
  /** What the flow waits for. */
  waiting: FlowWaiting | null;
  /** Tries at the present question that were not understood. */
  misses: number;
  /** 1 is usual; "slower please" lowers it. */
  speed: number;
}

export interface FlowFrame {
  flow: string;
  node: string;
}

export type FlowWaiting =
  | { for: "answer"; slot: string }
  | { for: "confirmation"; slot: string }
  | { for: "choice"; slot: string; options: readonly string[] }
  | { for: "intent" }
  | { for: "start-over" }
  | { for: "tool"; toolRunId: string }
  | { for: "transfer" };

/** What the flow wants done, in order. */
export type FlowAct =
  | { do: "say"; text: string }
  /** The question now pending; `text` is what is said again after a drop or "what?". */
  | { do: "ask"; text: string }
  | { do: "run"; tool: string; args: Readonly<Record<string, unknown>> }
  | { do: "transfer"; person: string; text: string | null }
  | { do: "end"; text: string }
  /** For the log: why the flow did it (`slot-filled`, `correction`, `not-understood`, …). */
  | { do: "note"; because: string; data: Readonly<Record<string, unknown>> };

export interface FlowTurn {
  state: FlowState;
  acts: readonly FlowAct[];
}

/** What transcribers and the key pad should expect while the flow waits. */
export interface FlowListening {
  expectation: Expectation;
  keys: { minLength: number; maxLength: number; finishKey: string | null };
}
