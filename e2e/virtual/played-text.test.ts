/**
 * The transcript's last word of each agent turn is the last word that the line played, to one word: in whole calls with
 * interruptions at every place, sounds that were nothing, and a line that drops.
 */
import { replay } from "@offhook/engine/call";
import type { WordTime } from "@offhook/engine/ports";
import type { LineScript } from "@offhook/twin-twilio";
import { describe, expect, it } from "vitest";
import { type PlayedTurn, playedTurns, type StoredTurn } from "../played/played-turns.ts";
import { speaksAt } from "./speaks-at.ts";
import { deafTranscriber, noiseOf, noiseVoice, talkativeModel, type VirtualCall, virtualCall } from "./virtual-call.ts";

const LONG =
  "This is a rather long answer to what you asked, and it goes on for a good while longer than that. " +
  "It has a second sentence as well, so that there is something left to be said. And here is a third one.";
/** The caller asks while nobody speaks, and speaks again while the agent answers. */
const ASKS_FROM_MS = 7_000;
const ANSWERED_FROM_MS = 9_200;

/** Every word as long as its share of letters. */
function wordTimes(text: string): WordTime[] {
  const durationMs = noiseOf(text).length / 8;
  const words = text.split(" ");
  const letters = text.length + 1;
  let passed = 0;
  return words.map((word) => {
    const startMs = Math.round((passed / letters) * durationMs);
    passed += word.length + 1;
    return { word, startMs, endMs: Math.round((passed / letters) * durationMs) };
  });
}

interface Line {
  /** Speaks over the answer, so long after it began. */
  speaksAfterMs?: number;
  /** What is understood of that; empty: it was a cough. */
  words?: string;
  line?: LineScript;
  timed?: boolean;
}

async function call({ speaksAfterMs, words = "no, wait, stop it please.", line = {}, timed = true }: Line) {
  const overAgent: [number, number][] =
    speaksAfterMs === undefined ? [] : [[ANSWERED_FROM_MS + speaksAfterMs, ANSWERED_FROM_MS + speaksAfterMs + 700]];
  let heard = 0;
  const made = await virtualCall({
    caller: speaksAt([ASKS_FROM_MS, ASKS_FROM_MS + 900], ...overAgent),
    transcriber: (clock) => deafTranscriber(clock, () => (heard++ === 0 ? "tell me about it please." : words)),
    model: (clock) => talkativeModel(clock, () => LONG),
    voices: (clock) => [noiseVoice(clock, timed ? wordTimes : undefined)],
    line,
    resumes: true,
  });
  await made.clock.advanceBy(ANSWERED_FROM_MS + 22_000);
  made.twinCall.hangUp();
  await made.clock.runUntil(() => made.finished(), 10_000);
  expect(replay(made.log).same).toBe(true);
  return made;
}

async function turnsOf(made: VirtualCall, timed = true): Promise<PlayedTurn[]> {
  const { log, twinCall } = made;
  const turns = new Map<string, StoredTurn>();
  for (const { kind, type, data } of log) {
    if (kind === "decision" && type === "agent-turn") turns.set(String(data.id), data as unknown as StoredTurn);
  }
  const takesOf = async ({ text }: { text: string }) => [
    { audio: noiseOf(text), words: timed ? wordTimes(text) : null },
  ];
  return playedTurns({
    ...{ events: log, turns: [...turns.values()], heard: twinCall.heard, streams: twinCall.streams },
    takesOf,
  });
}

const off = (turns: readonly PlayedTurn[]): PlayedTurn[] =>
  turns.filter(({ storedWords, playedWords }) => Math.abs(storedWords - playedWords) > 1);

describe("what is stored of each agent turn ends within one word of what was played", () => {
  const places = Array.from({ length: 30 }, (_, index) => 150 + index * 230);

  it.each([true, false])("the caller interrupts at any place (word times: %s)", async (timed) => {
    let interrupted = 0;
    for (const speaksAfterMs of places) {
      const made = await call({ speaksAfterMs, timed });
      const turns = await turnsOf(made, timed);
      expect(off(turns), `interrupted after ${speaksAfterMs} ms`).toEqual([]);
      interrupted += made.log.filter(({ type }) => type === "speech-dropped").length;
    }
    expect(interrupted).toBeGreaterThanOrEqual(20);
  });

  it("a cough at any place: nothing is missing, nothing is counted twice", async () => {
    for (const speaksAfterMs of places.slice(0, 20)) {
      const made = await call({ speaksAfterMs, words: "" });
      const turns = await turnsOf(made);
      expect(off(turns), `a cough after ${speaksAfterMs} ms`).toEqual([]);
      expect(turns.some(({ text }) => text.endsWith("here is a third one."))).toBe(true);
    }
  });

  it("the line drops at any place, and the agent says the cut sentence again", async () => {
    for (const dropAtMs of places.slice(2, 22).map((ms) => ANSWERED_FROM_MS + ms)) {
      const made = await call({ line: { dropAtMs } });
      expect(off(await turnsOf(made)), `dropped at ${dropAtMs} ms`).toEqual([]);
    }
  });
});
