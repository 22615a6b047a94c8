/** Ten minutes with interruptions, in virtual time: the recording stands where the line played it. */
import { mulawToPcm, noise, pcmToMulaw } from "@offhook/engine/audio";
import { replay } from "@offhook/engine/call";
import { FRONT_DESK } from "@offhook/server/assistants";
import { describe, expect, it } from "vitest";
import { deafTranscriber, talkativeModel, virtualCall } from "./virtual-call.ts";

const TEN_MINUTES_MS = 600_000;
/** The caller cuts in every seventeen seconds: never at the same place of a sentence. */
const SPEAKS_EVERY_MS = 17_000;
const SPEAKS_FOR_MS = 900;

function interruptingCaller() {
  let frame = 0;
  const silent = new Uint8Array(160).fill(0xff);
  return {
    nextFrame(): Uint8Array {
      const atMs = frame * 20;
      frame += 1;
      const intoMs = atMs % SPEAKS_EVERY_MS;
      if (atMs < 8_000 || intoMs >= SPEAKS_FOR_MS) return silent;
      return pcmToMulaw(noise({ durationMs: 20, levelDb: -15, seed: frame }));
    },
    hear: () => {},
  };
}

/** Shift of `mine` against `theirs`, in ms, at a place where something sounds; null where all is silent. */
function shiftMs(theirs: Int16Array, mine: Int16Array, aboutMs: number): number | null {
  const from = soundsFrom(theirs, aboutMs * 8);
  if (from === null) return null;
  let best = { lag: 0, score: Number.NEGATIVE_INFINITY };
  for (let lag = -800; lag <= 800; lag += 1) {
    let score = 0;
    for (let index = from; index < from + 1_600; index += 2) score += (theirs[index] ?? 0) * (mine[index + lag] ?? 0);
    if (score > best.score) best = { lag, score };
  }
  return best.lag / 8;
}

function soundsFrom(samples: Int16Array, from: number): number | null {
  for (let index = from; index < samples.length - 1_600; index += 80) {
    if (Math.abs(samples[index] ?? 0) > 500 && Math.abs(samples[index + 1_500] ?? 0) > 200) return index;
  }
  return null;
}

describe("a ten-minute call with interruptions", () => {
  it("is recorded within 20 ms of what the line played, at its start, middle and end", async () => {
    let answers = 0;
    const text = () =>
      `Answer number ${++answers} is a long one, and it goes on. ${"It has one more sentence. ".repeat(12)}`;
    const call = await virtualCall({
      caller: interruptingCaller(),
      transcriber: (clock) => deafTranscriber(clock, "no, wait, tell me something else please."),
      model: (clock) => talkativeModel(clock, text),
      assistant: { timing: { ...FRONT_DESK.timing, maxDurationMs: 3_600_000 } },
    });
    await call.clock.advanceBy(TEN_MINUTES_MS);
    call.twinCall.hangUp();
    await call.clock.runUntil(() => call.finished(), 10_000);

    const both = call.recorded();
    const left = both.filter((_, index) => index % 2 === 0);
    const right = both.filter((_, index) => index % 2 === 1);
    const heard = mulawToPcm(call.twinCall.heard);
    const spoken = mulawToPcm(call.twinCall.spoken);
    expect(left.length / 8).toBeGreaterThan(TEN_MINUTES_MS - 1_000);
    const cuts = call.log.filter((item) => item.kind === "decision" && item.type === "interruption-confirmed");
    expect(cuts.length).toBeGreaterThanOrEqual(15);
    for (const aboutMs of [1_000, TEN_MINUTES_MS / 2, TEN_MINUTES_MS - 40_000]) {
      expect(Math.abs(shiftMs(heard, right, aboutMs) ?? 99)).toBeLessThanOrEqual(20);
      expect(Math.abs(shiftMs(spoken, left, Math.max(8_000, aboutMs)) ?? 99)).toBeLessThanOrEqual(20);
    }
    expect(replay(call.log).same).toBe(true);
  }, 120_000);
});
