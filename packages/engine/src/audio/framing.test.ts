import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createFramer } from "./index.ts";

describe("framer", () => {
  it("gives the same bytes in frames of one size, however they were cut before", () => {
    const chunks = fc.array(fc.uint8Array({ maxLength: 500 }), { maxLength: 20 });
    fc.assert(
      fc.property(chunks, fc.integer({ min: 1, max: 200 }), (chunks, frameBytes) => {
        const framer = createFramer(frameBytes);
        const out: number[] = [];
        for (const chunk of chunks) {
          framer.push(chunk, (frame) => {
            expect(frame.length).toBe(frameBytes);
            out.push(...frame);
          });
        }
        const pending = framer.pendingBytes;
        const rest = framer.flush(0xff);
        if (rest) out.push(...rest.subarray(0, pending));
        expect(out).toEqual(chunks.flatMap((chunk) => [...chunk]));
      }),
    );
  });

  it("fills the last frame up", () => {
    const framer = createFramer(4);
    framer.push(Uint8Array.of(1, 2, 3, 4, 5), () => {});
    expect(framer.flush(9)).toEqual(Uint8Array.of(5, 9, 9, 9));
    expect(framer.flush(9)).toBeNull();
  });

  it("refuses a frame of nothing", () => {
    expect(() => createFramer(0)).toThrow(RangeError);
  });
});
