/**
 * Fits the weights of `packages/engine/src/conversation/finished.ts` and prints them. Run:
 * npx tsx bench/turn-taking-fit.ts. Logistic regression over the pauses and ends of the turns of the training
 * half, in calls whose turns never end early; the held-out half only says how well it went. Dictated numbers are left
 * out: their melody is not a speaker's (docs/turn-taking.md).
 */
import { join as joinPath } from "node:path";
import { type FinishedTerms, finishedTerms } from "../packages/engine/src/conversation/finished.ts";
import { isUnfinished } from "../packages/engine/src/conversation/sentence-end.ts";
import { makeClips } from "./turn-taking/clips.ts";
import { gather } from "./turn-taking/gather.ts";
import type { Noted } from "./turn-taking/one-call.ts";
import { runClips } from "./turn-taking/run-clips.ts";

interface Point {
  terms: number[];
  over: number;
  heldOut: boolean;
}

/** Longer than any pause in the turns: every pause's words are seen. */
const PATIENT_MS = 1_900;
/** Keeps a weight small that few points speak for. */
const RIDGE = 1;
const NAMES: readonly (keyof FinishedTerms)[] = ["always", "fall", "fade", "courteous", "words"];

const { sources, openings } = await gather();
const clips = makeClips(sources, openings, 200).filter(
  (clip) => clip.className === "turn" && clip.kind !== "number in groups",
);
const patient = { waitCompleteMs: PATIENT_MS, waitUsualMs: PATIENT_MS, waitUnsureMs: PATIENT_MS };
const memory = joinPath(import.meta.dirname, "..", ".cache", "turn-taking-decodes.jsonl");
const calls = await runClips(clips, { ...patient, waitIncompleteMs: PATIENT_MS }, memory);
const points = calls.flatMap(({ clip, noted }) => pointsOf(noted, clip.onsetMs, clip.heldOut));
const weights = fitted(points.filter((one) => !one.heldOut));
console.log(Object.fromEntries(NAMES.map((name, at) => [name, Number((weights[at] as number).toFixed(3))])));
for (const heldOut of [false, true]) {
  const some = points.filter((one) => one.heldOut === heldOut);
  console.log(`${heldOut ? "held out" : "training"}: ${some.length} points, AUC ${areaUnder(some).toFixed(2)}`);
}

/** Every end of sound that has words and is not cut off by its syntax. The last is the turn's end. */
function pointsOf(noted: readonly Noted[], onsetMs: number, heldOut: boolean): Point[] {
  const facts = noted.filter((one) => one.kind === "input" && one.atMs > onsetMs - 300);
  const ends = facts.filter((one) => one.type === "caller-speech-ended");
  return ends.flatMap((end, at) => {
    const untilMs = ends[at + 1]?.atMs ?? Number.POSITIVE_INFINITY;
    const finals = facts.filter((one) => one.type === "transcript-final" && one.atMs < untilMs);
    const text = finals
      .map((one) => String(one.data.text))
      .join(" ")
      .trim();
    const ending = end.data.ending as Parameters<typeof finishedTerms>[1] | null;
    if (!ending || text === "" || isUnfinished(text)) return [];
    const terms = finishedTerms(text, ending);
    return [{ terms: NAMES.map((name) => terms[name]), over: at === ends.length - 1 ? 1 : 0, heldOut }];
  });
}

function dot(one: readonly number[], other: readonly number[]): number {
  return one.reduce((sum, value, at) => sum + value * (other[at] as number), 0);
}

function probability(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}

/** Gradient ascent, slow and sure: a few hundred points, six weights. */
function fitted(some: readonly Point[]): number[] {
  let weights = NAMES.map(() => 0);
  for (let round = 0; round < 60_000; round++) {
    const slope = NAMES.map((_, at) => (at === 0 ? 0 : -RIDGE * (weights[at] as number)));
    for (const { terms, over } of some) {
      const missing = over - probability(dot(weights, terms));
      for (let at = 0; at < slope.length; at++) slope[at] = (slope[at] as number) + missing * (terms[at] as number);
    }
    weights = weights.map((value, at) => value + 0.00005 * (slope[at] as number));
  }
  return weights;
}

/** How often an end is held for surer than a pause. */
function areaUnder(some: readonly Point[]): number {
  const scores = (over: number): number[] =>
    some.filter((one) => one.over === over).map((one) => dot(weights, one.terms));
  const [pauses, ends] = [scores(0), scores(1)];
  const wins: number[] = ends.flatMap((end) => pauses.map((pause) => (end > pause ? 1 : end === pause ? 0.5 : 0)));
  return wins.reduce((sum, value) => sum + value, 0) / wins.length;
}
