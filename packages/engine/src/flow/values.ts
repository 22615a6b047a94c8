/** Reads values by path, fills `{{name | filter}}`, and decides conditions. */
import type { Next } from "./definition.ts";
import { phrasesFor } from "./phrases.ts";
import { sayDate, sayDigits, sayList, sayTime } from "./said-values.ts";

type Values = Readonly<Record<string, unknown>>;

export function valueAt(values: Values, path: string): unknown {
  let value: unknown = values;
  for (const part of path.split(".")) {
    if (value === null || value === undefined || typeof value !== "object") return undefined;
    if (!Object.hasOwn(value, part) && !(Array.isArray(value) && part === "length")) return undefined;
    value = (value as Record<string, unknown>)[part];
  }
  return value;
}

export function fillTemplate(text: string, values: Values): string {
  return text.replace(/\{\{\s*([\w.]+)\s*(?:\|\s*(\w+)\s*)?\}\}/g, (_, path: string, filter?: string) =>
    sayValue(valueAt(values, path), filter, String(values.language ?? "en")),
  );
}

export function sayValue(value: unknown, filter: string | undefined, language: string): string {
  if (value === undefined || value === null) return "";
  if (Array.isArray(value)) {
    const inner = filter?.replace(/s$/, "");
    return sayList(
      value.slice(0, 3).map((one) => sayValue(one, inner, language)),
      phrasesFor(language).or,
    );
  }
  const text = String(value);
  if (filter === "date") return sayDate(text, language);
  if (filter === "time") return sayTime(text, language);
  if (filter === "phone" || filter === "digits") return sayDigits(text, language);
  return text;
}

/** Where to go: the first condition that holds, else `otherwise`. */
export function nextNode(next: Next, values: Values): string | null {
  const held = next.when?.find((one) => holds(valueAt(values, one.path), one.op, one.value));
  return held ? held.to : next.otherwise;
}

function holds(actual: unknown, op: string, expected: unknown): boolean {
  switch (op) {
    case "eq":
      return actual === expected;
    case "ne":
      return actual !== expected;
    case "exists":
      return actual !== undefined && actual !== null;
    case "contains":
      return Array.isArray(actual) ? actual.includes(expected) : String(actual ?? "").includes(String(expected));
    default:
      return compares(actual, op, expected);
  }
}

function compares(actual: unknown, op: string, expected: unknown): boolean {
  const [a, b] = typeof actual === "string" ? [actual, String(expected)] : [Number(actual), Number(expected)];
  if (typeof a === "number" && (Number.isNaN(a) || Number.isNaN(b as number))) return false;
  if (op === "gt") return a > b;
  if (op === "gte") return a >= b;
  if (op === "lt") return a < b;
  return op === "lte" && a <= b;
}
