import { describe, expect, it } from "vitest";
import type { LineScript } from "./line-script.ts";
import { only, STREAM, setUp } from "./testing/test-server.ts";

/** A call of two seconds on such a line; when each message arrived, since the stream's start. */
async function twoSeconds(line: LineScript) {
  const world = setUp({ "/voice": STREAM });
  const call = world.place({ line });
  await world.clock.advanceBy(1);
  const far = only(world.streams);
  const arrivedMs: number[] = [];
  const startMs = world.clock.nowMs() - 1;
  let seen = far.messages.length;
  for (let ms = 0; ms < 2_000; ms += 5) {
    await world.clock.advanceBy(5);
    const fresh = far.messages.slice(seen).filter(({ event }) => event === "media");
    seen = far.messages.length;
    for (const _ of fresh) arrivedMs.push(world.clock.nowMs() - startMs);
  }
  const chunks = far.of("media").map(({ media }) => Number(media?.chunk));
  const timestamps = far.of("media").map(({ media }) => Number(media?.timestamp));
  return { ...world, call, far, arrivedMs, chunks, timestamps };
}

const ascending = (numbers: number[]) => numbers.every((each, at) => at === 0 || each > (numbers[at - 1] ?? 0));

describe("a line with", () => {
  it("nothing wrong gives a frame every 20 ms", async () => {
    const { arrivedMs, chunks } = await twoSeconds({});
    expect(chunks).toHaveLength(100);
    expect(arrivedMs[99]).toBeLessThanOrEqual(2_001);
  });

  it("jitter keeps the order", async () => {
    const { arrivedMs, chunks } = await twoSeconds({ jitterMs: 200 });
    expect(ascending(chunks)).toBe(true);
    const gapsMs = arrivedMs.map((each, at) => each - (arrivedMs[at - 1] ?? 0));
    expect(Math.max(...gapsMs)).toBeGreaterThan(60);
  });

  it("loss leaves holes in the time stamps, none in the chunks", async () => {
    const { chunks, timestamps } = await twoSeconds({ lossPercent: 10 });
    expect(chunks).toEqual(chunks.map((_, at) => at + 1));
    expect(chunks.length).toBeLessThan(98);
    expect(timestamps.at(-1)).toBeGreaterThan(1_900);
  });

  it("a stall lets nothing through, then everything at once", async () => {
    const { arrivedMs, chunks } = await twoSeconds({ stalls: [{ atMs: 500, forMs: 1_000 }] });
    expect(arrivedMs.filter((ms) => ms > 505 && ms < 1_495)).toEqual([]);
    expect(arrivedMs.filter((ms) => ms >= 1_495 && ms <= 1_510).length).toBeGreaterThan(45);
    expect(chunks).toEqual(chunks.map((_, at) => at + 1));
  });

  it("bursts gives frames in heaps", async () => {
    const { arrivedMs } = await twoSeconds({ bursts: { everyMs: 500, holdMs: 400 } });
    expect(new Set(arrivedMs).size).toBeLessThan(40);
  });

  it("more audio than time gives three frames a tick", async () => {
    const { chunks, timestamps } = await twoSeconds({ faster: { fromMs: 0, toMs: 1_000, times: 3 } });
    expect(chunks.length).toBeGreaterThan(190);
    expect(timestamps.at(-1)).toBeGreaterThan(3_800);
  });

  it("doubled and overtaken messages keeps their numbers", async () => {
    const { chunks } = await twoSeconds({ duplicatePercent: 20, reorderPercent: 20 });
    expect(chunks.length).toBeGreaterThan(105);
    expect(ascending(chunks)).toBe(false);
    expect(new Set(chunks).size).toBeGreaterThanOrEqual(99);
  });

  it("the same seed is the same line", async () => {
    const line = { jitterMs: 100, lossPercent: 5, reorderPercent: 5 };
    const [one, other] = [await twoSeconds(line), await twoSeconds(line)];
    expect(other.arrivedMs).toEqual(one.arrivedMs);
    expect(other.chunks).toEqual(one.chunks);
  });

  it.each([
    ["never", []],
    ["duplicate", ["m", "m"]],
    [{ lateMs: 300 }, ["m"]],
  ] as const)("marks %j", async (marks, expected) => {
    const { clock, place, streams } = setUp({ "/voice": STREAM });
    place({ line: { marks } });
    await clock.advanceBy(1);
    only(streams).mark("m");
    await clock.advanceBy(200);
    expect(only(streams).marks).toEqual(typeof marks === "object" ? [] : expected);
    await clock.advanceBy(200);
    expect(only(streams).marks).toEqual(expected);
  });

  it.each([{ dropAtMs: 500 }, { resetAtMs: 500 }])(
    "a sudden end %j has no `stop`, and the call goes on",
    async (line) => {
      const { clock, place, streams } = setUp({ "/voice": `${STREAM}<Say>Hello again.</Say>` });
      const call = place({ line });
      await clock.runUntilIdle();
      expect(only(streams).of("stop")).toEqual([]);
      expect(only(streams).closedWith).toBe(null);
      expect(call.said).toEqual(["Hello again."]);
      expect(call.streams[0]?.endedBecause).toBe("line-dropped");
    },
  );

  it("no `stop` just closes the socket at the call's end", async () => {
    const { clock, place, streams } = setUp({ "/voice": STREAM });
    const call = place({ line: { noStop: true } });
    await clock.advanceBy(100);
    call.hangUp();
    await clock.runUntilIdle();
    expect(only(streams).of("stop")).toEqual([]);
    expect(only(streams).closedWith).toBe(1000);
  });

  it("loss towards the caller is heard as silence, and recorded so", async () => {
    const { clock, place, streams } = setUp({ "/voice": STREAM });
    const call = place({ line: { agentLossPercent: 100 } });
    await clock.advanceBy(1);
    only(streams).play(8_000, 1);
    await clock.advanceBy(500);
    expect([...call.heard]).not.toContain(1);
  });
});
