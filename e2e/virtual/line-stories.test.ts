/** Stories of the line itself: whole calls with real frames, marks and playout, in virtual time. */
import { mulawToPcm, noise, pcmToMulaw } from "@offhook/engine/audio";
import { replay, VoiceCache } from "@offhook/engine/call";
import type { Voice } from "@offhook/engine/ports";
import type { LineScript } from "@offhook/twin-twilio";
import { describe, expect } from "vitest";
import { story } from "../stories/story.ts";
import { deafTranscriber, noiseVoice, talkativeModel, type VirtualCall, virtualCall } from "./virtual-call.ts";

const SILENT = new Uint8Array(160).fill(0xff);
const LONG = "This is a rather long answer to what you asked, and it goes on for a good while longer than that.";

/** Speaks (as noise) in these stretches, in ms of its own time. */
function speaksAt(...stretches: [number, number][]) {
  let frame = 0;
  return {
    nextFrame(): Uint8Array {
      const atMs = frame * 20;
      frame += 1;
      const speaks = stretches.some(([from, to]) => atMs >= from && atMs < to);
      return speaks ? pcmToMulaw(noise({ durationMs: 20, levelDb: -15, seed: frame })) : SILENT;
    },
    hear: () => {},
  };
}

const decisions = (call: VirtualCall, type: string) =>
  call.log.filter((item) => item.kind === "decision" && item.type === type).map((item) => item.data);

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

/** Refuses everything. */
const deadVoice = (id: string): Voice => ({
  id,
  formats: [],
  synthesize(_, sink) {
    sink.fault({ code: "voice-refused", message: "scripted", retryable: false, provider: id });
    return { cancel: () => {} };
  },
});

/** Gives the first 600 ms of a clause and then nothing more. */
const dyingVoice = (inner: Voice): Voice => ({
  ...inner,
  id: "scripted/dying",
  synthesize: (request, sink) =>
    inner.synthesize(request, { ...sink, audio: (bytes) => sink.audio(bytes.subarray(0, 4_800)), done: () => {} }),
});

const loud = (heard: Int16Array, fromMs: number, toMs: number): boolean =>
  heard.subarray(fromMs * 8, toMs * 8).some((sample) => Math.abs(sample) > 500);

describe("voices that fail", () => {
  story(4, async () => {
    const cache = new VoiceCache();
    const clauses = ["Hello, this is the automated assistant of Riverside Dental.", "How can I help you?"];
    for (const text of clauses) {
      const audio = pcmToMulaw(noise({ durationMs: 2_000, levelDb: -20, seed: text.length }));
      cache.set(VoiceCache.key("scripted/dead", "en", 1, text), { audio, words: null });
    }
    const call = await virtualCall({
      caller: speaksAt(),
      transcriber: (clock) => deafTranscriber(clock, "hello"),
      model: (clock) => talkativeModel(clock, () => LONG),
      voices: () => [deadVoice("scripted/dead")],
      cache,
    });
    await call.clock.advanceBy(6_000);
    expect(loud(mulawToPcm(call.twinCall.heard), 0, 500)).toBe(true);
    expect(decisions(call, "agent-turn").at(-1)).toMatchObject({ interrupted: false });
    expect(decisions(call, "disclosure-heard")).toHaveLength(1);
    expect(replay(call.log).same).toBe(true);
  });

  story(31, async () => {
    const call = await virtualCall({
      caller: speaksAt(),
      transcriber: (clock) => deafTranscriber(clock, "hello"),
      model: (clock) => talkativeModel(clock, () => LONG),
      voices: (clock) => [dyingVoice(noiseVoice(clock)), noiseVoice(clock)],
    });
    await call.clock.advanceBy(12_000);
    const heard = mulawToPcm(call.twinCall.heard);
    const diedMs = 700;
    const again = Array.from({ length: 150 }, (_, step) => diedMs + 200 + step * 10).find((ms) =>
      loud(heard, ms, ms + 10),
    );
    expect((again ?? 99_999) - diedMs).toBeLessThanOrEqual(1_500);
    expect(decisions(call, "provider-faulted").map((one) => one.code)).toContain("voice-stalled");
    const said = decisions(call, "agent-turn").at(-1);
    expect(said?.text).toBe("Hello, this is the automated assistant of Riverside Dental. How can I help you?");
    expect(replay(call.log).same).toBe(true);
  });
});

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
