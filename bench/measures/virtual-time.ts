/** How many calls of three minutes one core simulates in a minute, at text level. */
import { startChild } from "../kit/child.ts";
import { median, spread } from "../kit/figures.ts";
import { atLeast, type Measure, type Result } from "../kit/result.ts";
import type { SimulateApi } from "../virtual-time/simulate-process.ts";
import type { Brain } from "../virtual-time/simulated-call.ts";

const ROUND_MS = 3_000;
const ROUNDS = 3;

export const virtualTime: Measure = {
  name: "virtual-time",
  title: "Virtual time",
  async run() {
    return {
      results: [await simulated("model", "a scripted model"), await simulated("flow", "the front desk's flow")],
    };
  },
};

async function simulated(brain: Brain, what: string): Promise<Result> {
  const child = startChild<SimulateApi>(new URL("../virtual-time/simulate-process.ts", import.meta.url));
  const aMinute: number[] = [];
  let turnsACall = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const { calls, cpuMs, turns } = await child.call.simulate(brain, ROUND_MS);
    aMinute.push(calls / (cpuMs / 60_000));
    turnsACall = turns / calls;
  }
  await child.end();
  return {
    name: `virtual time, ${what}`,
    value: Math.round(median(aMinute)),
    unit: "calls a minute a core",
    budget: atLeast(1_000),
    how: `three-minute calls of ${turnsACall.toFixed(0)} caller's turns each, by processor time of all threads; ${spread(aMinute, 0)} rounds`,
  };
}
