import { join, levelDbOfPcm, mixPcm, noise, silence, tone } from "@offhook/engine/audio";
import { describe, expect, it } from "vitest";
import { reduceNoise } from "./noise-reduction.ts";

const line = { beforeMs: 240, afterMs: 160 };
const voice = join(silence(240), tone({ hz: 300, durationMs: 1_000, levelDb: -20 }), silence(160));
const onNoise = (levelDb: number) => mixPcm(voice, noise({ seed: 5, durationMs: 1_400, levelDb }));

describe("noise reduction", () => {
  it("leaves a quiet line to the sample", () => {
    const quiet = onNoise(-60);
    expect(reduceNoise(quiet, line)).toBe(quiet);
  });

  it("takes noise away around the voice and leaves the voice", () => {
    const noisy = onNoise(-32);
    const clean = reduceNoise(noisy, line);
    expect(clean.length).toBe(noisy.length);
    expect(levelDbOfPcm(clean.subarray(400, 1_600))).toBeLessThan(levelDbOfPcm(noisy.subarray(400, 1_600)) - 10);
    const spoken = clean.subarray(3_000, 9_000);
    expect(Math.abs(levelDbOfPcm(spoken) + 20)).toBeLessThan(1);
  });

  it("does not take the speech itself for noise where no line was given", () => {
    const noisy = onNoise(-32);
    expect(reduceNoise(noisy, { beforeMs: 0, afterMs: 0 })).toBe(noisy);
    const speechAtTheEnds = voice.subarray(3_000, 9_000);
    expect(reduceNoise(speechAtTheEnds, line)).toBe(speechAtTheEnds);
  });

  it("takes a bang on one side for no noise of the line", () => {
    const bang = join(noise({ seed: 1, durationMs: 150, levelDb: -15 }), silence(1_250));
    const banged = mixPcm(onNoise(-60), bang);
    expect(reduceNoise(banged, line)).toBe(banged);
  });

  it("takes audio too short for one window as it is", () => {
    const short = silence(20);
    expect(reduceNoise(short, line)).toBe(short);
  });
});
