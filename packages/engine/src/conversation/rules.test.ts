import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CoreRunner } from "../call/core-runner.ts";
import { replay } from "../call/replay.ts";
import type { LogItem } from "../ports.ts";
import type { Input } from "./inputs.ts";
import { emptyState } from "./state.ts";
import { step } from "./step.ts";
import { brokenRules, nothingSeen } from "./testing/check-rules.ts";
import { deepFreeze } from "./testing/deep-freeze.ts";
import { type Act, actArbitrary, RandomWorld } from "./testing/random-world.ts";
import { TEST_PIN, withFlow, withModel, withModelAndFlow, withRealtime } from "./testing/test-pins.ts";

/** Raised for a long hunt with RULE_RUNS=… and a seed of its own; the default fits into CI and is the same every time. */
const RUNS = Number(process.env.RULE_RUNS ?? 1_500);

/** Plays the acts; returns a readable log up to the first broken rule, or null if all hold. */
function play(acts: readonly Act[], pin = TEST_PIN): string[] | null {
  const world = new RandomWorld();
  const seen = nothingSeen();
  const log: string[] = [];
  let state = deepFreeze(emptyState());
  const take = (input: Input): boolean => {
    const before = state;
    const stepped = step(before, input);
    const broken = brokenRules(before, input, stepped, seen);
    if (JSON.stringify(JSON.parse(JSON.stringify(stepped.state))) !== JSON.stringify(stepped.state))
      broken.push("state is no plain JSON");
    state = deepFreeze(stepped.state);
    world.heed(stepped.commands);
    const { type, atMs, ...data } = input;
    log.push(`${atMs} ${type} ${type === "call-started" ? "" : JSON.stringify(data)}`);
    for (const decision of stepped.decisions)
      log.push(`      because ${decision.type} ${JSON.stringify(decision.data)}`);
    for (const command of stepped.commands) log.push(`      → ${command.type}`);
    log.push(...broken.map((what) => `      BROKEN ${what}`));
    if (broken.length > 0) {
      const { phase, line, flow, reply, turn, handOff, hangUp, toolRuns, bargeIn } = state;
      log.push(
        JSON.stringify({ phase, line, waiting: flow?.waiting, reply, turn, handOff, hangUp, toolRuns, bargeIn }),
      );
    }
    return broken.length === 0;
  };
  if (!take({ type: "call-started", pin, atMs: 0 })) return log;
  if (!take({ type: "stream-started", streamId: "MZ1", epoch: 1, resumed: false, atMs: 0 })) return log;
  for (const act of acts) {
    const input = world.inputFor(act, state);
    if (input && !take(input)) return log;
  }
  return null;
}

const attack = (pin: typeof TEST_PIN): void => {
  void fc.assert(
    fc.property(fc.array(actArbitrary, { minLength: 5, maxLength: 90, size: "max" }), (acts) => {
      const log = play(acts, pin);
      if (log) throw new Error(`\n${log.join("\n")}`);
    }),
    { numRuns: RUNS, ...(process.env.RULE_RUNS ? {} : { seed: 20_261_122 }) },
  );
};

describe("the seven rules hold for whatever order the facts arrive in", () => {
  it("when a flow decides", () => {
    attack(withFlow());
  });
  it("when a model decides", () => {
    attack(withModel());
  });
  it("when a model greets and decides, and a flow when it is gone", () => {
    attack(withModelAndFlow());
  });
  it("when a model that hears the caller itself decides", () => {
    attack(withRealtime());
  });
});

describe("a log", () => {
  const logOf = (acts: readonly Act[]): LogItem[] => {
    const world = new RandomWorld();
    const runner = new CoreRunner();
    const items: LogItem[] = [];
    const take = (input: Input): void => {
      const ran = runner.take(input);
      items.push(...ran.items);
      world.heed(ran.commands);
    };
    take({ type: "call-started", pin: withModel(), atMs: 0 });
    take({ type: "stream-started", streamId: "MZ1", epoch: 1, resumed: false, atMs: 0 });
    for (const act of acts) {
      const input = world.inputFor(act, runner.state);
      if (input) take(input);
    }
    return items;
  };

  it("replays to the same hash", () => {
    void fc.assert(
      fc.property(fc.array(actArbitrary, { maxLength: 60 }), (acts) => {
        const items = logOf(acts);
        expect(replay(items)).toMatchObject({ same: true, hash: items.at(-1)?.hash });
      }),
      { numRuns: 150 },
    );
  });

  it("names the input that was changed, and the first command that differs", () => {
    void fc.assert(
      fc.property(fc.array(actArbitrary, { minLength: 10, maxLength: 40 }), fc.nat(), (acts, pick) => {
        const items = logOf(acts);
        const inputs = items.filter((item) => item.kind === "input");
        const victim = inputs[pick % inputs.length] as LogItem;
        const changed = items.map((item) => (item === victim ? { ...item, atMs: item.atMs + 1 } : item));
        expect(replay(changed)).toMatchObject({ same: false, brokenAt: { seq: victim.seq, type: victim.type } });
      }),
      { numRuns: 150 },
    );
  });
});
