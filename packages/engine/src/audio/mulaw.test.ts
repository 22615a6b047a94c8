import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MULAW_SILENCE, mulawToPcm, pcmToMulaw } from "./index.ts";

describe("µ-law", () => {
  it("gives every byte back, but for −0, which becomes +0", () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    const back = pcmToMulaw(mulawToPcm(bytes));
    expect([...back]).toEqual([...bytes].map((byte) => (byte === 0x7f ? 0xff : byte)));
  });

  it("knows the values of the standard's table", () => {
    expect([...mulawToPcm(Uint8Array.of(0x00, 0x80, 0xff, 0x7f, 0xf0, 0x70))]).toEqual([
      -32_124, 32_124, 0, 0, 120, -120,
    ]);
    expect(pcmToMulaw(Int16Array.of(0))[0]).toBe(MULAW_SILENCE);
    expect([...pcmToMulaw(Int16Array.of(-32_768, 32_767))]).toEqual([0x00, 0x80]);
  });

  it("is off by no more than half a step, 3 % of the sample, anywhere", () => {
    fc.assert(
      fc.property(fc.integer({ min: -32_635, max: 32_635 }), (sample) => {
        const back = mulawToPcm(pcmToMulaw(Int16Array.of(sample)))[0] as number;
        expect(Math.abs(back - sample)).toBeLessThanOrEqual(Math.max(4, (Math.abs(sample) + 132) / 32));
      }),
    );
  });

  it("writes into a given array", () => {
    const out = new Int16Array(2);
    expect(mulawToPcm(Uint8Array.of(0xff, 0x80), out)).toBe(out);
    expect([...out]).toEqual([0, 32_124]);
  });
});
