import { mulawToPcm } from "@offhook/engine/audio";
import { describe, expect, it } from "vitest";
import { downTo8kHz, toTelephone } from "./to-telephone.ts";

const tone = (hz: number, rateHz: number, durationMs = 500): Float32Array =>
  Float32Array.from(
    { length: (rateHz * durationMs) / 1_000 },
    (_, index) => 0.5 * Math.sin((2 * Math.PI * hz * index) / rateHz),
  );

/** RMS of the middle, where the filter sees sound on both sides, against a tone of half the scale. */
function levelDb(samples: Float32Array): number {
  const middle = samples.subarray(Math.floor(samples.length * 0.1), Math.floor(samples.length * 0.9));
  const power = middle.reduce((sum, sample) => sum + sample * sample, 0) / middle.length;
  return 10 * Math.log10(power / 0.125 + 1e-12);
}

describe.each([22_050, 44_100, 48_000])("a voice's sound at %i Hz", (rateHz) => {
  it.each([50, 440, 1_000, 2_500, 3_300])("keeps %i Hz within 0.1 dB", (hz) => {
    expect(Math.abs(levelDb(downTo8kHz(tone(hz, rateHz), rateHz)))).toBeLessThan(0.1);
  });

  it.each([4_050, 4_700, 5_500, 8_000, 9_900])("rejects what lies at %i Hz by 60 dB", (hz) => {
    expect(levelDb(downTo8kHz(tone(hz, rateHz), rateHz))).toBeLessThan(-60);
  });

  it("lasts as long and stays in its place", () => {
    const click = new Float32Array(rateHz / 10);
    click[rateHz / 50] = 1;
    const out = downTo8kHz(click, rateHz);
    expect(out.length).toBe(800);
    const peak = out.reduce((best, sample, index) => (sample > (out[best] ?? 0) ? index : best), 0);
    expect(Math.abs(peak - 160)).toBeLessThanOrEqual(1);
  });
});

it.each([8_000, 16_000, 22_050, 24_000])("is telephone audio in the end, from %i Hz", (rateHz) => {
  const audio = toTelephone(tone(500, rateHz), rateHz);
  expect(audio.length).toBe(4_000);
  const heard = Float32Array.from(mulawToPcm(audio), (sample) => sample / 32_768);
  expect(Math.abs(levelDb(heard))).toBeLessThan(0.5);
});

it("does not wrap around where a voice is too loud", () => {
  const audio = mulawToPcm(toTelephone(new Float32Array(22_050).fill(1.5), 22_050));
  expect(Math.min(...audio.subarray(200, -200))).toBeGreaterThan(30_000);
});
