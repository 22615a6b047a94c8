import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createCallerAudio } from "./caller-audio.ts";

/** Bytes that count up, so that each shows its place. */
const counting = (length: number, from = 0) => Uint8Array.from({ length }, (_, index) => (from + index) % 251);

describe("the caller's audio", () => {
  it("gives back any stretch of what was appended, however it was cut", () => {
    const pieces = fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(pieces, fc.nat(2_000), fc.nat(2_000), (pieces, one, other) => {
        const audio = createCallerAudio();
        let bytes = 0;
        for (const length of pieces) {
          audio.append(counting(length, bytes), 1_000 + bytes / 8);
          bytes += length;
        }
        const [fromMs, toMs] = one < other ? [one, other] : [other, one];
        const expected = counting(bytes).slice(Math.min(bytes, fromMs * 8), Math.min(bytes, toMs * 8));
        expect(audio.slice(1_000 + fromMs, 1_000 + toMs)).toEqual(expected);
        expect(audio.endMs).toBeCloseTo(1_000 + bytes / 8);
      }),
    );
  });

  it("keeps places right after the front was dropped", () => {
    const audio = createCallerAudio();
    audio.append(counting(8_000), 0);
    audio.dropBefore(400);
    expect(audio.startMs).toBe(400);
    expect(audio.slice(500, 502)).toEqual(counting(16, 4_000));
    audio.dropBefore(100);
    expect(audio.startMs).toBe(400);
  });

  it("fills lost audio with silence, so that later places stay right", () => {
    const audio = createCallerAudio();
    audio.append(counting(160), 0);
    audio.append(counting(160), 120);
    expect(audio.slice(20, 120)).toEqual(new Uint8Array(800).fill(0xff));
    expect(audio.slice(120, 140)).toEqual(counting(160));
  });

  it("tolerates jitter in the carrier's time stamps", () => {
    const audio = createCallerAudio();
    audio.append(counting(160), 0);
    audio.append(counting(160, 160), 30);
    expect(audio.endMs).toBe(40);
  });

  it("begins anew after the stream was cut", () => {
    const audio = createCallerAudio();
    audio.append(counting(160), 0);
    audio.append(counting(160), 60_000);
    expect([audio.startMs, audio.endMs]).toEqual([60_000, 60_020]);
  });
});
