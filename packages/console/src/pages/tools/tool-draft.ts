/** A tool while somebody writes it: what stands in the fields, and what would be sent. Pure. */
import type { Tool, ToolBody } from "../../data/tools.ts";
import { type ParameterRow, rowsOf, schemaOf } from "./parameter-rows.ts";

export interface HeaderRow {
  name: string;
  kind: "text" | "secret";
  /** The text, or the secret's name. */
  value: string;
}

export interface ResponseRow {
  name: string;
  path: string;
}

export interface ToolDraft {
  name: string;
  description: string;
  method: ToolBody["method"];
  url: string;
  headers: HeaderRow[];
  /** JSON; empty: none. */
  body: string;
  /** Null: the schema says more than the rows can, or is being written by hand. */
  parameters: ParameterRow[] | null;
  /** JSON; counts where there are no rows. */
  schema: string;
  response: ResponseRow[];
  deadlineMs: string;
  effect: ToolBody["effect"];
  sayWhileRunning: string;
  saySlow: string;
  sayOnFailure: string;
}

/** Fields that stop it from being sent. */
export type DraftProblem = "name" | "description" | "url" | "body" | "schema" | "parameters" | "headers" | "deadlineMs";

export const NEW_TOOL: ToolDraft = Object.freeze({
  ...{ name: "", description: "", method: "GET" as const, url: "https://", headers: [], body: "" },
  ...{ parameters: [], schema: "", response: [], deadlineMs: "", effect: "reads" as const },
  ...{ sayWhileRunning: "", saySlow: "", sayOnFailure: "" },
});

export const NAME = /^[a-zA-Z_]\w{0,63}$/;

export function draftOf(tool: Tool): ToolDraft {
  const { name, description, method, url, effect, sayWhileRunning = "", saySlow = "", sayOnFailure = "" } = tool;
  return {
    ...{ name, description, method, url, effect, sayWhileRunning, saySlow, sayOnFailure },
    headers: Object.entries(tool.headers ?? {}).map(
      ([header, value]): HeaderRow =>
        typeof value === "string"
          ? { name: header, kind: "text", value }
          : { name: header, kind: "secret", value: value.secret },
    ),
    body: tool.body === undefined ? "" : written(tool.body),
    parameters: rowsOf(tool.parameters),
    schema: written(tool.parameters),
    response: Object.entries(tool.response ?? {}).map(([key, where]) => ({ name: key, path: where })),
    deadlineMs: tool.deadlineMs === undefined ? "" : String(tool.deadlineMs),
  };
}

export function bodyOf(draft: ToolDraft): { ok: true; body: ToolBody } | { ok: false; problems: DraftProblem[] } {
  const parameters = draft.parameters ? schemaOf(draft.parameters) : objectIn(draft.schema);
  const sent = jsonIn(draft.body);
  const deadlineMs = deadlineIn(draft.deadlineMs);
  const hasBody = draft.method !== "GET" && draft.body.trim() !== "";
  const headers = draft.headers.filter(({ name }) => name.trim() !== "");
  const wrong: Record<DraftProblem, boolean> = {
    name: !NAME.test(draft.name),
    description: draft.description.trim() === "",
    url: !/^https?:\/\/[^/\s]+/.test(draft.url.trim()),
    body: hasBody && sent === undefined,
    schema: draft.parameters === null && parameters === null,
    parameters: draft.parameters !== null && parameters === null,
    headers: headers.some(({ kind, value }) => kind === "secret" && value === ""),
    deadlineMs: deadlineMs === null,
  };
  const problems = (Object.keys(wrong) as DraftProblem[]).filter((field) => wrong[field]);
  if (problems.length > 0 || parameters === null || deadlineMs === null) return { ok: false, problems };
  const response = draft.response.filter(({ name, path }) => name.trim() !== "" && path.trim() !== "");
  const body: ToolBody = {
    ...{ name: draft.name, description: draft.description.trim(), method: draft.method, url: draft.url.trim() },
    ...{ parameters: parameters as ToolBody["parameters"], effect: draft.effect },
    ...(headers.length > 0 ? { headers: Object.fromEntries(headers.map(headerOf)) } : {}),
    ...(hasBody ? { body: sent } : {}),
    ...(response.length > 0
      ? { response: Object.fromEntries(response.map(({ name, path }) => [name.trim(), path.trim()])) }
      : {}),
    ...(deadlineMs === undefined ? {} : { deadlineMs }),
    ...said(draft, "sayWhileRunning"),
    ...said(draft, "saySlow"),
    ...said(draft, "sayOnFailure"),
  };
  return { ok: true, body };
}

/** What a text may name: the arguments, and what every call knows. */
export function placesOf({ parameters, schema }: Pick<ToolDraft, "parameters" | "schema">): string[] {
  const properties = parameters ? null : (objectIn(schema)?.properties as Record<string, unknown> | undefined);
  const own = parameters ? parameters.map(({ name }) => name).filter(Boolean) : Object.keys(properties ?? {});
  return [...own, "call.id", "caller.number"];
}

type Sentence = "sayWhileRunning" | "saySlow" | "sayOnFailure";
const said = (draft: ToolDraft, name: Sentence): Partial<Record<Sentence, string>> =>
  draft[name].trim() === "" ? {} : { [name]: draft[name].trim() };

const headerOf = ({ name, kind, value }: HeaderRow): [string, string | { secret: string }] => [
  name.trim(),
  kind === "secret" ? { secret: value } : value,
];

/** Undefined: no JSON, or nothing. */
function jsonIn(text: string): unknown {
  try {
    return text.trim() === "" ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function objectIn(text: string): Record<string, unknown> | null {
  const value = jsonIn(text);
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}

/** Undefined: the default. Null: no time that it can be. */
function deadlineIn(text: string): number | undefined | null {
  const plain = text.replace(/[\s,\u00a0\u202f]/g, "");
  if (plain === "") return undefined;
  const ms = Number(plain);
  return Number.isInteger(ms) && ms >= 100 && ms <= 60_000 ? ms : null;
}

const written = (value: unknown): string => JSON.stringify(value, null, 2);
