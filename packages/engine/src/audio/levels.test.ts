import { describe, expect, it } from "vitest";
import {
  createMulawGain,
  estimatePitch,
  levelDbOfMulaw,
  levelDbOfPcm,
  mixMulaw,
  mixPcm,
  mulawToPcm,
  noise,
  pcmToMulaw,
  peakDbOfPcm,
  SILENCE_DB,
  seededRandom,
  silence,
  tone,
} from "./index.ts";

const second = { durationMs: 1_000, levelDb: -20 };

describe("levels", () => {
  it("measures a tone and noise as loud as they were made", () => {
    expect(levelDbOfPcm(tone({ hz: 440, ...second }))).toBeCloseTo(-20, 1);
    expect(levelDbOfPcm(noise({ seed: 1, ...second }))).toBeCloseTo(-20, 0);
    expect(levelDbOfMulaw(pcmToMulaw(tone({ hz: 440, ...second })))).toBeCloseTo(-20, 1);
    expect(peakDbOfPcm(tone({ hz: 440, ...second }))).toBeCloseTo(-17, 1);
  });

  it("calls silence and nothing at all silent", () => {
    expect(levelDbOfPcm(silence(20))).toBe(SILENCE_DB);
    expect(levelDbOfMulaw(new Uint8Array(0))).toBe(SILENCE_DB);
    expect(levelDbOfMulaw(new Uint8Array(160).fill(0xff))).toBe(SILENCE_DB);
  });
});

describe("gain and mixing", () => {
  const speech = pcmToMulaw(tone({ hz: 300, durationMs: 200, levelDb: -15 }));

  it("ducks by 12 dB", () => {
    expect(levelDbOfMulaw(createMulawGain(-12)(speech))).toBeCloseTo(-27, 0);
  });

  it("changes nothing at 0 dB", () => {
    expect(createMulawGain(0)(speech)).toEqual(speech);
  });

  it("mixes to the sum, and keeps the longer one's tail", () => {
    const mixed = mixMulaw(speech, pcmToMulaw(silence(100)));
    expect(mixed).toEqual(speech);
    const twice = mulawToPcm(mixMulaw(speech, speech));
    expect(levelDbOfPcm(twice)).toBeCloseTo(-9, 0);
  });

  it("clips instead of wrapping round", () => {
    const loud = Int16Array.of(30_000, -30_000);
    expect([...mixPcm(loud, loud)]).toEqual([32_767, -32_768]);
    expect([...mulawToPcm(mixMulaw(pcmToMulaw(loud), pcmToMulaw(loud)))]).toEqual([32_124, -32_124]);
  });
});

describe("pitch", () => {
  it.each([80, 120, 200, 320])("finds a voice of %i Hz with its overtones", (hz) => {
    const voice = mixPcm(
      tone({ hz, durationMs: 40, levelDb: -20 }),
      tone({ hz: hz * 3, durationMs: 40, levelDb: -24 }),
    );
    const pitch = estimatePitch(voice);
    expect(pitch.voicedness).toBeGreaterThan(0.9);
    expect(Math.abs((pitch.hz ?? 0) - hz) / hz).toBeLessThan(0.04);
  });

  it("hears no voice in noise, silence or a frame too short for one", () => {
    for (const seed of [1, 2, 3]) {
      expect(estimatePitch(noise({ seed, durationMs: 40, levelDb: -20 })).hz).toBeNull();
    }
    expect(estimatePitch(silence(40))).toEqual({ voicedness: 0, hz: null });
    expect(estimatePitch(new Int16Array(0))).toEqual({ voicedness: 0, hz: null });
  });
});

describe("seeded randomness", () => {
  it("repeats itself for a seed and differs between seeds", () => {
    const draw = (seed: number) => Array.from({ length: 5 }, seededRandom(seed));
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
  });
});
