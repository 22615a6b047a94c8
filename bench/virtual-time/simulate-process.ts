/** Simulates calls, one after the other, for a while. A process of its own, so that nothing else runs on its thread. */
import { serve } from "../kit/serve.ts";
import { type Brain, CALL_MS, simulateCall } from "./simulated-call.ts";

const WARM_CALLS = 5;

export interface Simulated {
  /** Calls of three minutes each, by the virtual time that passed. */
  calls: number;
  cpuMs: number;
  turns: number;
}

async function simulate(brain: Brain, forMs: number): Promise<Simulated> {
  for (let warm = 0; warm < WARM_CALLS; warm += 1) await simulateCall(brain);
  const cpuBefore = process.cpuUsage();
  const startedMs = performance.now();
  let virtualMs = 0;
  let turns = 0;
  while (performance.now() - startedMs < forMs) {
    const call = await simulateCall(brain);
    virtualMs += call.now;
    turns += call.decisions("turn-ended").length;
  }
  const { user, system } = process.cpuUsage(cpuBefore);
  return { calls: virtualMs / CALL_MS, cpuMs: (user + system) / 1_000, turns };
}

const api = { simulate };
export type SimulateApi = typeof api;

serve(api);
