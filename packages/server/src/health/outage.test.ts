/** An outage as the operator hears of it, in virtual time: with the circuits of real calls, probes, and more than one worker. */
import { Circuits } from "@offhook/engine/call";
import type { Clock, Fault } from "@offhook/engine/ports";
import pino from "pino";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ProviderChange } from "../store/provider-history.ts";
import type { Store } from "../store/store.ts";
import type { Vault } from "../store/vault.ts";
import { HealthBoard } from "./health-board.ts";
import { createHealth } from "./index.ts";
import { ProviderAlerts } from "./provider-alerts.ts";
import { vendorState } from "./vendor-state.ts";

const VOICE = "deepgram/aura-2-thalia-en";
const fault = (code: string, retryable = true): Fault => ({ code, message: "It said no.", retryable });

/** One worker's board and circuits, looked at every half minute, as the worker does. */
function worker() {
  const time = { nowMs: 1_000_000 };
  const clock: Clock = { nowMs: () => time.nowMs, at: () => ({ cancel() {} }) };
  const board = new HealthBoard(() => time.nowMs);
  const circuits = new Circuits(clock, board);
  board.follow(circuits);
  const told: string[] = [];
  const alerts = new ProviderAlerts({
    raise: async ({ type }) => {
      told.push(type);
      return "sent";
    },
  });
  const state = () => vendorState(board.read(), time.nowMs);
  const states: string[] = [];
  const look = (afterMs: number): void => {
    time.nowMs += afterMs;
    alerts.look("deepgram", state());
    if (states.at(-1) !== state().state) states.push(state().state);
  };
  const pass = (ms: number): void => {
    for (const until = time.nowMs + ms; time.nowMs < until; ) look(30_000);
  };
  /** Two in a row open the circuit. */
  const failsTwice = () => {
    for (let call = 0; call < 2; call += 1) circuits.failed("voice", VOICE, fault("deepgram-stalled"));
    look(1_000);
  };
  return { time, board, circuits, told, state, states, pass, failsTwice };
}

describe("a vendor that fails", () => {
  it("and that nobody calls any more is back once a probe finds it well, and stays so", () => {
    const { board, failsTwice, pass, told, state } = worker();
    failsTwice();
    pass(30_000);
    expect(told).toEqual(["provider-down"]);
    pass(270_000);
    board.probed("deepgram", null);
    pass(30_000);
    expect(state()).toMatchObject({ state: "ready", needs: null });
    for (let hour = 0; hour < 12; hour += 1) {
      pass(300_000);
      board.probed("deepgram", null);
    }
    expect(told).toEqual(["provider-down", "provider-back"]);
  });

  it("does not swing between two states while nobody asks it anything", () => {
    const { failsTwice, pass, told, states } = worker();
    failsTwice();
    pass(3_600_000);
    expect(states).toEqual(["down", "unknown"]);
    expect(told).toEqual(["provider-down"]);
  });

  it("is not back by the passing of time: something has to answer", () => {
    const { circuits, failsTwice, pass, told } = worker();
    circuits.answered("voice", VOICE, 150);
    failsTwice();
    pass(900_000);
    expect(told).not.toContain("provider-back");
    circuits.answered("voice", VOICE, 150);
    pass(30_000);
    expect(told.at(-1)).toBe("provider-back");
  });

  it("in its voices stays degraded between two trials, though its models answer", () => {
    const { circuits, failsTwice, pass, told, state } = worker();
    circuits.answered("model", "deepgram/think", 200);
    failsTwice();
    for (let call = 0; call < 10; call += 1) {
      for (let turn = 0; turn < 10; turn += 1) circuits.answered("model", "deepgram/think", 200);
      pass(30_000);
      expect(state().state).toBe("degraded");
    }
    expect(told).toEqual(["provider-degraded"]);
  });
});

describe("a quota that is used up", () => {
  it("is not filled by a probe that only lists models, whatever fails afterwards", () => {
    const { board, circuits, pass, told, state } = worker();
    circuits.failed("voice", VOICE, fault("deepgram-quota-exhausted", false));
    pass(300_000);
    board.probed("deepgram", null);
    pass(30_000);
    circuits.failed("voice", VOICE, fault("deepgram-stalled"));
    pass(30_000);
    expect(state()).toMatchObject({ state: "down", needs: "quota" });
    expect(told).toEqual(["provider-quota-exhausted"]);
    circuits.answered("voice", VOICE, 150);
    pass(30_000);
    expect(told).toEqual(["provider-quota-exhausted", "provider-back"]);
  });

  it("and that a probe found so, is filled when the next probe finds something left", () => {
    const { board, pass, told } = worker();
    board.probed("deepgram", fault("deepgram-quota-exhausted", false));
    pass(300_000);
    board.probed("deepgram", null);
    pass(30_000);
    expect(told).toEqual(["provider-quota-exhausted", "provider-back"]);
  });

  it("is another matter than a refused key, which a probe may find well again", () => {
    const { board, circuits, pass, told } = worker();
    circuits.failed("voice", VOICE, fault("deepgram-key-refused", false));
    pass(300_000);
    board.probed("deepgram", null);
    pass(30_000);
    expect(told).toEqual(["provider-key-refused", "provider-back"]);
  });
});

/** Nothing is written down here: that has its own tests. What was written before is `history`. */
const storeWith = (history: readonly ProviderChange[]) =>
  ({ transaction: async () => {}, pool: { query: async () => ({ rows: history }) } }) as unknown as Store;

const NO_VAULT = {} as Vault;

describe("two workers", () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: 1_790_000_000_000 });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("look at what the others know now, not at what they knew when somebody last opened the console", async () => {
    const there = new HealthBoard();
    const raised: string[] = [];
    const health = createHealth({
      ...{
        store: storeWith([]),
        vault: NO_VAULT,
        logger: pino({ level: "silent" }),
        environment: {},
        dataFolder: "/nowhere",
      },
      relay: { on: () => {}, askOthers: async () => [there.read()] },
      alerts: {
        raise: async ({ type }) => {
          raised.push(type);
          return "sent";
        },
        sendWaiting: async () => {},
      },
    });
    // Here the key worked a minute ago, which the other worker's calls have found refused since.
    health.board.answered("voice", VOICE, 150);
    await vi.advanceTimersByTimeAsync(2_000);
    there.failed("voice", VOICE, fault("deepgram-key-refused", false));
    await vi.advanceTimersByTimeAsync(31_000);
    expect(raised).toEqual(["provider-key-refused"]);
    there.answered("voice", VOICE, 150);
    await vi.advanceTimersByTimeAsync(31_000);
    expect(raised).toEqual(["provider-key-refused", "provider-back"]);
    expect(health.states.vendor("deepgram").state).toBe("ready");
    health.stop();
  });
});

describe("a server that is started anew in an outage", () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: 1_790_000_000_000 });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  async function told(faultCode: string | null, state: ProviderChange["state"] = "down"): Promise<string[]> {
    const raised: string[] = [];
    const before = { provider: "deepgram", state, faultCode, at: new Date(Date.now() - 600_000) };
    const health = createHealth({
      ...{
        store: storeWith([before]),
        vault: NO_VAULT,
        logger: pino({ level: "silent" }),
        environment: {},
        dataFolder: "/nowhere",
      },
      relay: { on: () => {}, askOthers: async () => [] },
      alerts: {
        raise: async ({ type }) => {
          raised.push(type);
          return "sent";
        },
        sendWaiting: async () => {},
      },
    });
    health.board.probed("deepgram", null);
    await vi.advanceTimersByTimeAsync(31_000);
    health.stop();
    return raised;
  }

  it.each(["deepgram-stalled", "deepgram-key-refused"])("says that it is over, after %s", async (code) => {
    expect(await told(code)).toEqual(["provider-back"]);
  });

  it("does not take a list of models for money in the account", async () => {
    expect(await told("deepgram-quota-exhausted")).toEqual([]);
  });

  it("has nothing to say where all was well", async () => {
    expect(await told(null, "ready")).toEqual([]);
  });
});
