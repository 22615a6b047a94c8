import { levelDbOfMulaw, noise, pcmToMulaw } from "@offhook/engine/audio";
import { describe, expect, it } from "vitest";
import { Mouth } from "./mouth.ts";

/** What the microphone gives while the loudspeaker plays one loud frame and then nothing. */
function microphone(mouth: Mouth): number[] {
  const loud = pcmToMulaw(noise({ durationMs: 20, levelDb: -10, seed: 3 }));
  const silent = new Uint8Array(160).fill(0xff);
  return Array.from({ length: 12 }, (_, frame) => {
    mouth.loudspeaker(frame === 0 ? loud : silent);
    return Math.round(levelDbOfMulaw(mouth.nextFrame()));
  });
}

describe("a telephone on loudspeaker", () => {
  it("gives back what it played, so much later and so much softer", () => {
    const levels = microphone(new Mouth(1, { levelDb: -20, delayMs: 100 }));
    expect(levels.findIndex((level) => level > -40)).toBe(5);
    expect(levels[5]).toBeCloseTo(-30, -1);
    expect(levels.filter((level) => level > -50)).toHaveLength(1);
  });

  it("gives back nothing where it is held to the ear", () => {
    expect(Math.max(...microphone(new Mouth(1)))).toBeLessThan(-55);
  });
});
