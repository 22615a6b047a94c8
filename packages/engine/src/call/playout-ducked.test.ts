/** The agent goes on 12 dB quieter while it is unsure whether it was interrupted. */
import { describe, expect, it } from "vitest";
import { levelDbOfMulaw, mulawToPcm, noise, pcmToMulaw } from "../audio/index.ts";
import type { Leg } from "../ports.ts";
import { TELEPHONE_FORMAT } from "../ports.ts";
import { Playout } from "./playout.ts";

const CLAUSE_MS = 3_000;
const CUT_AT_MS = 1_000;
const LOUD = pcmToMulaw(noise({ durationMs: CLAUSE_MS, levelDb: -20, seed: 7 }));

function duckedAt(cutAtMs: number) {
  const sent: Uint8Array[] = [];
  const marks: string[] = [];
  let clears = 0;
  const leg: Leg = {
    ...{ streamId: "MZ1", format: TELEPHONE_FORMAT, close: () => {} },
    send: (audio) => void sent.push(audio.slice()),
    mark: (name) => void marks.push(name),
    clear: () => void clears++,
  };
  const playout = new Playout({ sent: () => {}, playing: () => {}, cleared: () => {} });
  playout.attach(leg, 1);
  const sound = playout.reserve("utt_1", 0);
  playout.grow(sound, LOUD, 0);
  playout.grow(sound, null, 0);
  let nowMs = 0;
  const passUntil = (untilMs: number): void => {
    for (; nowMs <= untilMs; nowMs += 20) playout.pump(nowMs);
    nowMs = untilMs;
  };
  passUntil(cutAtMs);
  playout.clear(2, nowMs);
  sent.length = 0;
  marks.length = 0;
  playout.duck(nowMs);
  passUntil(nowMs + 500);
  const heard = (): Uint8Array => Buffer.concat(sent);
  return { playout, passUntil, marks, clears: () => clears, heard, forget: () => sent.splice(0), nowMs: () => nowMs };
}

/** 1: the same sound, however loud. */
function likeness(one: Int16Array, other: Int16Array): number {
  const product = (a: Int16Array, b: Int16Array): number =>
    a.reduce((sum, sample, at) => sum + sample * (b[at] ?? 0), 0);
  return product(one, other) / Math.sqrt(product(one, one) * product(other, other));
}

describe("ducked", () => {
  it("goes on where it was cut, 12 dB quieter, and no mark says that it was heard", () => {
    const { heard, marks } = duckedAt(CUT_AT_MS);
    const same = LOUD.subarray(CUT_AT_MS * 8, CUT_AT_MS * 8 + heard().length);
    expect(heard().length).toBeGreaterThanOrEqual(500 * 8);
    expect(levelDbOfMulaw(heard()) - levelDbOfMulaw(same)).toBeCloseTo(-12, 0);
    expect(likeness(mulawToPcm(heard()), mulawToPcm(same))).toBeGreaterThan(0.99);
    expect(marks).toEqual([]);
  });

  it("was nothing: the clause again from its beginning, as loud as before", () => {
    const { playout, forget, heard, passUntil, nowMs, clears, marks } = duckedAt(CUT_AT_MS);
    const before = clears();
    forget();
    playout.resume("utt_1", 0, nowMs());
    passUntil(nowMs() + 1_000);
    expect(clears()).toBe(before + 1);
    expect(Buffer.compare(heard(), LOUD.subarray(0, heard().length))).toBe(0);
    expect(marks.length).toBeGreaterThan(3);
  });

  it("was an interruption: what still plays is cleared", () => {
    const { playout, forget, heard, passUntil, nowMs, clears } = duckedAt(CUT_AT_MS);
    const before = clears();
    forget();
    playout.drop(nowMs());
    passUntil(nowMs() + 1_000);
    expect([clears(), heard().length]).toEqual([before + 1, 0]);
  });
});
