/** Providers that are late, fail or break off: the first to answer is heard, once, and the others are called off. */
import { describe, expect, it } from "vitest";
import type { Fault } from "../ports.ts";
import { VirtualClock } from "../testing/virtual-clock.ts";
import { type Attempt, Attempts, type AttemptTimes } from "./attempts.ts";

const TIMES = { hedgeMs: 500, firstMs: 1_200, stallMs: 800 };
const fault = (code: string): Fault => ({ code, message: "scripted", retryable: true });

/** What each does, and when: `says` at these times, then `ends` or `fails`. */
interface Script {
  says?: readonly number[];
  endsMs?: number;
  failsMs?: number;
  refusesAtOnce?: boolean;
}

function ask(scripts: Record<string, Script>, mayWaitUntilMs = 0, times: AttemptTimes = TIMES) {
  const clock = new VirtualClock();
  const told: string[] = [];
  const tell = (what: string): void => void told.push(`${clock.nowMs()} ${what}`);
  const attempts = new Attempts<string>(Object.keys(scripts), times, clock, {
    start: (name, attempt) => play(clock, name, scripts[name] ?? {}, attempt, tell),
    answered: (name, afterMs) => tell(`${name} answered after ${afterMs}`),
    hedged: (name) => tell(`${name} late`),
    failed: (name, { code }, begun) => tell(`${name} ${begun ? "broke" : "failed"}: ${code}`),
    lost: (name) => tell(`${name} lost`),
    broke: (_, again) => again(),
    exhausted: (tried) => tell(`nobody of ${tried}`),
    mayWait: () => clock.nowMs() < mayWaitUntilMs,
    lateFault: () => fault("late"),
    stalledFault: () => fault("stalled"),
  });
  attempts.start();
  const pass = (ms: number): string[] => {
    const untilMs = clock.nowMs() + ms;
    while (clock.runNext(untilMs));
    clock.moveTo(untilMs);
    return told;
  };
  return { attempts, pass };
}

function play(clock: VirtualClock, name: string, script: Script, attempt: Attempt, tell: (what: string) => void) {
  if (script.refusesAtOnce) attempt.failed(fault("refused"));
  const startedAtMs = clock.nowMs();
  const at = (ms: number, run: () => void) => clock.at(startedAtMs + ms, run);
  const timers = [
    ...(script.says ?? []).map((ms) => at(ms, () => attempt.alive() && tell(`${name} heard`))),
    ...(script.endsMs === undefined ? [] : [at(script.endsMs, () => attempt.done() && tell(`${name} done`))]),
    ...(script.failsMs === undefined ? [] : [at(script.failsMs, () => attempt.failed(fault("lost")))]),
  ];
  return {
    cancel() {
      for (const timer of timers) timer.cancel();
    },
  };
}

describe("providers in a list", () => {
  it("asks one only, as long as it is in time", () => {
    const { pass } = ask({ one: { says: [100], endsMs: 200 }, two: { says: [10] } });
    expect(pass(5_000)).toEqual(["100 one answered after 100", "100 one heard", "200 one done"]);
  });

  it("waits longer for one that is alone, and not for the last of several", () => {
    const patient = { ...TIMES, aloneMs: 3_000 };
    const slow = ask({ one: { says: [2_500], endsMs: 2_600 } }, 0, patient);
    expect(slow.pass(5_000)).toEqual(["2500 one answered after 2500", "2500 one heard", "2600 one done"]);
    const silent = ask({ one: {} }, 0, patient);
    expect(silent.pass(5_000)).toEqual(["3000 one failed: late", "3000 nobody of 1"]);
    const two = ask({ one: { refusesAtOnce: true }, two: {} }, 0, patient);
    expect(two.pass(5_000)).toEqual(["0 one failed: refused", "1200 two failed: late", "1200 nobody of 2"]);
  });

  it("asks the next at once when one refuses", () => {
    const { pass } = ask({ one: { refusesAtOnce: true }, two: { says: [50], endsMs: 60 } });
    expect(pass(5_000)).toEqual(["0 one failed: refused", "50 two answered after 50", "50 two heard", "60 two done"]);
  });

  it("races a late one with the next, and calls the loser off", () => {
    const { pass } = ask({ one: { says: [900], endsMs: 950 }, two: { says: [100], endsMs: 200 } });
    expect(pass(5_000)).toEqual([
      "500 one late",
      "600 one lost",
      "600 two answered after 100",
      "600 two heard",
      "700 two done",
    ]);
  });

  it("hears the late one all the same if it is first", () => {
    const { pass } = ask({ one: { says: [600], endsMs: 700 }, two: { says: [400], endsMs: 500 } });
    expect(pass(5_000)).toEqual([
      "500 one late",
      "600 two lost",
      "600 one answered after 600",
      "600 one heard",
      "700 one done",
    ]);
  });

  it("is late only once somebody waits", () => {
    const { pass } = ask({ one: { says: [1_300], endsMs: 1_400 }, two: {} }, 1_250);
    expect(pass(5_000)).toEqual(["1300 one answered after 1300", "1300 one heard", "1400 one done"]);
  });

  it("lets the next one go on after one that broke off", () => {
    const { pass } = ask({ one: { says: [100, 200], failsMs: 300 }, two: { says: [50], endsMs: 80 } });
    expect(pass(5_000).slice(3)).toEqual([
      "300 one broke: lost",
      "350 two answered after 50",
      "350 two heard",
      "380 two done",
    ]);
  });

  it("takes a silence in mid-answer for a break", () => {
    const { pass } = ask({ one: { says: [100] }, two: { says: [50], endsMs: 80 } });
    expect(pass(5_000)).toContain("900 one broke: stalled");
  });

  it("says so when nobody is left, after the last of them had its time", () => {
    const { pass } = ask({ one: {}, two: {} });
    expect(pass(5_000)).toEqual(["500 one late", "1200 one failed: late", "1700 two failed: late", "1700 nobody of 2"]);
  });

  it("says nothing more once called off", () => {
    const { attempts, pass } = ask({ one: { says: [100], endsMs: 200 }, two: {} });
    attempts.cancel();
    expect(pass(5_000)).toEqual([]);
  });
});
