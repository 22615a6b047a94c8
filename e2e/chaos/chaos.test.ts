/** The judge of the chaos run can fail: a call that nobody stands in for, words said twice, an effect done twice. */
import { type Fault, type LogItem, TELEPHONE_FORMAT } from "@offhook/engine/ports";
import { describe, expect, it } from "vitest";
import { FAILURES, KINDS, nameOf, PHASES, VIRTUAL_CELLS } from "./cells.ts";
import { type GoneCell, judgeGone, runGone, runGoneHealthy } from "./gone.ts";
import { healthyFrom, judge } from "./judge.ts";
import { readOptions } from "./options.ts";
import { pageOf, verdictsIn } from "./page.ts";
import { REAL_CELLS } from "./real-cells.ts";
import { TRANSCRIBERS } from "./real-vendors.ts";
import { callIdOf } from "./run-real.ts";
import { runVirtual } from "./run-virtual.ts";
import { GONE_SCRIPT, VIRTUAL_SCRIPT } from "./script.ts";

const healthy = await runVirtual(null, false);
const reference = healthyFrom(healthy, VIRTUAL_SCRIPT);
const cell = { kind: "voice", failure: "lost", phase: "mid-output" } as const;
const struck = { ...healthy, struckAtMs: 18_500 };

describe("the judge", () => {
  it("finds nothing amiss in a healthy call but that nothing was broken", () => {
    expect(judge(cell, struck, reference, VIRTUAL_SCRIPT).because).toEqual(["no fault is named in the log"]);
    expect(judge(cell, healthy, reference, VIRTUAL_SCRIPT).because).toContain("the trouble never struck");
  });

  it("does not take another part's fault for the name of this one", () => {
    const faulted = (item: LogItem, part: string): LogItem => ({ ...item, type: "provider-faulted", data: { part } });
    const first = healthy.log.findIndex(({ kind }) => kind === "decision");
    const named = (part: string) => healthy.log.map((item, at) => (at === first ? faulted(item, part) : item));
    const because = (part: string) => judge(cell, { ...struck, log: named(part) }, reference, VIRTUAL_SCRIPT).because;
    expect(because("model")).toContain("no fault is named in the log");
    expect(because("voice")).not.toContain("no fault is named in the log");
  });

  it("hears a silence", () => {
    const heard = healthy.heard.slice();
    heard.fill(0xff, 19_000 * 8, 21_000 * 8);
    const { silentMs, because } = judge(cell, { ...struck, heard }, reference, VIRTUAL_SCRIPT);
    expect(silentMs).toBeGreaterThan(1_900);
    expect(because).toContain(`silent for ${silentMs} ms`);
  });

  it("hears that nothing was said at all", () => {
    const heard = healthy.heard.slice();
    heard.fill(0xff, 17_600 * 8, 32_000 * 8);
    expect(judge(cell, { ...struck, heard }, reference, VIRTUAL_SCRIPT).silentMs).toBeGreaterThan(5_000);
  });

  it("counts effects", () => {
    const effects = [...healthy.effects, ...healthy.effects];
    expect(judge(cell, { ...struck, effects }, reference, VIRTUAL_SCRIPT).because).toContain("the effect ran 2 times");
    expect(judge(cell, { ...struck, effects: [] }, reference, VIRTUAL_SCRIPT).because).toContain(
      "the effect ran 0 times",
    );
  });

  it.each(["voice stalled mid-output", "model lost mid-output", "transcriber lost end"])(
    "finds a house with nobody to stand in: %s",
    async (name) => {
      const broken = VIRTUAL_CELLS.find((one) => nameOf(one) === name);
      if (!broken) throw new Error(name);
      const alone = await runVirtual(broken, false, { alone: true });
      expect(judge(broken, alone, reference, VIRTUAL_SCRIPT).ok).toBe(false);
    },
  );
});

describe("the judge of calls that have nobody left", () => {
  const gone: GoneCell = { kind: "voice", failure: "refused", phase: "connect", left: "a person" };

  it("finds a call amiss in which nothing was broken and nobody was fetched", async () => {
    const well = await runGoneHealthy(false);
    const { because } = judgeGone(gone, well, healthyFrom(well, GONE_SCRIPT));
    expect(because).toContain("the trouble never struck");
    expect(because).toContain("transferred 0 times");
    expect(because).toContain("it said 0 times that something does not work");
  });

  it("finds a hang-up on somebody who spoke, a second transfer, and silence", async () => {
    const call = await runGone(gone);
    const reference = healthyFrom(await runGoneHealthy(false), GONE_SCRIPT);
    expect(judgeGone(gone, call, reference)).toMatchObject({ ok: true });
    const twice = { ...call, transfers: [...call.transfers, ...call.transfers] };
    expect(judgeGone(gone, twice, reference).because).toEqual(["transferred 2 times"]);
    const silent = { ...call, endedBecause: "caller-silent" };
    expect(judgeGone(gone, silent, reference).because).toEqual(["who spoke was hung up on as silent"]);
    const heard = call.heard.slice().fill(0xff, 17_000 * 8);
    expect(judgeGone(gone, { ...call, heard }, reference).because).toEqual([expect.stringContaining("silent for")]);
  });
});

describe("the page", () => {
  it("gives the verdicts back that went into it", () => {
    const verdict = { ok: true, silentMs: 120, because: [] };
    const ran = [
      { cell, callId: "call_voice_lost_mid_output", verdict },
      {
        cell: { ...cell, over: "a/b" },
        callId: "call_real_voice",
        verdict: { ...verdict, ok: false, because: ["bad"] },
      },
    ];
    expect([...verdictsIn(pageOf(ran, 1_000))]).toEqual([
      ["call_voice_lost_mid_output", true],
      ["call_real_voice", false],
    ]);
  });

  it("has cells of every kind, failure and phase", () => {
    for (const part of [...KINDS, ...FAILURES, ...PHASES]) {
      expect(VIRTUAL_CELLS.some((one) => nameOf(one).split(" ").includes(part))).toBe(true);
    }
  });
});

it("gives every call in real time an id of its own", () => {
  const ids = REAL_CELLS.map(callIdOf);
  expect(new Set(ids).size).toBe(ids.length);
});

it("refuses in gRPC where that is spoken", async () => {
  const refusal = { trouble: { how: "refuse", status: 401 }, moment: { on: "at-once" } } as const;
  const stand = await TRANSCRIBERS["google-cloud/telephony"].stand(1, refusal);
  stand.arm();
  const fault = await new Promise<Fault>((resolve) => {
    const sink = { partial() {}, final() {}, fault: resolve };
    stand.part.open({ format: TELEPHONE_FORMAT, language: "en" }, sink);
  });
  expect(fault).toMatchObject({ code: "google-cloud-key-refused", retryable: false });
  await stand.close();
});

it("says what is wrong with what was typed", () => {
  expect(readOptions(["--sample", "many"])).toEqual({ problem: expect.stringContaining("--sample takes a number") });
  expect(readOptions(["--nonsense"])).toEqual({ problem: expect.stringContaining("npm run chaos") });
  expect(readOptions(["--only", "voice"])).toMatchObject({ isPart: true, only: "voice" });
  expect(readOptions([])).toMatchObject({ isPart: false, check: false });
});
