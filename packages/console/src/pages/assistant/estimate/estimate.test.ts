import { describe, expect, it } from "vitest";
import { answerTime } from "./answer-time.ts";
import { priceAMinute } from "./price-a-minute.ts";

const priced = (kind: "model" | "voice" | "transcriber", ...prices: [amount: string, per: string][]) => ({
  kind,
  prices: prices.map(([amount, per]) => ({
    ...{ amount, per, currency: "USD" as const, asOf: "2026-11-22", source: "", verified: true },
  })),
});

describe("a minute", () => {
  it("is sixty seconds for who listens, and half of it for who speaks", () => {
    expect(priceAMinute(priced("transcriber", ["0.0077", "minute"]), 0)).toBeCloseTo(0.0077);
    expect(priceAMinute(priced("transcriber", ["0.18", "hour"]), 0)).toBeCloseTo(0.003);
    expect(priceAMinute(priced("transcriber", ["0", "second"]), 0)).toBe(0);
    expect(priceAMinute(priced("voice", ["0.030", "1000 characters"]), 0)).toBeCloseTo(0.0135);
    expect(priceAMinute(priced("voice", ["0.02", "minute"]), 0)).toBeCloseTo(0.01);
  });

  it("reads the prompt with every answer", () => {
    const model = priced("model", ["0.4", "1000000 input-tokens"], ["1.6", "1000000 output-tokens"]);
    const short = priceAMinute(model, 0) ?? 0;
    expect(short).toBeCloseTo((2_000 * 0.4 + 130 * 1.6) / 1_000_000);
    expect((priceAMinute(model, 10_000) ?? 0) - short).toBeCloseTo((40_000 * 0.4) / 1_000_000);
  });

  it("is unknown where one price is, and not nought", () => {
    expect(priceAMinute(priced("model", ["0.4", "1000000 input-tokens"]), 100)).toBeNull();
    expect(priceAMinute(priced("voice", ["1", "1000000 audio-output-tokens"]), 0)).toBeNull();
    expect(priceAMinute(priced("transcriber"), 0)).toBeNull();
  });
});

describe("the wait for an answer", () => {
  const known = { wait: 340, transcriber: 150, model: 400, voice: 90, thinkAhead: true };

  it("thinks while it makes sure that the caller has finished", () => {
    expect(answerTime(known)).toEqual({
      totalMs: 640,
      parts: [
        { cause: "endpoint", ms: 340 },
        { cause: "model", ms: 210 },
        { cause: "voice", ms: 90 },
      ],
    });
    expect(answerTime({ ...known, model: 100 })?.totalMs).toBe(430);
  });

  it("takes one after the other where it may not think ahead", () => {
    expect(answerTime({ ...known, thinkAhead: false })?.totalMs).toBe(340 + 400 + 90);
    expect(answerTime({ ...known, thinkAhead: false, transcriber: 800 })?.totalMs).toBe(800 + 400 + 90);
  });

  it("needs no model for a flow, and is unknown where a part is", () => {
    expect(answerTime({ ...known, model: undefined })?.totalMs).toBe(430);
    expect(answerTime({ ...known, model: null })).toBeNull();
    expect(answerTime({ ...known, voice: null })).toBeNull();
  });
});
