import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SILENCE_BYTE } from "./frame-ticker.ts";
import { PlayQueue } from "./play-queue.ts";

type Item = { audio: number } | { mark: true };

describe("the play queue", () => {
  it("gives every byte once, in order, and each mark right after its audio, however it was cut", () => {
    const item: fc.Arbitrary<Item> = fc.oneof(
      fc.record({ audio: fc.integer({ min: 1, max: 700 }) }),
      fc.constant<Item>({ mark: true }),
    );
    fc.assert(
      fc.property(fc.array(item, { maxLength: 20 }), (items) => {
        const queue = new PlayQueue();
        const expected = new Map<string, number>();
        let bytes = 0;
        items.forEach((each, at) => {
          if ("audio" in each) {
            queue.push(new Uint8Array(each.audio).map((_, place) => (bytes + place) % 250));
            bytes += each.audio;
          } else if (!queue.mark(`m${at}`)) {
            expected.set(`m${at}`, bytes);
          }
        });
        const played: number[] = [];
        const reached = new Map<string, number>();
        while (queue.queuedBytes > 0) {
          const { frame, marks, audioBytes } = queue.next();
          played.push(...frame.subarray(0, audioBytes));
          expect(frame.subarray(audioBytes).every((byte) => byte === SILENCE_BYTE)).toBe(true);
          for (const name of marks) reached.set(name, Math.ceil(played.length / 160));
        }
        expect(played).toEqual(Array.from({ length: bytes }, (_, at) => at % 250));
        const inFrames = [...expected].map(([name, at]) => [name, Math.ceil(at / 160)]);
        expect([...reached]).toEqual(inFrames);
      }),
    );
  });
});
