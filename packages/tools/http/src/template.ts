/**
 * Puts values where `{{names}}` stand. What a caller said can end up in any of them, so a value never leaves its place: it
 * is encoded within an address, and stays one value within JSON.
 */
import { ToolFault } from "./tool-fault.ts";

export interface TemplateValues {
  args: Readonly<Record<string, unknown>>;
  call: { id: string };
  caller: { number: string };
}

const PLACE = /\{\{\s*([\w.]+)\s*\}\}/g;
/** Scheme, host and port without any place in them. */
const FIXED_HOST = /^https?:\/\/[^/?#{}\s@]+(?=[/?#]|$)/i;
/** Names that are no arguments. */
const KNOWN = new Set(["call.id", "caller.number"]);
/** What would end a header, or is no character of one. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const NOT_OF_HEADERS = /[\u0000-\u0008\u000a-\u001f\u007f]|[^\u0000-\u00ff]/;

export function fillUrl(template: string, values: TemplateValues): string {
  return template.replace(PLACE, (_, name: string) => {
    const text = textOf(given(name, values), name);
    // "." and ".." survive encoding, and a path is made shorter by them.
    if (text === "" || /^\.{1,2}$/.test(text)) throw refused(name, "cannot be part of an address");
    return encodeURIComponent(text);
  });
}

export function fillHeader(template: string, values: TemplateValues): string {
  return template.replace(PLACE, (_, name: string) => {
    const text = textOf(given(name, values), name);
    if (NOT_OF_HEADERS.test(text)) throw refused(name, "cannot be part of a header");
    return text;
  });
}

/** Any JSON. A text that is nothing but one place becomes the value as it is; one that is not given becomes null. */
export function fillBody(template: unknown, values: TemplateValues): unknown {
  if (Array.isArray(template)) return template.map((one) => fillBody(one, values));
  if (template !== null && typeof template === "object") {
    return Object.fromEntries(Object.entries(template).map(([key, one]) => [key, fillBody(one, values)]));
  }
  if (typeof template !== "string") return template;
  const whole = /^\{\{\s*([\w.]+)\s*\}\}$/.exec(template)?.[1];
  if (whole !== undefined) return find(whole, values) ?? null;
  return template.replace(PLACE, (_, name: string) => textOf(find(name, values) ?? "", name));
}

/** What is wrong with a tool's templates before anybody calls, as sentences. */
export function templateProblems(tool: {
  url: string;
  headers?: Record<string, unknown>;
  body?: unknown;
  parameters: Record<string, unknown>;
}): string[] {
  const argumentNames = new Set(Object.keys((tool.parameters.properties as object | undefined) ?? {}));
  const unknown = (where: string, text: string): string[] =>
    [...text.matchAll(PLACE)]
      .map(([, name = ""]) => name)
      .filter((name) => !KNOWN.has(name) && !argumentNames.has(name.split(".")[0] ?? ""))
      .map((name) => `${where}: {{${name}}} is neither an argument nor one of ${[...KNOWN].join(", ")}`);
  const texts = Object.values(tool.headers ?? {}).filter((one) => typeof one === "string");
  return [
    ...(FIXED_HOST.test(tool.url) ? [] : ["url: http or https, and a host without {{names}} in it, is wanted"]),
    ...unknown("url", tool.url),
    ...texts.flatMap((text) => unknown("headers", text)),
    ...unknown("body", JSON.stringify(tool.body ?? null)),
  ];
}

function given(name: string, values: TemplateValues): unknown {
  const value = find(name, values);
  if (value === undefined || value === null) throw new ToolFault("tool-argument-missing", `${name} is not given`);
  return value;
}

function find(name: string, { args, call, caller }: TemplateValues): unknown {
  if (name === "call.id") return call.id;
  if (name === "caller.number") return caller.number;
  let value: unknown = args;
  for (const part of name.split(".")) {
    if (value === null || typeof value !== "object" || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<string, unknown>)[part];
  }
  return value;
}

function textOf(value: unknown, name: string): string {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  throw refused(name, "is not a single value");
}

const refused = (name: string, why: string): ToolFault =>
  new ToolFault("tool-argument-refused", `The value of ${name} ${why}`);
