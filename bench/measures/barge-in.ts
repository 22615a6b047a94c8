/** The caller speaks over the agent: how soon `clear` is on the caller's wire. */
import { USUAL } from "../agent/scenario.ts";
import { median, quantile, spread } from "../kit/figures.ts";
import { latenessP99Ms } from "../kit/lateness.ts";
import { atMost, type Measure, type Result } from "../kit/result.ts";
import { openStage } from "../kit/stage.ts";
import { firstOf, type TimedCall, timedCalls } from "./timed-calls.ts";

const CALLS = 100;
const AT_ONCE = 50;
const SPEAKS_AT_MS = 2_600;
/** From one speech's beginning to the next: the second falls into the reply of ten seconds. */
const EVERY_MS = 6_000;
const REPLY_LETTERS = 150;
const SAYING = "I would like to book an appointment.";

export const bargeIn: Measure = {
  name: "barge-in",
  title: "Barge-in",
  async run() {
    const stage = await openStage(SAYING, { watches: true });
    const calls: TimedCall[] = [];
    for (let done = 0; done < CALLS; done += AT_ONCE) {
      const order = { count: AT_ONCE, turns: { firstMs: SPEAKS_AT_MS, everyMs: EVERY_MS }, everyMs: 37 };
      const voiceUrl = stage.voiceUrl({ ...USUAL, replyLetters: REPLY_LETTERS });
      calls.push(...(await timedCalls(stage, { ...order, voiceUrl, lastsMs: SPEAKS_AT_MS + EVERY_MS + 1_000 })));
    }
    const { p99Ms } = await stage.agent.call.usage();
    await stage.close();
    const reason = `the machine was not free: a process that only waits was woken up to ${latenessP99Ms().toFixed(0)} ms late and the agent's loop up to ${p99Ms.toFixed(0)} ms (p99 each); the medians stand below.`;
    return { results: resultsOf(calls).map((result) => ({ ...result, reason })) };
  },
};

function resultsOf(calls: readonly TimedCall[]): Result[] {
  const fromTrigger: number[] = [];
  const fromOnset: number[] = [];
  for (const { wire, onsets, noted, sentMs } of calls) {
    const trigger = firstOf(noted, "barge-in-trigger");
    const clear = wire.came.find((one) => one.what === "clear");
    if (!trigger || !clear) continue;
    fromTrigger.push(clear.atMs - sentMs(trigger.audioMs ?? 0));
    // A frame leaves when its 20 ms have been spoken: its first sample is older than the message.
    const onset = onsets.map((frame) => wire.frameSentMs[frame] ?? Number.NaN).findLast((atMs) => atMs < clear.atMs);
    if (onset !== undefined) fromOnset.push(clear.atMs - (onset - 20));
  }
  const how = `${fromOnset.length} of ${calls.length} calls, ${AT_ONCE} at a time`;
  const row = (name: string, value: number, most: number, text: string): Result => ({
    ...{ name, value, unit: "ms", how: text },
    budget: atMost(most),
  });
  return [
    row(
      "barge-in, trigger → clear, p95",
      quantile(fromTrigger, 0.95),
      20,
      `from the frame on the caller's wire that completes 160 ms of detected speech; ${how}; ${spread(fromTrigger)}`,
    ),
    row(
      "barge-in, labelled onset → clear, median",
      median(fromOnset),
      200,
      `from the first sample of speech as it was spoken, before its frame left; ${how}; ${spread(fromOnset, 0)}`,
    ),
    row("barge-in, labelled onset → clear, p95", quantile(fromOnset, 0.95), 240, how),
  ];
}
