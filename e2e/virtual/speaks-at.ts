/** A caller in virtual time who speaks noise at given times, and what was decided about it. */
import { mixPcm, noise, pcmToMulaw, tone } from "@offhook/engine/audio";
import type { CallerEar } from "@offhook/twin-twilio";
import type { VirtualCall } from "./virtual-call.ts";

const SILENT = new Uint8Array(160).fill(0xff);
type Stretches = [fromMs: number, toMs: number][];

/** Makes noise in these stretches, in ms of its own time. */
export const speaksAt = (...stretches: Stretches): CallerEar =>
  soundsAt(stretches, (frame) => pcmToMulaw(noise({ durationMs: 20, levelDb: -15, seed: frame })));

/** Sounds like a voice, where it matters whether it does: 150 Hz and its overtones, of which a frame holds whole periods. */
export const singsAt = (...stretches: Stretches): CallerEar => soundsAt(stretches, () => VOICED);

const VOICED = pcmToMulaw(
  [150, 300, 450].map((hz) => tone({ hz, durationMs: 20, levelDb: -20 })).reduce((sum, one) => mixPcm(sum, one)),
);

function soundsAt(stretches: Stretches, sound: (frame: number) => Uint8Array): CallerEar {
  let frame = 0;
  return {
    nextFrame(): Uint8Array {
      const atMs = frame * 20;
      frame += 1;
      const speaks = stretches.some(([from, to]) => atMs >= from && atMs < to);
      return speaks ? sound(frame) : SILENT;
    },
    hear: () => {},
  };
}

/** In order. */
export const decisions = (call: VirtualCall, type: string): Record<string, unknown>[] =>
  call.log.filter((item) => item.kind === "decision" && item.type === type).map((item) => item.data);
