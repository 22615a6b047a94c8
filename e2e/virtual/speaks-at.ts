/** A caller in virtual time who speaks noise at given times, and what was decided about it. */
import { noise, pcmToMulaw } from "@offhook/engine/audio";
import type { CallerEar } from "@offhook/twin-twilio";
import type { VirtualCall } from "./virtual-call.ts";

const SILENT = new Uint8Array(160).fill(0xff);
/** Speaks in these stretches, in ms of its own time. */
export function speaksAt(...stretches: [number, number][]): CallerEar {
  let frame = 0;
  return {
    nextFrame(): Uint8Array {
      const atMs = frame * 20;
      frame += 1;
      const speaks = stretches.some(([from, to]) => atMs >= from && atMs < to);
      return speaks ? pcmToMulaw(noise({ durationMs: 20, levelDb: -15, seed: frame })) : SILENT;
    },
    hear: () => {},
  };
}

/** In order. */
export const decisions = (call: VirtualCall, type: string): Record<string, unknown>[] =>
  call.log.filter((item) => item.kind === "decision" && item.type === type).map((item) => item.data);
