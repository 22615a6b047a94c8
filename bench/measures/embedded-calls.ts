/** What a call costs whose speech is embedded: both transcribers, the voice and the detector work for it. */
import { USUAL } from "../agent/scenario.ts";
import { sleep } from "../kit/clock.ts";
import { spread } from "../kit/figures.ts";
import type { Measure, Result } from "../kit/result.ts";
import { openStage } from "../kit/stage.ts";

const CALLS = 8;
const TURN_EVERY_MS = 10_000;
const REPLY_LETTERS = 60;
const ROUNDS = 3;
const ROUND_MS = 10_000;
const SAYING = "I would like to book an appointment for a cleaning tomorrow morning.";

export const embeddedCalls: Measure = {
  name: "embedded-calls",
  title: "Embedded calls a core",
  async run() {
    const stage = await openStage(SAYING, { watches: false, speech: "embedded" });
    const { agent, line } = stage;
    const url = stage.voiceUrl({ ...USUAL, speech: "embedded", replyLetters: REPLY_LETTERS });
    const turns = { firstMs: 2_000, everyMs: TURN_EVERY_MS };
    await line.call.place(CALLS, url, turns, { everyMs: 40, shiftMs: TURN_EVERY_MS });
    await sleep(TURN_EVERY_MS);
    const cpuMs: number[] = [];
    const p99Ms: number[] = [];
    const first = await agent.call.usage();
    let before = first;
    for (let round = 0; round < ROUNDS; round += 1) {
      const startedMs = performance.now();
      await sleep(ROUND_MS);
      const after = await agent.call.usage();
      cpuMs.push((after.cpuMs - before.cpuMs) / ((performance.now() - startedMs) / 1_000) / CALLS);
      p99Ms.push(after.p99Ms);
      before = after;
    }
    const { spokenFrames } = await line.call.counts();
    const lost = Math.max(0, spokenFrames - before.callerBytes / 160 - CALLS);
    await line.call.hangUpAll();
    await stage.close();
    return { results: [resultOf(cpuMs, p99Ms, lost, before.turns - first.turns, stage.speechMs)] };
  },
};

function resultOf(cpuMs: number[], p99Ms: number[], lost: number, turns: number, speechMs: number): Result {
  const mean = cpuMs.reduce((sum, one) => sum + one, 0) / cpuMs.length;
  const perTurn = (mean * CALLS * ROUNDS * ROUND_MS) / 1_000 / Math.max(1, turns);
  return {
    name: "embedded calls a core",
    value: Math.round(1_000 / mean),
    unit: "calls",
    budget: null,
    how: `1 ÷ processor seconds of all threads a second of call, ${CALLS} calls at once, a turn every ${TURN_EVERY_MS / 1_000} s, ${(speechMs / 1_000).toFixed(1)} s of it the caller's speech, each reply a new sentence; ${spread(cpuMs)} ms a second of call in rounds of ${ROUND_MS / 1_000} s, ${perTurn.toFixed(0)} ms a turn; ${turns} turns answered; loop delay p99 ${spread(p99Ms)} ms; ${lost} frames lost`,
  };
}
