/** Whose turn the vendor's sound belongs to, told by nothing but order and time. */
import { describe, expect, it } from "vitest";
import { LiveTurns } from "./live-turns.ts";

function turns() {
  const all = new LiveTurns<string>();
  all.asked("first", 0);
  return all;
}

describe("what comes", () => {
  it("belongs to the turn that was asked for, until its end", () => {
    const all = turns();
    expect(all.spoke(400)?.reply).toBe("first");
    expect(all.ended()?.reply).toBe("first");
    expect([all.spoke(500), all.ended(), all.isEmpty]).toEqual([undefined, undefined, true]);
  });

  it("of a turn that was called off is nobody's, up to its end", () => {
    const all = turns();
    all.spoke(400);
    all.disown("first");
    all.asked("second", 450);
    expect(all.spoke(2_000)?.reply).toBeNull();
    all.spent();
    all.ended();
    expect(all.spoke(2_100)?.reply).toBe("second");
  });

  it("after all of a turn was made belongs to the next, though the end of the one before is not here yet", () => {
    const all = turns();
    all.spoke(400);
    all.spent();
    all.asked("second", 450);
    expect(all.spoke(460)?.reply).toBe("second");
    expect(all.ended()?.reply).toBe("second");
  });

  it("right after an interruption was on its way before", () => {
    const all = turns();
    all.disown("first");
    all.asked("second", 200);
    expect(all.spoke(300)?.reply).toBeNull();
    expect(all.spoke(900)?.reply).toBeNull();
    all.ended();
    expect(all.spoke(1_000)?.reply).toBe("second");
  });

  it("long after the interruption of a turn that never began belongs to the next: some end without a word", () => {
    const all = turns();
    all.asked("second", 200);
    all.interrupted(210);
    all.asked("third", 220);
    expect(all.spoke(600)?.reply).toBe("third");
    expect(all.ended()?.reply).toBe("third");
    expect(all.isEmpty).toBe(true);
  });

  it("as the end of a turn that never began is that turn's own", () => {
    const all = turns();
    all.asked("second", 200);
    all.spent();
    expect(all.ended()?.reply).toBe("first");
    expect(all.spoke(210)?.reply).toBe("second");
  });
});
