/** What an import gathers: settings, and for every field that was given, what became of it. */
import type { AssistantSettings } from "../settings-shape.ts";
import { importText, type TextKind } from "./import-texts.ts";

/** Fields by their whole paths. What is kept is one value; what is changed or left may be all that stands below its path. */
export interface ImportReport {
  kept: { field: string; as: string }[];
  changed: { field: string; from: unknown; to: unknown; why: string }[];
  left: { field: string; why: string }[];
}

export type Fields = Record<string, unknown>;

export class Importing {
  readonly settings: AssistantSettings = { name: "Imported assistant" };
  readonly report: ImportReport = { kept: [], changed: [], left: [] };

  keep(field: string, as: string): void {
    this.report.kept.push({ field, as });
  }

  change(field: string, from: unknown, to: unknown, why: string): void {
    this.report.changed.push({ field, from, to, why });
  }

  leave(field: string, why: string): void {
    this.report.left.push({ field, why });
  }

  /** Everything below `field` that `done` does not name, each on its own. */
  leaveRest(field: string, given: Fields, done: readonly string[], why: string | ((name: string) => string)): void {
    const names = Object.keys(given);
    if (names.length === 0) this.leave(field, "it is empty");
    for (const name of names)
      if (!done.includes(name)) this.leave(`${field}.${name}`, typeof why === "string" ? why : why(name));
  }

  /** Each of a list, by its path; what is no list, or no object in it, is left. */
  each(field: string, given: unknown, read: (at: string, one: Fields) => void): void {
    if (!Array.isArray(given)) return this.leave(field, "it is no list");
    // A list without an object in it is one value.
    if (!given.some(isFields)) return this.leave(field, given.length === 0 ? "it is empty" : "it holds no objects");
    for (const [index, one] of given.entries()) {
      if (isFields(one)) read(`${field}.${index}`, one);
      else this.leave(`${field}.${index}`, "it is no object");
    }
  }

  /** The text as it is here: see `import-texts.ts`. */
  takeText(field: string, given: string, kind: TextKind, as: string): string {
    const { text, why } = importText(given, kind);
    if (why.length > 0) this.change(field, given, text, why.join(" "));
    else this.keep(field, as);
    return text;
  }

  timing(name: keyof NonNullable<AssistantSettings["timing"]>, field: string, seconds: unknown): void {
    if (typeof seconds !== "number" || !(seconds >= 0)) return this.leave(field, "it is no number of seconds");
    this.settings.timing = { ...this.settings.timing, [name]: Math.round(seconds * 1_000) };
    this.keep(field, `timing.${name}`);
  }
}

export const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
