/** A provider dies in the middle of a turn: how long until the caller hears speech again. */
import type { Noted } from "../agent/notes.ts";
import { type Fault, USUAL } from "../agent/scenario.ts";
import { median, quantile, spread } from "../kit/figures.ts";
import { atMost, type Measure, type Result } from "../kit/result.ts";
import { openStage } from "../kit/stage.ts";
import { firstOf, type TimedCall, timedCalls } from "./timed-calls.ts";

const CALLS_EACH = 8;
const SPEAKS_AT_MS = 2_600;
/** The model's own deadline is four seconds; the filler comes before. */
const ANSWER_BY_MS = 4_500;
const SAYING = "I would like to book an appointment.";
const REPLY_LETTERS = 60;

const FAULTS: Readonly<Record<Fault, string>> = {
  "voice-refuses": "the voice answers with an error",
  "voice-never-answers": "the voice never answers",
  "voice-stalls": "the voice stops in mid-clause",
  "model-refuses": "the model answers with an error",
  "model-never-answers": "the model never answers",
  "transcriber-dies": "the transcriber dies in mid-sentence",
};

export const providerDies: Measure = {
  name: "provider-dies",
  title: "A provider dies",
  async run() {
    const stage = await openStage(SAYING, { watches: true });
    const worst: number[] = [];
    const each: Result[] = [];
    for (const [fault, what] of Object.entries(FAULTS) as [Fault, string][]) {
      const voiceUrl = stage.voiceUrl({ ...USUAL, replyLetters: REPLY_LETTERS, fault });
      const turns = { firstMs: SPEAKS_AT_MS, everyMs: null };
      const lastsMs = SPEAKS_AT_MS + stage.speechMs + ANSWER_BY_MS;
      const calls = await timedCalls(stage, { count: CALLS_EACH, voiceUrl, turns, everyMs: 37, lastsMs });
      const waits = calls.map((call) => silenceOf(call, fault));
      worst.push(...waits);
      each.push(rowOf(what, waits));
    }
    await stage.close();
    return {
      results: [
        {
          ...rowOf("", worst),
          ...WORST,
          value: quantile(worst, 1) / 1_000,
          how: `the longest of ${worst.length} calls; each kind below`,
        },
        ...each,
      ],
    };
  },
};

const WORST = { name: "a provider dies → the caller hears speech", unit: "s", budget: atMost(1.5) };

function rowOf(what: string, waits: readonly number[]): Result {
  return { name: `when ${what}`, value: median(waits) / 1_000, unit: "s", budget: null, how: `${spread(waits, 0)} ms` };
}

/**
 * From the later of the fault and the moment speech was due until the caller's ear has speech. What stands in the
 * carrier's buffer when a voice stops is still heard, and so is no silence.
 */
function silenceOf({ wire, noted, sentMs }: TimedCall, fault: Fault): number {
  const spoken = firstOf(noted, "caller-speech-ended");
  const ended = firstOf(noted, "turn-ended");
  if (!spoken || !ended) return Number.POSITIVE_INFINITY;
  const turnEndMs = ended.by === "transcript-late" ? sentMs(spoken.audioMs ?? 0) + 240 : ended.atMs;
  const dueMs = turnEndMs + (modelAhead(noted, turnEndMs) ?? USUAL.modelMs) + USUAL.voiceMs;
  const faultMs = firstOf(noted, "fault")?.atMs ?? 0;
  const reply = wire.came.filter(({ what, atMs }) => what === "media" && atMs > turnEndMs);
  if (fault !== "voice-stalls")
    return Math.max(0, (reply[0]?.atMs ?? Number.POSITIVE_INFINITY) - Math.max(dueMs, faultMs));
  return longestGap(reply);
}

/** How much of the model's time was left when the turn ended: it thinks ahead while the policy waits. */
function modelAhead(noted: readonly Noted[], turnEndMs: number): number | null {
  const asked = noted
    .filter((one) => one.what === "model-asked" && one.by === "model/1" && one.atMs <= turnEndMs)
    .at(-1);
  return asked ? Math.max(0, asked.atMs + USUAL.modelMs - turnEndMs) : null;
}

/** Longest silence between pieces of the reply: a piece is heard when those before it have been played. */
function longestGap(reply: TimedCall["wire"]["came"]): number {
  let playedUntilMs = reply[0]?.atMs ?? Number.POSITIVE_INFINITY;
  let longestMs = reply.length < 2 ? Number.POSITIVE_INFINITY : 0;
  for (const { atMs, bytes } of reply) {
    longestMs = Math.max(longestMs, atMs - playedUntilMs);
    playedUntilMs = Math.max(playedUntilMs, atMs) + bytes / 8;
  }
  return longestMs;
}
