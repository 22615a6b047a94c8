/** Counts outcomes. Each figure is made here from the runs; nothing is known beforehand but its budget. */

import type { Outcome, TurnOutcome } from "./outcome.ts";
import type { ClassName } from "./sources.ts";

export const BUDGETS = { wrongStops: 0.02, missed: 0.02, cutOffs: 0.03, waitMs: 350 } as const;
/** Sounds for which the agent should not give up its sentence. */
export const QUIET_CLASSES: readonly ClassName[] = [
  "backchannel",
  "cough",
  "door",
  "television",
  "street",
  "household",
];

export function quantile(values: readonly number[], share: number): number | null {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? null;
}

export interface Share {
  part: number;
  of: number;
}

export const shareOf = (outcomes: readonly Outcome[], holds: (one: Outcome) => boolean): Share => ({
  part: outcomes.filter(holds).length,
  of: outcomes.length,
});
export const ratio = ({ part, of }: Share): number | null => (of === 0 ? null : part / of);

export const wrongStops = (outcomes: readonly Outcome[]): Share => shareOf(outcomes, (one) => one.stopped);
export const missed = (outcomes: readonly Outcome[]): Share => shareOf(outcomes, (one) => !one.gaveUp);
export const sourcesOf = (outcomes: readonly Outcome[]): number =>
  new Set(outcomes.map((one) => one.clip.sourceId)).size;
export const ofClass = (outcomes: readonly Outcome[], name: ClassName): Outcome[] =>
  outcomes.filter((one) => one.clip.className === name);
export const quietOnes = (outcomes: readonly Outcome[]): Outcome[] =>
  outcomes.filter((one) => QUIET_CLASSES.includes(one.clip.className));

export interface TurnFigures {
  cutOffs: Share;
  /** Of the turns that have a pause at all. */
  cutOffsAtPauses: Share;
  heardOver: Share;
  waitsMs: number[];
}

export function turnFigures(outcomes: readonly Outcome[], of: "turn" | "fixed"): TurnFigures {
  const turns = outcomes.filter((one) => one[of] !== null);
  const is = (one: Outcome, what: keyof TurnOutcome): boolean => one[of]?.[what] === true;
  return {
    cutOffs: shareOf(turns, (one) => is(one, "cutOff")),
    cutOffsAtPauses: shareOf(
      turns.filter((one) => one.clip.pauses.length > 0),
      (one) => is(one, "cutOff"),
    ),
    heardOver: shareOf(turns, (one) => is(one, "heardOver")),
    waitsMs: turns.flatMap((one) => one[of]?.waitMs ?? []),
  };
}

/** Groups in the order in which they come. */
export function groupedBy(outcomes: readonly Outcome[], key: (one: Outcome) => string): [string, Outcome[]][] {
  const groups = new Map<string, Outcome[]>();
  for (const one of outcomes) groups.set(key(one), [...(groups.get(key(one)) ?? []), one]);
  return [...groups];
}
