import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CallerAudio } from "./caller-audio.ts";

/** Collects what comes out; frames are filled with their chunk number. */
function listen(ageMs: () => number = () => Number.POSITIVE_INFINITY) {
  const pieces: { bytes: Uint8Array; audioMs: number }[] = [];
  const irregular: string[] = [];
  const audio = new CallerAudio(
    {
      audio: (bytes, audioMs) => pieces.push({ bytes, audioMs }),
      irregular: (what) => irregular.push(what),
    },
    ageMs,
  );
  const push = (chunk: number, timestampMs = (chunk - 1) * 20) =>
    audio.push({
      event: "media",
      streamSid: "MZ",
      sequenceNumber: chunk + 1,
      chunk,
      timestampMs,
      audio: new Uint8Array(160).fill(chunk % 250),
    });
  /** One number a frame; 255 is silence. */
  const frames = () => pieces.map(({ bytes }) => bytes[0]);
  return { audio, push, pieces, irregular, frames };
}

describe("the caller's audio", () => {
  it("passes untouched when nothing is wrong", () => {
    const { push, frames, pieces, irregular } = listen();
    for (const chunk of [1, 2, 3]) push(chunk);
    expect(frames()).toEqual([1, 2, 3]);
    expect(pieces.map(({ audioMs }) => audioMs)).toEqual([0, 20, 40]);
    expect(irregular).toEqual([]);
  });

  it("drops what comes twice", () => {
    const { push, frames, irregular } = listen();
    for (const chunk of [1, 2, 2, 1, 3]) push(chunk);
    expect(frames()).toEqual([1, 2, 3]);
    expect(irregular).toEqual(["twilio-media-duplicate", "twilio-media-duplicate"]);
  });

  it("puts an overtaken frame back in its place", () => {
    const { push, frames, irregular } = listen();
    for (const chunk of [1, 3, 4, 2, 5]) push(chunk);
    expect(frames()).toEqual([1, 2, 3, 4, 5]);
    expect(irregular).toEqual([]);
  });

  it("waits 60 ms for a missing frame, then puts silence there, and a later copy is late", () => {
    const { push, frames, pieces, irregular } = listen();
    for (const chunk of [1, 3, 4, 5, 6, 2, 7]) push(chunk);
    expect(frames()).toEqual([1, 255, 3, 4, 5, 6, 7]);
    expect(pieces.map(({ audioMs }) => audioMs)).toEqual([0, 20, 40, 60, 80, 100, 120]);
    expect(irregular).toEqual(["twilio-media-gap", "twilio-media-late"]);
  });

  it("puts silence where the carrier itself had nothing: chunks go on, time stamps leap", () => {
    const { push, frames } = listen();
    push(1, 0);
    push(2, 80);
    expect(frames()).toEqual([1, 255, 255, 255, 2]);
  });

  it("takes time stamps that wander by a few milliseconds for no gap", () => {
    const { push, pieces, irregular } = listen();
    for (const [at, timestampMs] of [5, 26, 43, 65, 84].entries()) push(at + 1, timestampMs);
    expect(pieces.map(({ audioMs }) => audioMs)).toEqual([5, 25, 45, 65, 85]);
    expect(irregular).toEqual([]);
  });

  it("shortens a leap of an hour to ten seconds, and goes on from there", () => {
    const { push, pieces, irregular } = listen();
    push(1, 0);
    push(2, 3_600_000);
    push(3, 3_600_020);
    expect(pieces.at(-1)?.audioMs).toBe(20 + 10_000 + 20);
    expect(pieces).toHaveLength(1 + 500 + 2);
    expect(irregular).toEqual(["twilio-media-jump", "twilio-media-gap"]);
  });

  it("goes on by its own count when time stamps run backwards", () => {
    const { push, pieces, frames, irregular } = listen();
    push(1, 5_000);
    push(2, 0);
    push(3, 20);
    expect(frames()).toEqual([1, 2, 3]);
    expect(pieces.map(({ audioMs }) => audioMs)).toEqual([5_000, 5_020, 5_040]);
    expect(irregular).toEqual(["twilio-media-jump"]);
  });

  it("lets out what it held back when the stream ends", () => {
    const { audio, push, frames } = listen();
    push(1);
    push(3);
    audio.flush();
    expect(frames()).toEqual([1, 255, 3]);
  });

  it("never runs backwards, never holds more than three frames, whatever comes", () => {
    const message = fc.tuple(fc.nat(1e15), fc.nat(1e15));
    const near = fc.tuple(fc.nat(40), fc.nat(2_000));
    fc.assert(
      fc.property(fc.array(fc.oneof(near, message), { maxLength: 60 }), (messages) => {
        const { push, pieces } = listen();
        let before = 0;
        for (const [chunk, timestampMs] of messages) {
          push(chunk, timestampMs);
          expect(pieces.length - before).toBeLessThanOrEqual(4 * 501);
          before = pieces.length;
        }
        for (let at = 1; at < pieces.length; at++) {
          const [earlier, later] = [pieces[at - 1], pieces[at]];
          const expected = (earlier?.audioMs ?? 0) + (earlier?.bytes.length ?? 0) / 8;
          expect(Math.abs((later?.audioMs ?? 0) - expected)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it("is never more than there was time for: leaps put no silence into the future", () => {
    const { push, pieces, irregular } = listen(() => 5_000);
    push(1, 0);
    for (let chunk = 2; chunk <= 100; chunk++) push(chunk, chunk % 2 === 0 ? chunk * 60_000 : chunk);
    const lastMs = pieces.at(-1)?.audioMs ?? 0;
    expect(lastMs).toBeLessThan(5_000 + 200 + 2_000);
    expect(irregular).toContain("twilio-media-jump");
  });

  it("may come ten seconds at once, in order; more is a flood, and what comes in time is heard again", () => {
    let ageMs = 0;
    const { push, pieces, irregular } = listen(() => ageMs);
    for (let chunk = 1; chunk <= 1_000; chunk++) push(chunk);
    expect(pieces.slice(0, 500).map(({ audioMs }) => audioMs)).toEqual(Array.from({ length: 500 }, (_, at) => at * 20));
    expect(pieces).toHaveLength(601);
    expect(irregular).toEqual(Array(399).fill("twilio-media-flood"));
    ageMs = 21_000;
    push(1_001);
    expect(pieces.at(-1)?.audioMs).toBe(601 * 20);
  });

  it("is not made deaf by chunk numbers that cannot be", () => {
    const { push, frames } = listen();
    push(1);
    for (const chunk of [9e14, 9e14 + 5, 7e14, 8e14, 6e14]) push(chunk, 20);
    for (const chunk of [2, 3]) push(chunk);
    expect(frames()).toEqual([1, 2, 3]);
    // Near enough to be believed: what follows is old, until half a second of it has followed on itself.
    for (const chunk of [304, 303, 302, 301]) push(chunk, 60);
    for (let chunk = 4; chunk <= 40; chunk++) push(chunk);
    expect(frames().slice(-13)).toEqual(Array.from({ length: 13 }, (_, at) => 28 + at));
  });
});
