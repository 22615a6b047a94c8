import { levelDbOfPcm, mulawToPcm, peakDbOfPcm } from "@offhook/engine/audio";
import type { Fault, VoiceRequest, WordTime } from "@offhook/engine/ports";
import { TELEPHONE_FORMAT } from "@offhook/engine/ports";
import { afterAll, describe, expect, it } from "vitest";
import { closeVoice, embeddedVoice } from "./embedded-voice.ts";
import type { FliteVoice } from "./flite.ts";

const SENTENCE = "I would like to book an appointment for tomorrow at ten.";

interface Spoken {
  pcm: Int16Array;
  words: readonly WordTime[];
  fault: Fault | null;
}

function speak(text: string, request: Partial<VoiceRequest> = {}, voice: FliteVoice = "slt"): Promise<Spoken> {
  return new Promise((resolve) => {
    const spoken: Spoken = { pcm: new Int16Array(0), words: [], fault: null };
    embeddedVoice({ voice }).synthesize(
      { text, language: "en-US", format: TELEPHONE_FORMAT, speed: 1, ...request },
      {
        audio: (bytes) => {
          spoken.pcm = mulawToPcm(bytes);
        },
        words: (words) => {
          spoken.words = words;
        },
        done: () => resolve(spoken),
        fault: (fault) => resolve({ ...spoken, fault }),
      },
    );
  });
}

/** Milliseconds before the first 10 ms that are louder than −45 dB. */
function quietMs(pcm: Int16Array): number {
  let at = 0;
  while (at < pcm.length && levelDbOfPcm(pcm.subarray(at, at + 80)) < -45) at += 80;
  return at / 8;
}

afterAll(closeVoice);

describe.each(["slt", "rms", "kal16"] as const)("the voice %s", (voice) => {
  it("speaks a sentence loudly enough, without dead air at its ends", async () => {
    const { pcm } = await speak(SENTENCE, {}, voice);
    expect(pcm.length / 8).toBeGreaterThan(2_000);
    expect(pcm.length / 8).toBeLessThan(4_500);
    expect(Math.abs(peakDbOfPcm(pcm) + 3)).toBeLessThan(0.5);
    expect(levelDbOfPcm(pcm)).toBeGreaterThan(-26);
    expect(quietMs(pcm)).toBeLessThanOrEqual(60);
    expect(quietMs(pcm.slice().reverse())).toBeLessThanOrEqual(120);
  });

  it("begins and ends at zero, so that nothing clicks", async () => {
    const { pcm } = await speak(SENTENCE, {}, voice);
    expect(Math.abs(pcm[0] as number)).toBeLessThan(64);
    expect(Math.abs(pcm[pcm.length - 1] as number)).toBeLessThan(64);
  });

  it("says when each word is heard", async () => {
    const { pcm, words } = await speak(SENTENCE, {}, voice);
    expect(words.map(({ word }) => word).join(" ")).toBe(SENTENCE);
    for (const [index, word] of words.entries()) {
      expect(word.endMs).toBeGreaterThan(word.startMs);
      expect(word.startMs).toBeGreaterThanOrEqual(words[index - 1]?.endMs ?? 0);
    }
    expect(words.at(-1)?.endMs).toBeLessThanOrEqual(pcm.length / 8);
  });
});

describe("the embedded voice", () => {
  it("speaks slower when asked", async () => {
    const usual = (await speak(SENTENCE)).pcm.length;
    const slow = (await speak(SENTENCE, { speed: 0.75 })).pcm.length;
    expect(slow / usual).toBeGreaterThan(1.2);
    expect(slow / usual).toBeLessThan(1.45);
  });

  it("answers from its cache with the same sound", async () => {
    const first = await speak("One moment, please.");
    const second = await speak("One moment, please.");
    expect(second.pcm).toEqual(first.pcm);
  });

  it("skips characters it cannot read", async () => {
    expect((await speak("“Naïve” café — yes ✓")).fault).toBeNull();
  });

  it.each([
    ["Здравствуйте, чем могу помочь?", "en", "voice-language-unsupported"],
    ["Buenos días", "es", "voice-language-unsupported"],
    ["… ✓", "en", "voice-nothing-to-say"],
    ["", "en", "voice-nothing-to-say"],
  ])("reports a fault for %j in %s", async (text, language, code) => {
    expect((await speak(text, { language })).fault?.code).toBe(code);
  });

  it("refuses a format that it does not speak", async () => {
    const fault = (await speak("Hello", { format: { encoding: "pcm16", sampleRateHz: 16_000 } })).fault;
    expect(fault?.code).toBe("voice-format-unsupported");
  });

  it("says nothing after it was cancelled, cached or not", async () => {
    await speak("Cancelled words.");
    const heard: string[] = [];
    const sink = {
      audio: () => heard.push("audio"),
      words: () => heard.push("words"),
      done: () => heard.push("done"),
      fault: () => heard.push("fault"),
    };
    const request = { language: "en", format: TELEPHONE_FORMAT, speed: 1 };
    embeddedVoice()
      .synthesize({ text: "Cancelled words.", ...request }, sink)
      .cancel();
    embeddedVoice()
      .synthesize({ text: "Cancelled before it was made.", ...request }, sink)
      .cancel();
    await speak("A sentence after them.");
    expect(heard).toEqual([]);
  });

  it("speaks again after its thread was ended", async () => {
    await closeVoice();
    expect((await speak("Back again.")).pcm.length).toBeGreaterThan(0);
  });
});
