import {
  createMulawGain,
  join,
  levelDbOfPcm,
  mixPcm,
  mulawToPcm,
  noise,
  pcmToMulaw,
  silence,
} from "@offhook/engine/audio";
import { type SpeechDetector, type SpeechFrame, TELEPHONE_FORMAT } from "@offhook/engine/ports";
import { afterAll, describe, expect, it } from "vitest";
import { closeVoice, embeddedVoice } from "../voice/embedded-voice.ts";
import type { FliteVoice } from "../voice/flite.ts";
import { closeDetector, embeddedSpeechDetector } from "./embedded-detector.ts";
import { energySpeechDetector } from "./energy-detector.ts";

const LEAD_MS = 1_000;
const TAIL_MS = 1_000;

function speak(text: string, voice: FliteVoice): Promise<Int16Array> {
  return new Promise((resolve, reject) => {
    let pcm: Int16Array = new Int16Array(0);
    embeddedVoice({ voice }).synthesize(
      { text, language: "en", format: TELEPHONE_FORMAT, speed: 1 },
      {
        audio: (bytes) => {
          // As loud as a caller on a usual line.
          pcm = mulawToPcm(createMulawGain(-9)(bytes));
        },
        words: () => {},
        done: () => resolve(pcm),
        fault: (fault) => reject(new Error(fault.message)),
      },
    );
  });
}

/** All frames of a recording, pushed in 20 ms pieces. */
function detect(detector: SpeechDetector, pcm: Int16Array, startMs = 0): Promise<SpeechFrame[]> {
  return new Promise((resolve) => {
    const frames: SpeechFrame[] = [];
    const expected = Math.floor(pcm.length / 256);
    const session = detector.open({
      frame(frame) {
        frames.push(frame);
        if (frames.length < expected) return;
        session.close();
        resolve(frames);
      },
    });
    const audio = pcmToMulaw(pcm);
    let at = 0;
    // Paced by the loop, a few frames a turn: faster than a call, but as evenly.
    const pushSome = () => {
      for (let count = 0; count < 8 && at < audio.length; count++, at += 160) {
        session.push(audio.subarray(at, at + 160), startMs + at / 8);
      }
      if (at < audio.length) setTimeout(pushSome, 4);
    };
    pushSome();
  });
}

/** First and last frame that are taken for speech. */
function span(frames: readonly SpeechFrame[]): { startMs: number; endMs: number } {
  const speech = frames.filter((frame) => frame.probability >= 0.5);
  const last = speech.at(-1);
  return { startMs: speech[0]?.audioMs ?? -1, endMs: last ? last.audioMs + last.durationMs : -1 };
}

/** Where the clean speech itself begins and ends, by level. */
function trueSpan(pcm: Int16Array): { startMs: number; endMs: number } {
  const loud = (at: number) => levelDbOfPcm(pcm.subarray(at, at + 80)) > -42;
  let from = 0;
  while (from < pcm.length && !loud(from)) from += 80;
  let to = pcm.length - (pcm.length % 80) - 80;
  while (to > 0 && !loud(to)) to -= 80;
  return { startMs: LEAD_MS + from / 8, endMs: LEAD_MS + to / 8 + 10 };
}

/** The line's faint own sound, or noise 10 dB below the speech. */
function onALine(speech: Int16Array, noiseDb: number): Int16Array {
  const whole = join(silence(LEAD_MS), speech, silence(TAIL_MS));
  return mixPcm(whole, noise({ seed: 4, durationMs: whole.length / 8, levelDb: noiseDb }));
}

afterAll(() => Promise.all([closeDetector(), closeVoice()]));

describe.each(["slt", "rms"] as const)("the neural detector on the voice %s", (voice) => {
  it.each([
    ["a quiet line", () => -65],
    ["10 dB of noise", (speech: Int16Array) => levelDbOfPcm(speech) - 10],
  ])("finds where speech begins and ends within 100 ms on %s", async (_line, noiseDb) => {
    const speech = await speak("Good morning, I need a new appointment.", voice);
    const found = span(await detect(embeddedSpeechDetector(), onALine(speech, noiseDb(speech))));
    const truth = trueSpan(speech);
    expect(Math.abs(found.startMs - truth.startMs)).toBeLessThanOrEqual(100);
    expect(Math.abs(found.endMs - truth.endMs)).toBeLessThanOrEqual(100);
  });
});

describe("the neural detector", () => {
  it("takes noise for no speech", async () => {
    const frames = await detect(embeddedSpeechDetector(), noise({ seed: 2, durationMs: 3_000, levelDb: -30 }));
    expect(frames.filter((frame) => frame.probability >= 0.5)).toEqual([]);
  });

  it("keeps many calls apart and each one's frames in order", async () => {
    const speech = onALine(await speak("Hello there, this is a caller.", "slt"), -60);
    const quiet = noise({ seed: 8, durationMs: speech.length / 8, levelDb: -60 });
    const detector = embeddedSpeechDetector();
    const calls = await Promise.all(
      Array.from({ length: 12 }, (_, index) => detect(detector, index % 2 === 0 ? speech : quiet, index * 10)),
    );
    const alone = span(await detect(detector, speech));
    calls.forEach((frames, index) => {
      frames.forEach((frame, place) => {
        expect(frame.audioMs).toBe(index * 10 + place * 32);
      });
      const spoken = frames.some((frame) => frame.probability >= 0.5);
      expect(spoken).toBe(index % 2 === 0);
      if (spoken) expect(Math.abs(span(frames).startMs - index * 10 - alone.startMs)).toBeLessThanOrEqual(32);
    });
  });

  it("is silent after its session was closed", async () => {
    const heard: SpeechFrame[] = [];
    const session = embeddedSpeechDetector().open({ frame: (frame) => heard.push(frame) });
    session.push(pcmToMulaw(noise({ seed: 1, durationMs: 400, levelDb: -20 })), 0);
    const before = heard.length;
    session.close();
    session.push(pcmToMulaw(noise({ seed: 1, durationMs: 400, levelDb: -20 })), 400);
    await detect(embeddedSpeechDetector(), noise({ seed: 3, durationMs: 400, levelDb: -20 }));
    expect(heard.length).toBe(before);
  });
});

describe("the energy detector", () => {
  it("finds speech on a quiet line, synchronously", async () => {
    const speech = await speak("Good morning, I need a new appointment.", "slt");
    const frames: SpeechFrame[] = [];
    const session = energySpeechDetector().open({ frame: (frame) => frames.push(frame) });
    session.push(pcmToMulaw(onALine(speech, -65)), 0);
    const truth = trueSpan(speech);
    expect(Math.abs(span(frames).startMs - truth.startMs)).toBeLessThanOrEqual(100);
    expect(Math.abs(span(frames).endMs - truth.endMs)).toBeLessThanOrEqual(100);
  });

  it("takes a steady hiss for the line's own sound", () => {
    const frames: SpeechFrame[] = [];
    const session = energySpeechDetector().open({ frame: (frame) => frames.push(frame) });
    session.push(pcmToMulaw(noise({ seed: 6, durationMs: 3_000, levelDb: -40 })), 0);
    expect(frames.filter((frame) => frame.probability >= 0.5)).toEqual([]);
    expect(frames[0]?.levelDb).toBeCloseTo(-40, 0);
  });

  it("places frames by the carrier's time stamps, across lost audio", () => {
    const places: number[] = [];
    const session = energySpeechDetector().open({ frame: (frame) => places.push(frame.audioMs) });
    const piece = pcmToMulaw(silence(40));
    session.push(piece, 100);
    session.push(piece, 140);
    session.push(piece, 1_000);
    expect(places).toEqual([100, 132, 1_000]);
  });
});
