/** A call's cost while it lasts, in virtual time. */
import { setImmediate as turn } from "node:timers/promises";
import { VirtualClock } from "@offhook/engine/testing";
import { beforeEach, describe, expect, it } from "vitest";
import { logItem } from "../testing/test-calls.ts";
import type { BilledItem } from "./call-facts.ts";
import { type CostMeter, type MeterParts, meteredLog, startMeter } from "./cost-meter.ts";
import { shown } from "./decimal.ts";
import { priceList } from "./price-list.ts";

const PIN = { carrier: "twilio", direction: "inbound", from: "+442079460018", to: "+14155552671" };
const START = [
  logItem(1, { atMs: 0, type: "call-started", data: { pin: PIN } }),
  logItem(2, { atMs: 0, type: "stream-started", data: { streamId: "MZ1" } }),
];
const heard = (seq: number, seconds: number) => {
  const data = { part: "transcriber", provider: "deepgram/nova-3", usage: { seconds }, reported: true };
  return logItem(seq, { type: "provider-used", data });
};

let clock: VirtualClock;
let saved: { amount: string; seq: number; final: boolean; atMs: number }[];
let problems: unknown[];
beforeEach(() => {
  clock = new VirtualClock();
  saved = [];
  problems = [];
});

function meterOf(before: BilledItem[] = [], parts: Partial<MeterParts> = {}): CostMeter {
  return startMeter({
    ...{ clock, startedAtMs: 0, before, prices: () => priceList(), changed: () => {}, tick: () => {} },
    problem: (error) => problems.push(error),
    async save(cost, seq, final) {
      saved.push({ amount: shown(cost.total), seq, final, atMs: clock.nowMs() });
    },
    ...parts,
  });
}

async function pass(untilMs: number): Promise<void> {
  // After each, what was begun to be stored is stored.
  while (clock.runNext(untilMs)) await turn();
  clock.moveTo(untilMs);
}

describe("a cost meter", () => {
  it("knows nothing, then a minute of the line, then what was heard", () => {
    const meter = meterOf();
    expect(meter.current()).toMatchObject({ items: [], total: 0n });
    meter.take(START);
    expect(shown(meter.current().total)).toBe("0.0129");
    meter.take([logItem(3, { type: "audio-sent" }), heard(4, 30)]);
    expect(shown(meter.current().total)).toBe("0.0168");
  });

  it("stores at most every five seconds, only what has changed, and the last amount for good", async () => {
    const meter = meterOf();
    meter.take(START);
    await pass(4_900);
    expect(saved).toEqual([]);
    await pass(59_000);
    expect(saved).toEqual([{ amount: "0.0129", seq: 2, final: false, atMs: 5_000 }]);
    await pass(66_000);
    expect(saved.at(-1)).toEqual({ amount: "0.0258", seq: 2, final: false, atMs: 65_000 });
    meter.take([heard(3, 60), logItem(4, { atMs: 66_000, type: "call-ended", kind: "decision" })]);
    await meter.close();
    expect(saved.at(-1)).toEqual({ amount: "0.0335", seq: 4, final: true, atMs: 66_000 });
    expect(clock.waiting).toBe(0);
  });

  it("goes on from the log of another worker, and passes over what that has already", () => {
    const meter = meterOf([...START, heard(3, 60)]);
    meter.take([heard(3, 60), heard(4, 60)]);
    expect(shown(meter.current().total)).toBe("0.0283");
  });

  it("leaves the store alone once another worker has the call", async () => {
    const meter = meterOf();
    meter.take(START);
    meter.stop();
    await pass(60_000);
    expect([saved, clock.waiting]).toEqual([[], 0]);
  });

  it("tells of every use at once", () => {
    const told: string[] = [];
    const meter = meterOf([], { changed: ({ total }) => void told.push(shown(total)) });
    meter.take([...START, heard(3, 60)]);
    meter.take([logItem(4, { type: "mark-reached" })]);
    expect(told).toEqual(["0.0206"]);
  });

  it("tries again when storing fails, and never rejects", async () => {
    let works = false;
    const meter = meterOf(START, {
      async save({ total }, seq, final) {
        if (!works) throw new Error("no database");
        saved.push({ amount: shown(total), seq, final, atMs: clock.nowMs() });
      },
    });
    await pass(6_000);
    expect([problems.length, saved]).toEqual([1, []]);
    works = true;
    await pass(11_000);
    expect(saved).toMatchObject([{ amount: "0.0129", atMs: 10_000 }]);
    works = false;
    await meter.close();
    expect(problems).toHaveLength(2);
  });

  it("does not pile up behind a database that does not answer", async () => {
    let asked = 0;
    meterOf(START, {
      save() {
        asked += 1;
        return new Promise(() => {});
      },
    });
    await pass(600_000);
    expect(asked).toBe(1);
  });

  it("hears everything that a log is given", async () => {
    const appended: number[] = [];
    const meter = meterOf();
    const log = meteredLog(
      {
        append: (items) => appended.push(...items.map(({ seq }) => seq)),
        flush: async () => ({ ok: true, value: true }),
      },
      meter,
    );
    log.append(START);
    expect(appended).toEqual([1, 2]);
    expect(meter.current().items).toHaveLength(2);
    expect(await log.flush()).toEqual({ ok: true, value: true });
  });
});
