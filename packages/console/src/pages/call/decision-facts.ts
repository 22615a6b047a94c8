/** A decision of the log, taken apart for showing: its word, its reason, its figures. Pure. */
import type { LogItem } from "@offhook/api-client";

interface Fact {
  name: string;
  value: string | number | boolean;
  /** A duration in milliseconds. */
  isMs: boolean;
}

export interface DecisionFacts {
  /** Which of the house's words `code` is. */
  group: "decision" | "flow";
  code: string;
  because: string | null;
  facts: Fact[];
}

/** They are names of other items, of use in the raw log only; so are moments on the call's clock. */
const IDS = /(^id|Id)$/;
const MOST_FACTS = 5;

export function factsOf({ type, data }: LogItem): DecisionFacts {
  const { because, values, ...rest } = data;
  const reason = typeof because === "string" ? because : null;
  // A flow's decision is named by its reason; what it noted stands in `values`.
  const isFlow = type === "flow" && reason !== null;
  const all = { ...rest, ...(typeof values === "object" && values !== null ? values : {}) };
  const facts = Object.entries(all).flatMap(([name, value]) => factOf(name, value));
  return {
    group: isFlow ? "flow" : "decision",
    code: isFlow ? reason : type,
    because: isFlow ? null : reason,
    facts: facts.slice(0, MOST_FACTS),
  };
}

function factOf(name: string, value: unknown): Fact[] {
  if (IDS.test(name) || name.endsWith("AtMs") || value === null || value === "") return [];
  if (Array.isArray(value)) return [{ name, value: value.map(String).join(", "), isMs: false }];
  if (!["string", "number", "boolean"].includes(typeof value)) return [];
  const isMs = typeof value === "number" && name.endsWith("Ms");
  return [{ name: isMs ? name.slice(0, -2) : name, value: value as Fact["value"], isMs }];
}
