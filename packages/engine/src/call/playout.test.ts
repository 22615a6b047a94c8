import { describe, expect, it } from "vitest";
import type { Leg } from "../ports.ts";
import { TELEPHONE_FORMAT } from "../ports.ts";
import { Playout } from "./playout.ts";

/** Three clauses of two seconds are spoken, one every twelve seconds; then the caller interrupts and it was nothing. */
function afterThreeClauses(resumeFrom: number, pausedForMs = 500) {
  const sent: number[] = [];
  const nothing = (): void => {};
  const leg: Leg = {
    ...{ streamId: "MZ1", format: TELEPHONE_FORMAT, mark: nothing, clear: nothing, close: nothing },
    send: (audio) => void sent.push(audio[0] ?? 0),
  };
  const playout = new Playout({ sent: nothing, playing: nothing, cleared: nothing });
  playout.attach(leg, 1);
  let nowMs = 0;
  const passUntil = (untilMs: number): void => {
    for (; nowMs <= untilMs; nowMs += 20) playout.pump(nowMs);
  };
  for (const clause of [1, 2, 3]) {
    const sound = playout.reserve("utt_1", clause);
    playout.grow(sound, new Uint8Array(16_000).fill(clause), nowMs);
    playout.grow(sound, null, nowMs);
    passUntil(clause * 12_000);
  }
  playout.clear(2, nowMs);
  passUntil(nowMs + pausedForMs);
  sent.length = 0;
  playout.resume("utt_1", resumeFrom, nowMs);
  passUntil(nowMs + 10_000);
  return [...new Set(sent)];
}

describe("what may be played again", () => {
  it("is the cut clause, from its beginning", () => {
    expect(afterThreeClauses(3)).toEqual([3]);
  });

  it("is everything that a carrier may not have played yet", () => {
    expect(afterThreeClauses(2)).toEqual([2, 3]);
  });

  it("is still there after a pause of ten seconds", () => {
    expect(afterThreeClauses(3, 10_000)).toEqual([3]);
  });

  it("is nothing that ended long ago", () => {
    expect(afterThreeClauses(1)).toEqual([]);
  });
});

describe("a clause that is cut again and again", () => {
  it("comes to its end all the same: the second time it goes on from a little before the cut", () => {
    const heard: number[] = [];
    const pieces: { fromMs: number; toMs: number }[] = [];
    const nothing = (): void => {};
    const leg: Leg = {
      ...{ streamId: "MZ1", format: TELEPHONE_FORMAT, mark: nothing, clear: nothing, close: nothing },
      send: (audio) => void heard.push(audio[0] ?? 0),
    };
    const playout = new Playout({ sent: (piece) => void pieces.push(piece), playing: nothing, cleared: nothing });
    playout.attach(leg, 1);
    const sound = playout.reserve("utt_1", 0);
    // Six seconds, each of its own value.
    for (let second = 1; second <= 6; second += 1) playout.grow(sound, new Uint8Array(8_000).fill(second), 0);
    playout.grow(sound, null, 0);
    let nowMs = 0;
    const passMs = (ms: number): void => {
      for (const untilMs = nowMs + ms; nowMs < untilMs; nowMs += 20) playout.pump(nowMs);
    };
    const startsAfterCut: number[] = [];
    for (let cut = 2; cut <= 4; cut += 1) {
      passMs(2_500);
      playout.clear(cut, nowMs);
      passMs(300);
      const before = heard.length;
      playout.resume("utt_1", 0, nowMs);
      passMs(20);
      startsAfterCut.push(heard[before] ?? 0);
    }
    passMs(8_000);
    // The first cut is taken back to the clause's beginning, as every first one is.
    expect(startsAfterCut).toEqual([1, 3, 5]);
    expect(heard.at(-1)).toBe(6);
    expect(pieces.at(-1)).toMatchObject({ toMs: 6_000, clauseEnd: true });
    expect(pieces.every(({ fromMs, toMs }) => fromMs >= 0 && toMs <= 6_000 && fromMs < toMs)).toBe(true);
  });
});
