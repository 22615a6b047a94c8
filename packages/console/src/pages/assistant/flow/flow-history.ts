/** What was done to the flows, to be undone and done again. Pure: letters typed into one field are one step. */
import type { FlowList } from "./flow-list-edits.ts";

/** Where somebody was: undoing goes back there. */
export interface Place {
  flow: string;
  node: string | null;
}

export interface Moment {
  flows: FlowList;
  place: Place;
}

export interface History {
  past: readonly Moment[];
  present: Moment;
  future: readonly Moment[];
  /** The field of the last edit; null: the next edit is a step of its own. */
  field: string | null;
}

/** Flows weigh tens of kilobytes. */
const MOST_STEPS = 200;

export const begun = (present: Moment): History => ({ past: [], present, future: [], field: null });

/** `field`: an edit of the same field as the last one belongs to the same step. */
export function done(history: History, present: Moment, field: string | null = null): History {
  const isSameStep = field !== null && field === history.field;
  const past = isSameStep ? history.past : [...history.past, history.present].slice(-MOST_STEPS);
  return { past, present, future: [], field };
}

/** Goes somewhere else without changing anything. */
export const moved = (history: History, place: Place): History => ({
  ...history,
  present: { ...history.present, place },
  field: null,
});

export function undone(history: History): History {
  const before = history.past.at(-1);
  if (!before) return history;
  const future = [history.present, ...history.future];
  return { past: history.past.slice(0, -1), present: before, future, field: null };
}

export function redone(history: History): History {
  const [after, ...future] = history.future;
  if (!after) return history;
  return { past: [...history.past, history.present], present: after, future, field: null };
}
