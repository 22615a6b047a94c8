/** What the next stream hears again: all that is not settled, to the sample, and never without end. */
import { describe, expect, it } from "vitest";
import { RecentAudio } from "./recent-audio.ts";

/** 20 ms, whose bytes say which frame it is. */
const frame = (index: number): Uint8Array => new Uint8Array(160).fill(index);

function with10Frames(): RecentAudio {
  const recent = new RecentAudio();
  for (let index = 0; index < 10; index += 1) recent.push(frame(index), 1_000 + index * 20);
  return recent;
}

const bytesIn = (recent: RecentAudio): number => recent.all.reduce((sum, { audio }) => sum + audio.length, 0);

describe("recent audio", () => {
  it("keeps the last of it, cut within a frame where it must be", () => {
    const recent = with10Frames();
    recent.keepLast(50);
    expect(recent.all.map(({ audio, audioMs }) => [audio[0], audio.length, audioMs])).toEqual([
      [7, 80, 1_150],
      [8, 160, 1_160],
      [9, 160, 1_180],
    ]);
  });

  it("lets go what is settled, across a gap in the caller's stream", () => {
    const recent = with10Frames();
    recent.push(frame(10), 5_000);
    recent.settle(1_195);
    expect(recent.all.map(({ audioMs }) => audioMs)).toEqual([1_195, 5_000]);
    recent.settle(4_000);
    expect(recent.all.map(({ audioMs }) => audioMs)).toEqual([5_000]);
    recent.settle(9_000);
    expect(recent.all).toEqual([]);
  });

  it("holds a minute at most, and then says that it is not whole until words settle", () => {
    const recent = new RecentAudio();
    for (let second = 0; second < 61; second += 1) recent.push(new Uint8Array(8_000), second * 1_000);
    expect([bytesIn(recent), recent.isWhole, recent.all[0]?.audioMs]).toEqual([480_000, false, 1_000]);
    recent.settle(30_000);
    expect([recent.isWhole, bytesIn(recent)]).toEqual([true, 31 * 8_000]);
  });
});
