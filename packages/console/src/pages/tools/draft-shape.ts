/** What the fields of a tool hold while somebody writes it. */
import type { ToolBody } from "../../data/tools.ts";
import type { ParameterRow } from "./parameter-rows.ts";

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

export type FieldName =
  | "name"
  | "description"
  | "url"
  | "body"
  | "schema"
  | "parameters"
  | "headers"
  | "response"
  | "deadlineMs"
  | "sayWhileRunning"
  | "saySlow"
  | "sayOnFailure";

/** What stands below a field that cannot be saved as it is. */
export type Wrongs = Partial<Record<FieldName, string>>;

/** What a part of the form gets. */
export interface DraftProps {
  draft: ToolDraft;
  edit: (change: Partial<ToolDraft>) => void;
  /** Empty before somebody has tried to save. */
  wrongs: Wrongs;
}
