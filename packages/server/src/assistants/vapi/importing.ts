/** What an import gathers: settings, and for every field that was given, what became of it. */
import type { AssistantSettings } from "../settings-shape.ts";

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
  leaveRest(field: string, given: Fields, done: readonly string[], why: string): void {
    for (const name of Object.keys(given)) if (!done.includes(name)) this.leave(`${field}.${name}`, why);
  }

  timing(name: keyof NonNullable<AssistantSettings["timing"]>, field: string, seconds: unknown): void {
    if (typeof seconds !== "number" || !(seconds >= 0)) return this.leave(field, "it is no number of seconds");
    this.settings.timing = { ...this.settings.timing, [name]: Math.round(seconds * 1_000) };
    this.keep(field, `timing.${name}`);
  }
}

export const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const listOf = (value: unknown): Fields[] => (Array.isArray(value) ? value.filter(isFields) : []);
