/** Google Cloud's streams follow each other, since none may last longer than five minutes; and nonsense from a server. */
import { tonalSpeech } from "@offhook/twin-kit";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hearsTones, opened, SPEECH, SPEECH_MS, say, TEXT, twinWith } from "./google-cloud-call.ts";
import { eventually, joined, PATIENT, pushInFrames, quiet } from "./heard-speech.ts";

describe("a call longer than a stream may last", () => {
  const SHORT = { ...PATIENT, renewAfterMs: 6_000, renewAtMs: 8_000 };
  const LONG = "Please book the large room upstairs for eleven guests tomorrow evening without music or flowers";
  const LONG_SPEECH = tonalSpeech(LONG).audio;
  const LONG_MS = LONG_SPEECH.length / 8;

  it("gets another stream between two sentences", async () => {
    const { call, twin, served } = await twinWith();
    const heard = call({ timeouts: SHORT });
    await eventually(() => twin.seen.length).toBe(1);
    pushInFrames(heard.session, quiet(6_500));
    say(heard, SPEECH, 6_500);
    await eventually(() => heard.finals).toMatchObject([{ text: TEXT, startAudioMs: 6_500 }]);
    expect([twin.seen.length, twin.seen[0]?.endedWith, served.connections]).toEqual([2, 1, 1]);
    heard.session.close();
    expect(heard.faults).toEqual([]);
  });

  it("gets another stream in mid-sentence, and no word is lost or doubled", async () => {
    expect(LONG_MS).toBeGreaterThan(4_000);
    const { call, twin } = await twinWith();
    twin.hears(hearsTones(LONG));
    for (const silenceMs of [4_010, 4_505, 5_000, 5_490]) {
      const before = twin.seen.length;
      const heard = call({ timeouts: SHORT });
      await eventually(() => twin.seen.length).toBe(before + 1);
      pushInFrames(heard.session, quiet(silenceMs));
      say(heard, LONG_SPEECH, silenceMs);
      await eventually(() => heard.finals.map(({ text }) => text).join(" ")).toBe(LONG);
      expect(heard.finals[0]?.startAudioMs).toBeCloseTo(silenceMs, -2);
      expect(twin.seen.length).toBe(before + 2);
      heard.session.close();
      expect(heard.faults).toEqual([]);
    }
  });

  it("hears again only what was not settled", async () => {
    const { call, twin } = await twinWith();
    const heard = call({ timeouts: SHORT });
    await eventually(() => twin.seen.length).toBe(1);
    heard.session.speechStarted(0);
    pushInFrames(heard.session, joined(SPEECH, quiet(1_000)));
    await eventually(() => heard.finals.length).toBe(1);
    const settledMs = heard.finals[0]?.endAudioMs ?? 0;
    // A noise, for the detector, that goes on and on: the stream is as old as it may be.
    const untilMs = 8_200;
    pushInFrames(heard.session, quiet(untilMs - SPEECH_MS - 1_000), SPEECH_MS + 1_000);
    await eventually(() => twin.seen.length).toBe(2);
    await eventually(() => (twin.seen[1]?.audioBytes ?? 0) / 8).toBeCloseTo(untilMs - settledMs, -2);
    expect(heard.finals.length).toBe(1);
    heard.session.close();
  });

  it("goes on after a long silence of the line itself, in which no stream is kept", async () => {
    const { call, twin } = await twinWith();
    const heard = call({ timeouts: { ...PATIENT, idleMs: 100 } });
    await eventually(() => twin.seen[0]?.endedWith).toBe(1);
    heard.session.push(quiet(400), 9_000);
    await eventually(() => twin.seen[1]).toMatchObject({ halfClosed: true, endedWith: 0 });
    say(heard, SPEECH, 20_000);
    await eventually(() => heard.finals).toMatchObject([{ text: TEXT, startAudioMs: 20_000 }]);
    expect(heard.faults).toEqual([]);
    heard.session.close();
  });
});

describe("whatever a server says", () => {
  it("ends in words or in one named fault, and never throws", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary", minLength: 1 }), async (text) => {
        const { call, served } = await twinWith({ type: "garbage", afterMessages: 0, text });
        const heard = call();
        say(heard);
        await eventually(() => heard.finals.length + heard.faults.length).toBeGreaterThan(0);
        expect(heard.faults.length).toBeLessThanOrEqual(1);
        for (const { code } of heard.faults) expect(code).toMatch(/^google-cloud-/);
        heard.session.close();
        await served.close();
        opened.length = 0;
      }),
      { numRuns: 40 },
    );
  });
});
