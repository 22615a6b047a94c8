/** The checker itself: it finds where playing ended, however the line cut it, and says so when a text claims more. */
import { noise, pcmToMulaw } from "@offhook/engine/audio";
import type { LogItem } from "@offhook/engine/ports";
import { describe, expect, it } from "vitest";
import { playedTurns } from "./played-turns.ts";
import { playedWords, type Take } from "./played-words.ts";

const TEXT = "We are open from nine in the morning until six in the evening.";
const WORD_MS = 200;
const WORDS = TEXT.split(" ");
const voice = (seed: number): Take => ({
  audio: pcmToMulaw(noise({ durationMs: WORDS.length * WORD_MS, levelDb: -20, seed })),
  words: WORDS.map((word, index) => ({ word, startMs: index * WORD_MS, endMs: (index + 1) * WORD_MS })),
});
const [take, other] = [voice(1), voice(2)] as [Take, Take];
const silence = (bytes: number): Uint8Array => new Uint8Array(bytes).fill(0xff);
const line = (...parts: Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));
const upTo = (words: number, of = take): Uint8Array => of.audio.subarray(0, words * WORD_MS * 8);
const count = (played: Uint8Array, takes: Take[] = [take]): number => playedWords({ text: TEXT, takes }, played).words;

describe("words in what was played", () => {
  it.each([0, 1, 5, 13])("are counted up to the cut: %i", (words) => {
    expect(count(line(silence(777), upTo(words), silence(4_000)))).toBe(words);
  });

  it("are counted once, though the line stalled between them and the clause was begun again", () => {
    const [head, tail] = [take.audio.subarray(0, 5_000), take.audio.subarray(5_000, 9_600)];
    expect(count(line(head, silence(3_000), tail))).toBe(6);
    expect(count(line(upTo(4), silence(999), take.audio))).toBe(13);
  });

  it("are found whichever voice spoke them", () => {
    expect(count(line(upTo(3), silence(800), upTo(9, other)), [take, other])).toBe(9);
  });

  it("are none of another clause's", () => {
    expect(count(line(silence(500), other.audio))).toBe(0);
  });

  it("have their place by letters where a voice gives no times", () => {
    const timeless = { ...take, words: null };
    const half = take.audio.subarray(0, take.audio.length / 2);
    expect(playedWords({ text: TEXT, takes: [timeless] }, half)).toEqual({ words: 7, by: "share" });
  });
});

describe("a turn's stored text beside what was played of it", () => {
  const item = (kind: LogItem["kind"], type: string, atMs: number, data: Record<string, unknown>): LogItem =>
    ({ seq: 1, audioMs: null, hash: "", kind, type, atMs, data }) as LogItem;
  const check = (playedWordsCount: number, text: string) => {
    const played = upTo(playedWordsCount);
    return playedTurns({
      events: [
        item("input", "stream-started", 10, {}),
        item("command", "speak", 20, { utteranceId: "utt_1", clause: 0, text: TEXT, language: "en", speed: 1 }),
        item("input", "audio-sent", 20, { utteranceId: "utt_1", clause: 0, mark: "m1" }),
      ],
      turns: [{ id: "turn_1", speaker: "agent", text, startMs: 20, endMs: 2_000 }],
      heard: line(silence(160), played, silence(160)),
      streams: [
        {
          ...{ streamSid: "MZ1", parameters: {}, startedAtMs: 0, firstByte: 0, clears: [] },
          ...{ marks: [{ name: "m1", atByte: played.length + 160 }], endedAtMs: null, endedBecause: null },
        },
      ],
      takesOf: async () => [take],
    });
  };

  it("is the same number of words", async () => {
    const [turn] = await check(8, WORDS.slice(0, 8).join(" "));
    expect(turn).toMatchObject({ storedWords: 8, playedWords: 8, by: "word-times" });
  });

  it("is off by three where three words are claimed that nobody heard", async () => {
    const [turn] = await check(5, WORDS.slice(0, 8).join(" "));
    expect(turn).toMatchObject({ storedWords: 8, playedWords: 5 });
  });
});
