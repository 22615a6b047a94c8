/** The `{{names}}` in a text, and what a call will find there. Follows the engine's `instructions.ts`. Pure. */

export type Text = "instructions" | "firstMessage";

/**
 * `known`: every call has it. `given`: calls that were ordered with a variable of that name. `empty`: no call can have it.
 * `unread`: no name at all, so that the braces stay.
 */
export type PlaceKind = "known" | "given" | "empty" | "unread";

export interface Place {
  written: string;
  kind: PlaceKind;
}

/** What every call knows, for the prompt alone: a first message has nothing but the call's own variables. */
export const KNOWN = ["caller.number", "now"] as const;

const BRACES = /\{\{([^{}]*)\}\}/g;
const NAME = /^\s*([\w.]+)\s*$/;
/** As `POST /v1/calls` takes them. */
const VARIABLE = /^[a-zA-Z]\w{0,63}$/;

/** Each once, in the order of the text. */
export function placesIn(text: string, where: Text): Place[] {
  const places = [...text.matchAll(BRACES)].map(([written, inner = ""]) => ({ written, kind: kindOf(inner, where) }));
  return places.filter(({ written }, index) => places.findIndex((one) => one.written === written) === index);
}

function kindOf(inner: string, where: Text): PlaceKind {
  const name = NAME.exec(inner)?.[1];
  if (name === undefined) return "unread";
  if (KNOWN.some((known) => known === name)) return where === "instructions" ? "known" : "empty";
  return VARIABLE.test(name) ? "given" : "empty";
}

/** The text with a place put where the cursor is, and where the cursor is then. */
export function withPlace(text: string, name: string, from: number, to = from): { text: string; cursor: number } {
  const place = `{{${name}}}`;
  return { text: text.slice(0, from) + place + text.slice(to), cursor: from + place.length };
}

/** Names of values that whoever orders a call gives it, each once. */
export function givenNames({ instructions = "", firstMessage = "" }: Partial<Record<Text, string>>): string[] {
  const places = [...placesIn(firstMessage, "firstMessage"), ...placesIn(instructions, "instructions")];
  const names = places
    .filter(({ kind }) => kind === "given")
    .map(({ written }) => NAME.exec(written.slice(2, -2))?.[1] ?? "");
  return [...new Set(names)];
}
