/** How many streams one core carries, and what memory a call takes: calls are added in steps, and each step is watched. */
import { USUAL } from "../agent/scenario.ts";
import { sleep } from "../kit/clock.ts";
import { median, slope } from "../kit/figures.ts";
import { latenessP99Ms } from "../kit/lateness.ts";
import { atLeast, atMost, type Measure, type Measured } from "../kit/result.ts";
import { openStage, type Stage } from "../kit/stage.ts";

const STEP = 50;
const MOST_CALLS = 300;
/** Four seconds of ten the caller speaks; the reply of four seconds falls between. */
const TURN_EVERY_MS = 10_000;
const REPLY_LETTERS = 60;
const SETTLE_MS = 5_000;
const WATCH_MS = 10_000;
const LATE_MS = 10;
const TRIES = 30;
/** The last reply is over by then, and nobody is asked yet whether they are still there. */
const DRAIN_MS = 5_500;
/** 40 % of a turn's time. */
const SAYING = "I would like to book an appointment for a cleaning tomorrow morning.";

interface Step {
  calls: number;
  /** Of all threads, a second of one call. */
  cpuMsASecond: number;
  /** Of it, while the main thread's loop was not idle. */
  mainMsASecond: number;
  p99Ms: number;
  lostFrames: number;
  rssMb: number;
  lineCores: number;
}

export const streams: Measure = {
  name: "streams",
  title: "Streams a core, and memory a call",
  async run() {
    const stage = await openStage(SAYING, { watches: false });
    const steps: Step[] = [];
    for (let calls = STEP; calls <= MOST_CALLS; calls += STEP) steps.push(await step(stage, calls));
    const drained = await drain(stage);
    await stage.close();
    return resultsOf(steps, drained, stage.speechMs);
  },
};

async function step(stage: Stage, calls: number): Promise<Step> {
  const turns = { firstMs: 2_000, everyMs: TURN_EVERY_MS };
  const url = stage.voiceUrl({ ...USUAL, replyLetters: REPLY_LETTERS });
  await stage.line.call.place(STEP, url, turns, { everyMs: 40, shiftMs: TURN_EVERY_MS });
  await sleep(SETTLE_MS);
  const rss: number[] = [];
  const before = await stage.agent.call.usage();
  const lineBefore = await stage.line.call.counts();
  const startedMs = performance.now();
  while (performance.now() - startedMs < WATCH_MS) {
    await sleep(500);
    rss.push((await stage.agent.call.memory()) / 1e6);
  }
  const after = await stage.agent.call.usage();
  const lineAfter = await stage.line.call.counts();
  const seconds = (performance.now() - startedMs) / 1_000;
  if (lineAfter.open !== calls) throw new Error(`${lineAfter.open} of ${calls} streams are open`);
  return {
    calls,
    cpuMsASecond: (after.cpuMs - before.cpuMs) / seconds / calls,
    mainMsASecond: (after.mainMs - before.mainMs) / seconds / calls,
    p99Ms: after.p99Ms,
    lostFrames: await lostFrames(stage, calls),
    rssMb: median(rss),
    lineCores: (lineAfter.cpuMs - lineBefore.cpuMs) / seconds / 1_000,
  };
}

/** Spoken so far, and never come. A frame that is under way, of which each call has one at most, is not lost; a late one comes. */
async function lostFrames({ agent, line }: Stage, calls: number): Promise<number> {
  let lost = 0;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const { spokenFrames } = await line.call.counts();
    const { callerBytes } = await agent.call.counts();
    lost = Math.max(0, spokenFrames - callerBytes / 160 - calls);
    if (lost === 0) return 0;
    await sleep(100);
  }
  return lost;
}

/** Everybody falls silent; what the agent sent and has not come by then was lost. */
async function drain({ agent, line }: Stage): Promise<{ lostBytes: number; clears: number }> {
  await line.call.fallSilent();
  await sleep(DRAIN_MS);
  let drained = { lostBytes: 0, clears: 0 };
  for (let tries = 0; tries < TRIES; tries += 1) {
    const { agentBytes, clears } = await agent.call.counts();
    const { agentBytesCame } = await line.call.counts();
    drained = { lostBytes: agentBytes - agentBytesCame, clears };
    if (drained.lostBytes === 0) break;
    await sleep(100);
  }
  await line.call.hangUpAll();
  return drained;
}

function resultsOf(steps: readonly Step[], drained: { lostBytes: number; clears: number }, speechMs: number): Measured {
  const kept = steps.filter(({ p99Ms, lostFrames }) => p99Ms <= LATE_MS && lostFrames === 0);
  const best = kept.at(-1) ?? (steps[0] as Step);
  const megabytesACall = slope(steps.map(({ calls, rssMb }) => ({ x: calls, y: rssMb })));
  const share = ((speechMs / TURN_EVERY_MS) * 100).toFixed(0);
  return {
    results: [
      {
        name: "streams a core",
        ...(kept.length === 0 ? { invalid: true } : {}),
        value: Math.round(1_000 / best.cpuMsASecond),
        unit: "streams",
        budget: atLeast(300),
        how: `1 ÷ processor seconds of all threads a second of call, with ${best.calls} calls at once (loop delay p99 ${best.p99Ms.toFixed(1)} ms); callers speak ${share} % of the time, Silero on, scripted providers in the process, no vendor sockets`,
        reason: `${kept.length === 0 ? `at no step was the loop's delay within ${LATE_MS} ms, while a process that only waits was woken up to ${latenessP99Ms().toFixed(0)} ms late (p99); ` : ""}a second of call takes ${best.cpuMsASecond.toFixed(2)} ms of processor time, ${best.mainMsASecond.toFixed(2)} ms of it while the main loop is busy (sockets, pitch, detector batches) and the rest in the detector's thread and the garbage collector's; the components below say what single parts take.`,
      },
      {
        name: "memory a call",
        value: megabytesACall,
        unit: "MB",
        budget: atMost(1),
        how: `slope of resident memory over ${steps.map(({ calls }) => calls).join(", ")} calls, no garbage collection forced`,
        reason: "the resident memory of each step stands in the table of steps.",
      },
    ],
    notes: [
      "| calls at once | processor time, a second of call | main loop busy | loop delay p99 | callers' frames lost | resident memory | the load's own processes |",
      "| --: | --: | --: | --: | --: | --: | --: |",
      ...steps.map(
        (one) =>
          `| ${one.calls} | ${one.cpuMsASecond.toFixed(2)} ms | ${one.mainMsASecond.toFixed(2)} ms | ${one.p99Ms.toFixed(1)} ms | ${one.lostFrames} | ${one.rssMb.toFixed(0)} MB | ${one.lineCores.toFixed(2)} cores |`,
      ),
      "",
      `Of the agents' audio, ${drained.lostBytes === 0 ? "every byte sent" : `all but ${drained.lostBytes} bytes`} came at the callers' sockets, over all steps; ${drained.clears} replies were cut by a caller's next turn.`,
    ],
  };
}
