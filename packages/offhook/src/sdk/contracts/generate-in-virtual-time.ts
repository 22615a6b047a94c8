/** One generation against a twin in virtual time, to its end and two minutes beyond. */
import type { Model, ModelRequest } from "@offhook/engine/ports";
import type { VirtualClock } from "@offhook/engine/testing";
import { hearGeneration, type SinkEvent } from "./heard-generation.ts";

export interface Generated {
  text: string;
  events: readonly SinkEvent[];
  end: SinkEvent | undefined;
  /** How often it ended. */
  ends: number;
  tookMs: number;
}

export async function generateInVirtualTime(
  model: Model,
  clock: VirtualClock,
  request?: ModelRequest,
): Promise<Generated> {
  const heard = hearGeneration(model, request);
  const startedAtMs = clock.nowMs();
  let ended = false;
  void heard.ended.then(() => {
    ended = true;
  });
  while (!ended) {
    await new Promise((resolve) => setImmediate(resolve));
    if (!ended && !clock.runNext(startedAtMs + 60_000)) break;
  }
  const tookMs = clock.nowMs() - startedAtMs;
  while (clock.runNext(startedAtMs + 120_000)) await new Promise((resolve) => setImmediate(resolve));
  const ends = heard.events.filter(({ type }) => type === "done" || type === "fault").length;
  return { text: heard.text, events: heard.events, end: heard.events.at(-1), ends, tookMs };
}
