import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createResampler, levelDbOfPcm, noise, resample, type SampleRateHz, tone } from "./index.ts";

const rates: SampleRateHz[] = [8_000, 16_000, 24_000];
const pairs = rates.flatMap((from) => rates.filter((to) => to !== from).map((to) => [from, to] as const));

/** Level of one frequency in a signal (Goertzel over a Hann window), in dB below full scale as an RMS. */
function levelAtHz(pcm: Int16Array, hz: number, sampleRateHz: number): number {
  let real = 0;
  let imaginary = 0;
  let weight = 0;
  pcm.forEach((sample, index) => {
    const window = 0.5 - 0.5 * Math.cos((2 * Math.PI * index) / pcm.length);
    real += window * sample * Math.cos((2 * Math.PI * hz * index) / sampleRateHz);
    imaginary += window * sample * Math.sin((2 * Math.PI * hz * index) / sampleRateHz);
    weight += window;
  });
  return 20 * Math.log10(((2 * Math.hypot(real, imaginary)) / weight / Math.SQRT2 + 1e-9) / 32_768);
}

/** The middle of a signal, away from where it begins and ends. */
const middle = (pcm: Int16Array) => pcm.subarray(Math.floor(pcm.length * 0.1), Math.floor(pcm.length * 0.9));

describe.each(pairs)("resampling from %i to %i Hz", (from, to) => {
  const lower = Math.min(from, to);
  const toneOf = (hz: number) => tone({ hz, durationMs: 500, levelDb: -9, sampleRateHz: from });

  it("passes speech frequencies within 0.1 dB", () => {
    for (const share of [0.02, 0.1, 0.2, 0.3, 0.4, 0.42]) {
      const out = resample(toneOf(lower * share), from, to);
      expect(Math.abs(levelAtHz(middle(out), lower * share, to) + 9)).toBeLessThan(0.1);
    }
  });

  it("keeps images and aliases at least 60 dB down", () => {
    const hertz =
      from > to ? [0.5, 0.55, 0.7, 0.9].map((share) => share * to) : [0.05, 0.2, 0.35, 0.42].map((s) => s * from);
    for (const hz of hertz.filter((hz) => hz < from / 2)) {
      const out = middle(resample(toneOf(hz), from, to));
      // Going down everything left over is an alias; going up everything but the tone itself is an image.
      if (from > to) expect(levelDbOfPcm(out)).toBeLessThan(-9 - 60);
      else
        for (const image of [from - hz, from + hz])
          if (image < to / 2) expect(levelAtHz(out, image, to)).toBeLessThan(-9 - 60);
    }
  });

  it("lasts as long as its input and stays aligned with it", () => {
    const input = noise({ seed: 3, durationMs: 100, levelDb: -20, sampleRateHz: from });
    const out = resample(input, from, to);
    expect(out.length).toBe(Math.ceil((input.length * to) / from));
    const click = new Int16Array(from / 10);
    click[from / 20] = 30_000;
    const peak = resample(click, from, to).reduce(
      (best, sample, index, all) => (sample > (all[best] ?? 0) ? index : best),
      0,
    );
    expect(Math.abs(peak - to / 20)).toBeLessThanOrEqual(1);
  });

  it("gives the same however the stream is cut", () => {
    const input = noise({ seed: 5, durationMs: 60, levelDb: -20, sampleRateHz: from });
    const whole = [...resample(input, from, to)];
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 12 }), (cuts) => {
        const resampler = createResampler(from, to);
        const out: number[] = [];
        let at = 0;
        for (const length of [...cuts, input.length]) {
          out.push(...resampler.push(input.subarray(at, at + length)));
          at = Math.min(at + length, input.length);
        }
        out.push(...resampler.flush());
        expect(out).toEqual(whole);
      }),
      { numRuns: 30 },
    );
  });
});

it("starts anew after a flush", () => {
  const resampler = createResampler(8_000, 16_000);
  const input = noise({ seed: 9, durationMs: 30, levelDb: -20 });
  const once = () => [...resampler.push(input), ...resampler.flush()];
  expect(once()).toEqual(once());
});
