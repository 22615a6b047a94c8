/** Stories of the line itself: whole calls with real frames, marks and playout, in virtual time. */
import { mulawToPcm } from "@offhook/engine/audio";
import { replay } from "@offhook/engine/call";
import type { LineScript } from "@offhook/twin-twilio";
import { describe, expect } from "vitest";
import { story } from "../stories/story.ts";
import { decisions, speaksAt } from "./speaks-at.ts";
import { deafTranscriber, talkativeModel, virtualCall } from "./virtual-call.ts";

const LONG = "This is a rather long answer to what you asked, and it goes on for a good while longer than that.";

const start = (stretches: [number, number][], line: LineScript = {}, words = "tell me about it please.") =>
  virtualCall({
    caller: speaksAt(...stretches),
    transcriber: (clock) => deafTranscriber(clock, words),
    model: (clock) => talkativeModel(clock, () => LONG),
    line,
  });

/** First moment from `fromMs` on after which the ear hears nothing for half a second. */
function silentFromMs(heard: Int16Array, fromMs: number): number {
  let quiet = 0;
  for (let index = fromMs * 8; index < heard.length; index += 1) {
    quiet = Math.abs(heard[index] ?? 0) < 50 ? quiet + 1 : 0;
    if (quiet === 4_000) return (index - 4_000) / 8;
  }
  return Number.POSITIVE_INFINITY;
}

describe("the line", () => {
  story(24, async () => {
    const call = await start([
      [7_000, 8_000],
      [11_000, 12_500],
    ]);
    call.live.setLeadMs(1_500);
    await call.clock.advanceBy(13_000);
    const heard = mulawToPcm(call.twinCall.heard);
    expect(silentFromMs(heard, 11_000) - 11_000).toBeLessThanOrEqual(400);
    expect(decisions(call, "agent-paused").length).toBeGreaterThanOrEqual(1);
    expect(replay(call.log).same).toBe(true);
  });

  story(63, async () => {
    const line = { jitterMs: 200, lossPercent: 5, stalls: [{ atMs: 9_000, forMs: 1_000 }] };
    const call = await start([[7_000, 12_000]], line);
    await call.clock.advanceBy(16_000);
    expect(decisions(call, "turn-ended")).toHaveLength(1);
    expect(decisions(call, "line-lost")).toHaveLength(0);
    expect(replay(call.log).same).toBe(true);
  });

  story(66, async () => {
    const line = { faster: { fromMs: 1_000, toMs: 1_500, times: 20 } };
    const call = await start([], line);
    await call.clock.advanceBy(20_000);
    expect(decisions(call, "agent-paused")).toHaveLength(0);
    expect(decisions(call, "turn-ended")).toHaveLength(0);
    const [greeting] = decisions(call, "agent-turn");
    expect(greeting).toMatchObject({ interrupted: false });
    expect(replay(call.log).same).toBe(true);
  });

  story(5, async () => {
    const call = await start([], { stalls: [{ atMs: 6_000, forMs: 40_000 }] });
    await call.clock.advanceBy(40_000);
    expect(call.finished()).toBe(true);
    expect(decisions(call, "call-ended")).toMatchObject([{ because: "carrier-lost" }]);
  });
});
