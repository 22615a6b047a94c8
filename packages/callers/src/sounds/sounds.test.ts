/** Sounds that are made: the same for the same arguments, and with the features of what they stand for. */
import { estimatePitch, levelDbOfPcm } from "@offhook/engine/audio";
import { describe, expect, it } from "vitest";
import { cough } from "./cough.ts";
import { hum } from "./hum.ts";

describe("a cough", () => {
  it("is two bursts without a pitch, at the asked level", () => {
    const sound = cough({ seed: 3, levelDb: -20 });
    expect(sound).toEqual(cough({ seed: 3, levelDb: -20 }));
    expect(sound).not.toEqual(cough({ seed: 4, levelDb: -20 }));
    expect(sound.length / 8).toBeCloseTo(490, 0);
    expect(levelDbOfPcm(sound)).toBeCloseTo(-20, 0);
    expect(levelDbOfPcm(sound.subarray(190 * 8, 300 * 8))).toBe(-100);
  });
});

describe("a hum", () => {
  it("is two voiced parts, the second higher", () => {
    const sound = hum();
    expect(sound.length / 8).toBeCloseTo(510, 0);
    const pitchAt = (ms: number) => estimatePitch(sound.subarray(ms * 8, (ms + 64) * 8));
    expect(pitchAt(60)?.hz).toBeGreaterThan(95);
    expect(pitchAt(400)?.hz).toBeGreaterThan((pitchAt(60)?.hz ?? 0) * 1.1);
  });
});
