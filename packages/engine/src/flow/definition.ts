/** A flow as typed data: what the SDK's `flow()` writes, the console's canvas edits and the engine runs. */

export type SlotKind =
  | "date"
  | "time"
  | "number"
  | "digits"
  | "money"
  | "phone"
  | "name"
  | "yes-no"
  | "choice"
  | "text";

export interface Choice {
  id: string;
  label: string;
  /** Other ways to say it. */
  says?: readonly string[];
  /** Telephone key that picks it; without one, its place in the list. */
  key?: string;
}

export interface SlotSpec {
  kind: SlotKind;
  /** Dates and times: only those still to come. */
  future?: boolean;
  min?: number;
  max?: number;
  /** Digits: how many. */
  minLength?: number;
  maxLength?: number;
  choices?: readonly Choice[];
}

/** `{{day | date}}` inside `text` is filled from the flow's values. */
export type FlowNode =
  | { type: "say"; text: string; next: Next }
  | {
      type: "ask";
      slot: string;
      text: string;
      spec: SlotSpec;
      /** Read it back and ask "is that right?". */
      confirm?: boolean;
      /** Said instead of `text` when the first try was not understood. */
      again?: readonly string[];
      /** "For example…", said when the caller asks for help. */
      help?: string;
      next: Next;
    }
  /** Choices found at run time: `from` is a path to a list of texts in the values, such as `result.alternatives`. */
  | { type: "choose"; slot: string; text: string; from: string; next: Next }
  /** Open floor: an intent leads on, an answer comes back here. */
  | {
      type: "listen";
      text: string;
      again?: readonly string[];
      help?: string;
      intents: readonly Intent[];
      /** Said when nothing fits: honest, and what it can do. */
      otherwise: string;
    }
  | { type: "branch"; next: Next }
  | { type: "run"; tool: string; args: Readonly<Record<string, string>>; next: Next; onFault?: string }
  /** Runs another flow, then goes on at `next`. */
  | { type: "go"; flow: string; next: Next }
  | { type: "transfer"; person: string; text?: string; onFailed: string }
  | { type: "end"; text: string };

export interface Intent {
  id: string;
  examples: readonly string[];
  /** Says this and stays, or goes to a node of this flow, or runs a flow and comes back. */
  answer?: string;
  node?: string;
  flow?: string;
}

export type Operator = "eq" | "ne" | "gt" | "gte" | "lt" | "lte" | "exists" | "contains";

/** The first condition that holds wins. Paths read values and the last tool's `result`. */
export interface Next {
  when?: readonly { path: string; op: Operator; value?: string | number | boolean; to: string }[];
  otherwise: string | null;
}

export interface FlowDefinition {
  id: string;
  start: string;
  nodes: Readonly<Record<string, FlowNode>>;
}
