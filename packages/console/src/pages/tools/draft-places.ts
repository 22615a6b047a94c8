/** The `{{names}}` in the texts of a tool: which may stand there, and which nobody knows. Pure. */

import type { ToolDraft } from "./draft-shape.ts";
import { objectIn } from "./json-text.ts";

const PLACE = /\{\{\s*([\w.]+)\s*\}\}/g;

/** What a text may name: the arguments, and what every call knows. */
export function placesOf({ parameters, schema }: Pick<ToolDraft, "parameters" | "schema">): string[] {
  const properties = parameters ? null : (objectIn(schema)?.properties as Record<string, unknown> | undefined);
  const own = parameters ? parameters.map(({ name }) => name).filter(Boolean) : Object.keys(properties ?? {});
  return [...own, "call.id", "caller.number"];
}

export type PlacedField = "url" | "headers" | "body";

/** The first in each field that is no argument: the server would refuse it. */
export function strangePlaces(draft: ToolDraft): Partial<Record<PlacedField, string>> {
  const known = new Set(placesOf(draft));
  const strange = (text: string): string | undefined =>
    [...text.matchAll(PLACE)]
      .map(([, name = ""]) => name)
      // Within an argument that is an object, its parts may be named.
      .find((name) => !known.has(name) && !known.has(name.split(".")[0] ?? ""));
  const texts = draft.headers.filter(({ kind }) => kind === "text").map(({ value }) => value);
  const found: [PlacedField, string | undefined][] = [
    ["url", strange(draft.url)],
    ["headers", strange(texts.join(" "))],
    ["body", draft.method === "GET" ? undefined : strange(draft.body)],
  ];
  return Object.fromEntries(found.filter(([, name]) => name !== undefined));
}
