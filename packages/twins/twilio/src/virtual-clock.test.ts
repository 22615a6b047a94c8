import { describe, expect, it } from "vitest";
import { VirtualClock } from "./virtual-clock.ts";

describe("virtual time", () => {
  it("runs what is due, in the order of its time, then of its setting", async () => {
    const clock = new VirtualClock(0);
    const ran: string[] = [];
    clock.at(20, () => ran.push(`b at ${clock.nowMs()}`));
    clock.at(20, () => ran.push(`c at ${clock.nowMs()}`));
    clock.at(10, () => ran.push(`a at ${clock.nowMs()}`));
    clock.at(5, () => ran.push("never")).cancel();
    await clock.advanceTo(15);
    expect(ran).toEqual(["a at 10"]);
    expect(clock.nowMs()).toBe(15);
    await clock.runUntilIdle();
    expect(ran).toEqual(["a at 10", "b at 20", "c at 20"]);
  });

  it("lets promises come to rest before it goes on", async () => {
    const clock = new VirtualClock(0);
    const seenMs: number[] = [];
    clock.at(10, async () => {
      for (let step = 0; step < 50; step++) await Promise.resolve();
      seenMs.push(clock.nowMs());
    });
    clock.at(20, () => seenMs.push(clock.nowMs()));
    await clock.advanceTo(30);
    expect(seenMs).toEqual([10, 20]);
  });

  it("stands still while something outside is waited for", async () => {
    const clock = new VirtualClock(0);
    const seenMs: number[] = [];
    const outside = new Promise<void>((resolve) => setTimeout(resolve, 5));
    clock.at(10, () => void clock.hold(outside).then(() => seenMs.push(clock.nowMs())));
    await clock.advanceTo(1_000);
    expect(seenMs).toEqual([10]);
  });

  it("stops where it is told to", async () => {
    const clock = new VirtualClock(0);
    let ticks = 0;
    const tick = () => {
      ticks += 1;
      clock.at(clock.nowMs() + 20, tick);
    };
    tick();
    expect(await clock.runUntil(() => ticks === 10)).toBe(true);
    expect(clock.nowMs()).toBe(180);
    expect(await clock.runUntil(() => false, 100)).toBe(false);
  });
});
