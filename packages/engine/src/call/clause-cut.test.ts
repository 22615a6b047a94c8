/** Clauses cut out of the sound of a whole reply: at their pauses where there are any, by their letters elsewhere. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutClause, FRAMES_A_LETTER, lettersOf } from "./clause-cut.ts";

const CLAUSES = ["Of course, I can do that for you.", "Tuesday at eleven is free.", "May I have your name, please?"];

/** Speech at this pace, with a pause after each clause. Returns the frames and where each clause ends. */
function speak(clauses: readonly string[], framesALetter: number, pauseFrames: number) {
  const sounds: boolean[] = [];
  const ends: number[] = [];
  for (const clause of clauses) {
    for (let frame = 0; frame < Math.round(lettersOf(clause) * framesALetter); frame++) sounds.push(frame % 9 !== 8);
    for (let frame = 0; frame < pauseFrames; frame++) sounds.push(false);
    ends.push(sounds.length);
  }
  return { sounds, ends };
}

function cutAll(clauses: readonly string[], sounds: readonly boolean[], heardFrames = sounds.length) {
  const complete = heardFrames === sounds.length;
  let fromFrame = 0;
  return clauses.map((clause, index) => {
    const lettersToEnd = complete ? clauses.slice(index).reduce((sum, one) => sum + lettersOf(one), 0) : null;
    const place = { fromFrame, letters: lettersOf(clause), lettersToEnd, endsInPause: true };
    const { endFrame, sureUpTo } = cutClause({ sounds: sounds.slice(0, heardFrames), complete }, place);
    fromFrame = endFrame ?? fromFrame;
    return { endFrame, sureUpTo };
  });
}

describe("a clause's end", () => {
  it.each([0.8, 1, 1.25])("is at its pause, spoken at %d of the usual pace", (pace) => {
    const { sounds, ends } = speak(CLAUSES, FRAMES_A_LETTER * pace, 15);
    expect(cutAll(CLAUSES, sounds).map(({ endFrame }) => endFrame)).toEqual(ends);
  });

  it("is about where its letters end, where no pause is", () => {
    const { sounds, ends } = speak(CLAUSES, FRAMES_A_LETTER, 0);
    cutAll(CLAUSES, sounds).forEach(({ endFrame }, index) => {
      expect(Math.abs((endFrame ?? 0) - (ends[index] ?? 0))).toBeLessThanOrEqual(10);
    });
  });

  it("is not told before enough was heard, and what is given out before is the clause's own", () => {
    const { sounds, ends } = speak(CLAUSES, FRAMES_A_LETTER, 15);
    const [first] = cutAll(CLAUSES, sounds, Math.round((ends[0] ?? 0) * 0.9));
    expect(first?.endFrame).toBeNull();
    expect(first?.sureUpTo).toBeGreaterThan((ends[0] ?? 0) / 3);
    expect(first?.sureUpTo).toBeLessThan(ends[0] ?? 0);
  });

  it("never goes back, and nothing is left over: for any sound", () => {
    const clause = fc.string({ minLength: 1, maxLength: 40 });
    void fc.assert(
      fc.property(fc.array(clause, { minLength: 1, maxLength: 5 }), fc.array(fc.boolean()), (clauses, sounds) => {
        const ends = cutAll(clauses, sounds).map(({ endFrame }) => endFrame ?? -1);
        expect(ends.at(-1)).toBe(sounds.length);
        expect([...ends].sort((a, b) => a - b)).toEqual(ends);
      }),
    );
  });
});
