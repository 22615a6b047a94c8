/** Every millisecond of a wait has a cause. */
import { describe, expect, it } from "vitest";
import { turn } from "./testing.ts";
import { causesOf, waterfallOf, worstWaitMs } from "./waterfall.ts";

const waits = (endpointMs: number, modelMs: number, voiceMs: number, voiceToVoiceMs: number) => ({
  latency: { endpointMs, modelMs, voiceMs, voiceToVoiceMs },
});
const ASKED = turn("caller", "No, Tuesday.", 64_000, 64_900, { endedBecause: "words-complete" });

describe("the wait before an answer", () => {
  it("is told part by part, what is left over being the line's", () => {
    const answer = turn("agent", "Tuesday it is.", 65_510, 67_000, waits(310, 180, 90, 610));
    const waterfall = waterfallOf(answer, [ASKED, answer]);
    expect(waterfall?.parts.map(({ cause, ms }) => [cause, ms])).toEqual([
      ["endpoint", 310],
      ["model", 180],
      ["voice", 90],
      ["network", 30],
    ]);
    expect(waterfall?.parts.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
  });

  it("says why the caller's turn was over, whatever was murmured since", () => {
    const murmur = turn("caller", "mm-hm", 65_000, 65_200, { kind: "backchannel", endedBecause: "backchannel" });
    const answer = turn("agent", "Tuesday it is.", 65_510, 67_000, waits(310, 180, 90, 580));
    expect(waterfallOf(answer, [ASKED, murmur, answer])?.parts[0]?.because).toBe("words-complete");
  });

  it("leaves out what took no time, and never comes to less than its parts", () => {
    const answer = turn("agent", "Yes.", 65_510, 66_000, waits(341, 0, 21, 361));
    expect(waterfallOf(answer, [answer])).toMatchObject({ totalMs: 362, parts: [{ ms: 341 }, { ms: 21 }] });
  });

  it("is not there where nobody waited", () => {
    const greeting = turn("agent", "Hello.", 0, 900);
    expect([waterfallOf(greeting, [greeting]), waterfallOf(ASKED, [ASKED])]).toEqual([null, null]);
    expect([causesOf([greeting]), worstWaitMs([greeting])]).toEqual([null, null]);
  });

  it("adds up over a call, the greatest cause first", () => {
    const turns = [
      turn("agent", "a", 1_000, 2_000, waits(100, 300, 0, 400)),
      turn("agent", "b", 5_000, 6_000, waits(200, 0, 0, 200)),
    ];
    expect(causesOf(turns)?.map(({ cause, share }) => [cause, share])).toEqual([
      ["endpoint", 0.5],
      ["model", 0.5],
    ]);
    expect(worstWaitMs(turns)).toBe(400);
  });
});
