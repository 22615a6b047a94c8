/** Which preset a timing is, and a timing with another one. A preset is its numbers: nothing remembers its name. Pure. */
import type { AssistantSettings, Timing, TimingPreset } from "../../../data/assistants.ts";

export type GivenTiming = NonNullable<AssistantSettings["timing"]>;

/** `usual`: all that presets set is as it comes. `own`: somebody has found their own numbers. */
export type PresetChoice = TimingPreset["id"] | "usual" | "own";

export function presetOf(given: GivenTiming, presets: readonly TimingPreset[], defaults: Timing): PresetChoice {
  const names = namesOf(presets);
  const same = (timing: GivenTiming): boolean =>
    names.every((name) => (given[name] ?? defaults[name]) === (timing[name] ?? defaults[name]));
  if (same({})) return "usual";
  return presets.find(({ timing }) => same(timing))?.id ?? "own";
}

/** What no preset touches, such as how long a call may last, stays. Undefined: nothing differs from the defaults any more. */
export function withPreset(
  given: GivenTiming,
  choice: PresetChoice,
  presets: readonly TimingPreset[],
): GivenTiming | undefined {
  const touched = new Set<string>(namesOf(presets));
  const kept = Object.fromEntries(Object.entries(given).filter(([name]) => !touched.has(name)));
  return orNothing({ ...kept, ...presets.find(({ id }) => id === choice)?.timing });
}

/** Undefined: the default. */
export function withTiming(given: GivenTiming, name: keyof Timing, value: number | undefined): GivenTiming | undefined {
  const { [name]: _, ...others } = given;
  return orNothing(value === undefined ? others : { ...others, [name]: value });
}

const orNothing = (timing: GivenTiming): GivenTiming | undefined =>
  Object.keys(timing).length > 0 ? timing : undefined;

function namesOf(presets: readonly TimingPreset[]): (keyof Timing)[] {
  return [...new Set(presets.flatMap(({ timing }) => Object.keys(timing)))] as (keyof Timing)[];
}
