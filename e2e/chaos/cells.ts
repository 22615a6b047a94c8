/** Every way in which a provider can fail, at every point of its work: one cell each. */

export const KINDS = ["transcriber", "voice", "model", "realtime"] as const;
export const FAILURES = ["refused", "busy", "lost", "stalled", "late", "garbage", "doubled"] as const;
export const PHASES = ["connect", "before-first-output", "mid-output", "end", "between-turns"] as const;

export type Kind = (typeof KINDS)[number];
export type Failure = (typeof FAILURES)[number];
export type Phase = (typeof PHASES)[number];

export interface Cell {
  kind: Kind;
  failure: Failure;
  phase: Phase;
  /** Over real sockets, in real time, with a vendor's adapter and its twin; otherwise in virtual time at the port. */
  over?: string;
  /** Every provider of the kind is in trouble; what the caller is left with. */
  left?: WayOut;
}

/** When all of a kind are gone: a person to be put through to, a message to be taken, or neither. */
export const WAYS_OUT = ["a person", "a message", "nobody"] as const;
export type WayOut = (typeof WAYS_OUT)[number];

/** What each failure means, for the page. */
export const MEANINGS: Readonly<Record<Failure, string>> = Object.freeze({
  refused: "the key, the quota or the model is refused (401, 402, 404)",
  busy: "turned away for now (429, 500, 503, 529)",
  lost: "the connection breaks",
  stalled: "nothing more comes, and the connection stays open",
  late: "everything comes two seconds late",
  garbage: "something comes that is none of it: HTML for sound, broken arguments, words for another moment",
  doubled: "everything comes twice",
});

/** A refusal comes before there is any output, a silence between turns shows in the next one. */
const WHERE: Readonly<Record<Exclude<Failure, "garbage" | "doubled">, readonly Phase[]>> = Object.freeze({
  refused: ["connect", "before-first-output"],
  busy: ["connect", "before-first-output"],
  lost: PHASES,
  stalled: ["connect", "before-first-output", "mid-output", "end"],
  late: ["before-first-output", "mid-output"],
});

/** Where what comes twice, or is none of it, can come at the port; the rest is caught by the adapters (their own tests). */
const WHERE_OF_KIND: Readonly<Record<"garbage" | "doubled", Readonly<Record<Kind, readonly Phase[]>>>> = Object.freeze({
  garbage: {
    transcriber: ["mid-output", "end"],
    voice: ["before-first-output"],
    model: ["end"],
    realtime: ["mid-output", "end"],
  },
  doubled: { transcriber: ["end"], voice: ["end"], model: ["end"], realtime: ["end"] },
});

/** Voices and models are asked clause by clause and turn by turn: at the port nothing of them is open between turns. */
const STANDING: ReadonlySet<Kind> = new Set(["transcriber", "realtime"]);

export function exists({ kind, failure, phase }: Cell): boolean {
  if (phase === "between-turns" && !STANDING.has(kind)) return false;
  const where = failure === "garbage" || failure === "doubled" ? WHERE_OF_KIND[failure][kind] : WHERE[failure];
  return where.includes(phase);
}

export const VIRTUAL_CELLS: readonly Cell[] = KINDS.flatMap((kind) =>
  FAILURES.flatMap((failure) => PHASES.map((phase): Cell => ({ kind, failure, phase }))),
).filter(exists);

const GONE_BY: readonly [Failure, Phase][] = [
  ["refused", "connect"],
  ["lost", "mid-output"],
  ["stalled", "before-first-output"],
];

/** Without ears no message can be taken. */
export const GONE_CELLS: readonly Cell[] = KINDS.flatMap((kind) =>
  GONE_BY.flatMap(([failure, phase]) =>
    WAYS_OUT.filter((left) => kind !== "transcriber" || left !== "a message").map(
      (left): Cell => ({ kind, failure, phase, left }),
    ),
  ),
);

export const nameOf = ({ kind, failure, phase, over, left }: Cell): string =>
  [kind, failure, phase, ...(over ? [over] : []), ...(left ? [`all gone, ${left} left`] : [])].join(" ");
