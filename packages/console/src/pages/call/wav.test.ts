/** A recording becomes two rows of bars. */
import { describe, expect, it } from "vitest";
import { turn } from "./testing.ts";
import { peaksOf, readWav } from "./wav.ts";
import { barsPath, gapStretches, levelsOfTurns, unheardStretches } from "./wave-shapes.ts";

/** Caller and agent, a sample each. */
function wav(frames: [number, number][], more: { declared?: number; extra?: boolean } = {}): ArrayBuffer {
  const extra = more.extra ? [..."LIST", 3, 0, 0, 0, 1, 2, 3, 0] : [];
  const bytes = new ArrayBuffer(44 + extra.length + frames.length * 4);
  const view = new DataView(bytes);
  const put = (at: number, parts: (string | number)[]) =>
    new Uint8Array(bytes, at).set(parts.map((part) => (typeof part === "string" ? part.charCodeAt(0) : part)));
  put(0, [..."RIFF"]);
  put(8, [..."WAVEfmt ", 16, 0, 0, 0, 1, 0, 2, 0, 64, 31, 0, 0, 0, 125, 0, 0, 4, 0, 16, 0]);
  put(36, extra);
  put(36 + extra.length, [..."data"]);
  view.setUint32(40 + extra.length, more.declared ?? frames.length * 4, true);
  frames.forEach(([caller, agent], i) => {
    view.setInt16(44 + extra.length + i * 4, caller, true);
    view.setInt16(46 + extra.length + i * 4, agent, true);
  });
  return bytes;
}
const frames = (count: number, caller: number, agent: number) =>
  Array.from({ length: count }, () => [caller, agent] as [number, number]);

describe("a recording", () => {
  it("keeps the two sides apart, over time", () => {
    const read = readWav(wav([...frames(4_000, 16_000, 0), ...frames(4_000, 0, 16_000)]));
    expect(read?.durationMs).toBe(1_000);
    const peaks = read && peaksOf(read, 4);
    expect(peaks).toEqual({ caller: [1, 1, 0, 0], agent: [0, 0, 1, 1] });
  });

  it("draws a hissing line flat", () => {
    const read = readWav(wav(frames(800, 30, 30)));
    expect(Math.max(...((read && peaksOf(read, 8).caller) ?? [1]))).toBeLessThan(0.15);
  });

  it("is read though it says more than there is, or holds other chunks", () => {
    expect(readWav(wav(frames(80, 1, 1), { declared: 4_000_000_000 }))?.durationMs).toBe(10);
    expect(readWav(wav(frames(80, 1, 1), { extra: true }))?.durationMs).toBe(10);
  });

  it("is not guessed at when it is something else", () => {
    expect([readWav(new ArrayBuffer(0)), readWav(new TextEncoder().encode("<html>not found</html>").buffer)]).toEqual([
      null,
      null,
    ]);
  });
});

describe("the drawing", () => {
  const cut = turn("agent", "0123456789", 1_000, 2_000, { intendedText: "0123456789 01234", interrupted: true });

  it("leaves out bars that nobody would see", () => {
    expect(barsPath([0, 0.5, 0.001], 4, 60, 40, true)).toBe("M4.0 40.0h2.6v20.0h-2.6z");
  });

  it("hatches what was not heard, up to the agent's next word", () => {
    expect(unheardStretches([cut], 10_000)).toEqual([{ startMs: 2_000, endMs: 2_500 }]);
    expect(unheardStretches([cut], 10_000, [400, 1_600])).toEqual([{ startMs: 1_600, endMs: 1_900 }]);
    const next = turn("agent", "Yes.", 2_200, 2_400);
    expect(unheardStretches([cut, next], 10_000)).toEqual([{ startMs: 2_000, endMs: 2_200 }]);
  });

  it("puts each gap before the answer that was waited for", () => {
    const latency = { endpointMs: 300, modelMs: 200, voiceMs: 0, voiceToVoiceMs: 500 };
    expect(gapStretches([turn("agent", "Yes.", 3_000, 4_000, { latency })])).toEqual([
      { cause: "endpoint", startMs: 2_500, endMs: 2_800 },
      { cause: "model", startMs: 2_800, endMs: 3_000 },
    ]);
  });

  it("shows who spoke when, where nothing was recorded", () => {
    const turns = [turn("caller", "Hi.", 0, 500), turn("operator", "Hello.", 500, 1_000)];
    expect(levelsOfTurns(turns, "caller", 4, 1_000)).toEqual([0.4, 0.4, 0, 0]);
    expect(levelsOfTurns(turns, "agent", 4, 1_000)).toEqual([0, 0, 0.4, 0.4]);
  });
});
