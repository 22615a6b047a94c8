import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseWav, parseWavHeader, tone, writeWav } from "./index.ts";

const samples = fc.int16Array({ maxLength: 300 });
const beep = tone({ hz: 440, durationMs: 20, levelDb: -12 });

function patched(change: (view: DataView) => void): Uint8Array {
  const file = writeWav([beep]);
  change(new DataView(file.buffer));
  return file;
}

describe("WAV files", () => {
  it("come back as they were written, mono and stereo", () => {
    fc.assert(
      fc.property(samples, samples, (left, right) => {
        const mono = parseWav(writeWav([left]), { sampleRateHz: 8_000 });
        expect(mono.ok && [...mono.value.pcm]).toEqual([...left]);
        const stereo = parseWav(writeWav([left, right]));
        expect(stereo.ok && stereo.value.channels).toBe(2);
        const frames = Math.max(left.length, right.length);
        const pcm = stereo.ok ? stereo.value.pcm : [];
        expect([...pcm].filter((_, index) => index % 2 === 0)).toEqual(
          Array.from({ length: frames }, (_, i) => left[i] ?? 0),
        );
        expect([...pcm].filter((_, index) => index % 2 === 1)).toEqual(
          Array.from({ length: frames }, (_, i) => right[i] ?? 0),
        );
      }),
    );
  });

  it.each([8_000, 16_000, 24_000, 44_100, 48_000])("report a rate of %i Hz", (sampleRateHz) => {
    const header = parseWavHeader(writeWav([beep], sampleRateHz));
    expect(header.ok && header.value.sampleRateHz).toBe(sampleRateHz);
  });

  it("are read past chunks that are not ours", () => {
    const file = writeWav([beep]);
    const list = Uint8Array.from([...new TextEncoder().encode("LIST"), 3, 0, 0, 0, 1, 2, 3, 0]);
    const longer = Uint8Array.from([...file.subarray(0, 12), ...list, ...file.subarray(12)]);
    const parsed = parseWav(longer);
    expect(parsed.ok && [...parsed.value.pcm]).toEqual([...beep]);
  });

  it.each([
    ["an empty file", new Uint8Array(0), "wav-truncated"],
    ["a file of something else", new TextEncoder().encode("<!doctype html><p>no</p>"), "wav-not-riff"],
    ["a file cut off in its samples", writeWav([beep]).subarray(0, 100), "wav-truncated"],
    ["a file cut off in its header", writeWav([beep]).subarray(0, 30), "wav-truncated"],
    ["a file without samples", writeWav([beep]).subarray(0, 36), "wav-truncated"],
    ["µ-law in a WAV", patched((view) => view.setUint16(20, 7, true)), "wav-not-pcm"],
    ["24 bits", patched((view) => view.setUint16(34, 24, true)), "wav-not-pcm"],
    ["six channels", patched((view) => view.setUint16(22, 6, true)), "wav-not-pcm"],
    ["no channel", patched((view) => view.setUint16(22, 0, true)), "wav-not-pcm"],
    ["half a sample at the end", patched((view) => view.setUint32(40, 3, true)), "wav-truncated"],
    ["another rate than needed", writeWav([beep], 44_100), "wav-wrong-rate"],
    ["a rate of zero", writeWav([beep], 0), "wav-wrong-rate"],
  ])("refuse %s with a reason", (_name, file, code) => {
    const parsed = parseWav(file, { sampleRateHz: 8_000 });
    expect(parsed.ok ? "ok" : parsed.fault.code).toBe(code);
    expect(parsed.ok ? "" : parsed.fault.message).not.toBe("");
  });

  it("never throw, whatever was done to them", () => {
    const file = writeWav([beep]);
    fc.assert(
      fc.property(fc.nat(file.length), fc.nat(60), fc.uint8Array({ maxLength: 8 }), (length, at, bytes) => {
        const damaged = file.slice(0, length);
        damaged.set(bytes.subarray(0, Math.max(0, damaged.length - at)), Math.min(at, damaged.length));
        expect(typeof parseWav(damaged).ok).toBe("boolean");
      }),
    );
  });
});
