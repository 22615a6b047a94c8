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
