/** What was done to a draft in this visit, to be undone and done again. Pure. The flow has a history of its own, finer than this. */
import type { Assistant, SettingsEdit } from "./assistants.ts";

interface Step {
  back: SettingsEdit;
  forth: SettingsEdit;
  atMs: number;
}

export interface DraftHistory {
  past: readonly Step[];
  future: readonly Step[];
}

export const NOTHING_DONE: DraftHistory = Object.freeze({ past: [], future: [] });
const MOST_STEPS = 50;
/** Letters that follow one another in one field are one step. */
const SAME_STEP_MS = 1_000;

/** `before`: the settings as they were shown. */
export function noted(history: DraftHistory, before: SettingsEdit, change: SettingsEdit, nowMs: number): DraftHistory {
  const names = Object.keys(change) as (keyof SettingsEdit)[];
  if (names.every((name) => name === "flow")) return history;
  const last = history.past.at(-1);
  const goesOn = last && nowMs - last.atMs <= SAME_STEP_MS && String(Object.keys(last.forth)) === String(names);
  const back = goesOn ? last.back : Object.fromEntries(names.map((name) => [name, before[name]]));
  const past = goesOn ? history.past.slice(0, -1) : history.past;
  return { past: [...past, { back, forth: change, atMs: nowMs }].slice(-MOST_STEPS), future: [] };
}

/** The edit that undoes the last step; null: there is none. */
export function undone({ past, future }: DraftHistory): { edit: SettingsEdit; history: DraftHistory } | null {
  const step = past.at(-1);
  if (!step) return null;
  return { edit: step.back, history: { past: past.slice(0, -1), future: [settled(step), ...future] } };
}

export function redone({ past, future }: DraftHistory): { edit: SettingsEdit; history: DraftHistory } | null {
  const [step, ...rest] = future;
  if (!step) return null;
  return { edit: step.forth, history: { past: [...past, step], future: rest } };
}

/** Not counting what publishing changes, and when it was: the rest of what is stored can only be otherwise by an edit. */
export function sameSettings(one: Assistant, other: Assistant): boolean {
  return JSON.stringify(settingsOf(one)) === JSON.stringify(settingsOf(other));
}

function settingsOf({ draft, publishedVersion, etag, origin, problems, updatedAt, ...settings }: Assistant): object {
  return settings;
}

/** What is typed after it was undone and done again is a step of its own. */
const settled = (step: Step): Step => ({ ...step, atMs: Number.NEGATIVE_INFINITY });
