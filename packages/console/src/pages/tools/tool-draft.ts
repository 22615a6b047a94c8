/** A tool while somebody writes it: what stands in the fields, and what would be sent. Pure. */
import type { Tool, ToolBody } from "../../data/tools.ts";
import { strangePlaces } from "./draft-places.ts";
import type { FieldName, HeaderRow, ResponseRow, ToolDraft } from "./draft-shape.ts";
import { jsonIn, objectIn, written } from "./json-text.ts";
import { rowsOf, schemaOf } from "./parameter-rows.ts";

/** Fields that stop it from being sent. */
export type DraftProblem = Exclude<FieldName, "sayWhileRunning" | "saySlow" | "sayOnFailure">;

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
  const deadlineMs = deadlineIn(draft.deadlineMs);
  const problems = problemsOf(draft, parameters, deadlineMs);
  if (problems.length > 0 || parameters === null || deadlineMs === null) return { ok: false, problems };
  const headers = draft.headers.filter(isFilled);
  const response = draft.response.filter(isFilled);
  const body: ToolBody = {
    ...{ name: draft.name, description: draft.description.trim(), method: draft.method, url: draft.url.trim() },
    ...{ parameters: parameters as ToolBody["parameters"], effect: draft.effect },
    ...(headers.length > 0 ? { headers: Object.fromEntries(headers.map(headerOf)) } : {}),
    ...(hasBody(draft) ? { body: jsonIn(draft.body) } : {}),
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

/** Scheme, host and port without any place in them. */
const FIXED_HOST = /^https?:\/\/[^/?#{}\s@]+(?=[/?#]|$)/i;
const KEPT_NAME = /^\w{1,64}$/;

function problemsOf(
  draft: ToolDraft,
  parameters: object | null,
  deadlineMs: number | undefined | null,
): DraftProblem[] {
  const headers = draft.headers.filter(isFilled);
  const response = draft.response.filter(isFilled);
  const strange = strangePlaces(draft);
  const wrong: Record<DraftProblem, boolean> = {
    name: !NAME.test(draft.name),
    description: draft.description.trim() === "",
    url: !FIXED_HOST.test(draft.url.trim()) || strange.url !== undefined,
    body: (hasBody(draft) && jsonIn(draft.body) === undefined) || strange.body !== undefined,
    schema: draft.parameters === null && parameters === null,
    parameters: draft.parameters !== null && parameters === null,
    headers:
      headers.some(({ name, kind, value }) => name.trim() === "" || (kind === "secret" && value === "")) ||
      isTwice(headers.map(({ name }) => name.toLowerCase())) ||
      strange.headers !== undefined,
    response:
      response.some(({ name, path }) => !KEPT_NAME.test(name.trim()) || path.trim() === "") ||
      isTwice(response.map(({ name }) => name)),
    deadlineMs: deadlineMs === null,
  };
  return (Object.keys(wrong) as DraftProblem[]).filter((field) => wrong[field]);
}

const hasBody = ({ method, body }: ToolDraft): boolean => method !== "GET" && body.trim() !== "";

/** A row in which nothing stands is no row; one with a half is not dropped in silence. */
const isFilled = (row: HeaderRow | ResponseRow): boolean =>
  row.name.trim() !== "" || ("path" in row ? row.path : row.value).trim() !== "";

/** The second would take the place of the first. */
const isTwice = (names: readonly string[]): boolean => new Set(names.map((name) => name.trim())).size < names.length;

type Sentence = "sayWhileRunning" | "saySlow" | "sayOnFailure";
const said = (draft: ToolDraft, name: Sentence): Partial<Record<Sentence, string>> =>
  draft[name].trim() === "" ? {} : { [name]: draft[name].trim() };

const headerOf = ({ name, kind, value }: HeaderRow): [string, string | { secret: string }] => [
  name.trim(),
  kind === "secret" ? { secret: value } : value,
];

/** Undefined: the default. Null: no time that it can be. */
function deadlineIn(text: string): number | undefined | null {
  const plain = text.replace(/[\s,\u00a0\u202f]/g, "");
  if (plain === "") return undefined;
  const ms = Number(plain);
  return Number.isInteger(ms) && ms >= 100 && ms <= 60_000 ? ms : null;
}
