/** How a vendor is, from what calls and probes met. */
import type { Fault } from "@offhook/engine/ports";
import type { AccountCheck } from "@offhook/provider-kit/account";
import pino from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Store } from "../store/store.ts";
import { startTestDatabase, type TestDatabase } from "../testing/test-database.ts";
import type { Alert } from "./alerts.ts";
import { HealthBoard } from "./health-board.ts";
import { probeVendors } from "./probes.ts";
import { ProviderAlerts } from "./provider-alerts.ts";
import { vendorState } from "./vendor-state.ts";
import { watchedStates } from "./watched-states.ts";

const fault = (code: string, retryable = true): Fault => ({ code, message: "It said no.", retryable });
const ID = "deepgram/nova-3";

function watched() {
  const time = { nowMs: 1_000_000 };
  const board = new HealthBoard(() => time.nowMs);
  const state = () => vendorState(board.read(), time.nowMs);
  return { time, board, state };
}

describe("a vendor", () => {
  it("is unknown until a call has met it, then ready", () => {
    const { board, state } = watched();
    expect(state()).toMatchObject({ state: "unknown", checkedAtMs: null });
    board.answered("transcriber", ID, 210);
    expect(state()).toMatchObject({ state: "ready", checkedAtMs: 1_000_000 });
  });

  it("is degraded when one call in ten has to fall back, and ready again after a while", () => {
    const { board, state, time } = watched();
    for (let call = 0; call < 20; call += 1) board.answered("transcriber", ID, 200);
    for (let call = 0; call < 2; call += 1) board.failed("transcriber", ID, fault("deepgram-stalled"));
    expect(state().state).toBe("ready");
    board.failed("transcriber", ID, fault("deepgram-stalled"));
    expect(state()).toMatchObject({ state: "degraded", lastFault: { code: "deepgram-stalled" } });
    time.nowMs += 700_000;
    board.answered("transcriber", ID, 200);
    expect(state().state).toBe("ready");
  });

  it("is degraded while a circuit is open, and down when nothing of it answers either", () => {
    const { board, state, time } = watched();
    board.answered("voice", "deepgram/aura-2-thalia-en", 150);
    board.circuit("transcriber", ID, "open");
    expect(state().state).toBe("degraded");
    time.nowMs += 61_000;
    expect(state().state).toBe("down");
    board.circuit("transcriber", ID, "closed");
    board.answered("transcriber", ID, 150);
    expect(state().state).toBe("ready");
  });

  it("is down at once when it refuses the key or the quota is used up, until it answers", () => {
    const { board, state, time } = watched();
    board.failed("voice", ID, fault("deepgram-key-refused", false));
    expect(state()).toMatchObject({ state: "down", needs: "key" });
    time.nowMs += 1;
    board.failed("voice", ID, fault("deepgram-quota-exhausted", false));
    expect(state()).toMatchObject({ state: "down", needs: "quota" });
    time.nowMs += 1;
    board.answered("voice", ID, 100);
    expect(state()).toMatchObject({ state: "ready", needs: null });
  });

  it("is seen by all workers alike", async () => {
    const here = watched();
    const there = watched();
    there.board.failed("transcriber", ID, fault("deepgram-key-refused", false));
    const relay = { on: () => {}, askOthers: async () => [there.board.read()] };
    const states = watchedStates(here.board, relay, { DEEPGRAM_API_KEY: "key" });
    expect(states.stateOf("deepgram").state).toBe("unknown");
    await states.refresh();
    expect(states.stateOf("deepgram")).toMatchObject({ state: "down", lastFault: { code: "deepgram-key-refused" } });
    expect(states.stateOf("openai").state).toBe("no-key");
    expect(states.stateOf("embedded").state).toBe("ready");
  });
});

describe("probes and changes", () => {
  let database: TestDatabase;
  let store: Store;

  beforeAll(async () => {
    database = await startTestDatabase();
    store = database.openStore();
  });
  afterAll(async () => {
    await database.end();
  });

  it("ask vendors that no call has met, once a house, and learn of a dead key before a caller does", async () => {
    const raised: Alert[] = [];
    const asked: string[] = [];
    const answers: Record<string, AccountCheck> = {
      deepgram: { ok: false, latencyMs: 80, fault: "key-refused", detail: "HTTP 401." },
      elevenlabs: {
        ...{ ok: true, latencyMs: 90, models: null },
        quota: { left: 500, limit: 10_000, unit: "characters", resetsAt: null },
      },
      openai: { ok: true, latencyMs: 70, quota: null, models: null },
    };
    const worker = () => {
      const board = new HealthBoard();
      const vendor = (name: string) =>
        vendorState(
          board.read().filter((one) => one.vendor === name),
          Date.now(),
        );
      const checks = Object.fromEntries(
        Object.entries(answers).map(([name, check]) => [
          name,
          async () => {
            asked.push(name);
            return check;
          },
        ]),
      );
      const environment = { DEEPGRAM_API_KEY: "a", ELEVENLABS_API_KEY: "b" };
      const alerts = {
        raise: async (alert: Alert) => {
          raised.push(alert);
          return "sent" as const;
        },
      };
      return { store, logger: pino({ level: "silent" }), environment, board, vendor, alerts, checks };
    };
    const workers = [worker(), worker()];
    await Promise.all(workers.map(probeVendors));
    expect(asked.sort()).toEqual(["deepgram", "elevenlabs"]);
    const states = workers.map(({ vendor }) => vendor("deepgram").state).sort();
    expect(states).toEqual(["down", "unknown"]);
    expect(raised.map(({ type, message }) => [type, message])).toEqual([
      ["provider-quota-low", "The account at ElevenLabs has 500 of 10000 characters left."],
    ]);
    await Promise.all(workers.map(probeVendors));
    expect(asked).toHaveLength(2);
  });

  it("tell of each change once, and that it is over", () => {
    const raised: string[] = [];
    const alerts = new ProviderAlerts({
      raise: async ({ type }) => {
        raised.push(type);
        return "sent";
      },
    });
    const { board, state, time } = watched();
    const look = () => alerts.look("deepgram", state());
    board.failed("voice", ID, fault("deepgram-key-refused", false));
    expect(look()?.message).toBe("Deepgram refuses the key. The last fault: It said no.");
    look();
    time.nowMs += 1;
    board.answered("voice", ID, 100);
    look();
    look();
    expect(raised).toEqual(["provider-key-refused", "provider-back"]);
  });
});
