/** A server that runs for months hears of the end of a model in time, once a day, in virtual time. */
import pino from "pino";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { seedAssistant } from "../store/assistants.ts";
import { getSetting } from "../store/settings.ts";
import type { Store } from "../store/store.ts";
import { startTestApp } from "../testing/test-app.ts";
import { startTestDatabase, type TestDatabase } from "../testing/test-database.ts";
import { warnDaily } from "./daily-warnings.ts";

const DAY_MS = 86_400_000;

let database: TestDatabase;
let store: Store;
beforeAll(async () => {
  database = await startTestDatabase();
  store = database.openStore();
});
afterAll(() => database.end());
beforeEach(() => {
  // Answers of the database come in real time.
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "Date"], now: new Date("2026-09-12T10:00:00Z") });
});
afterEach(() => {
  vi.useRealTimers();
});

describe("a model that comes to its end", () => {
  it("is told of every day from four months before, by one of the workers", async () => {
    await seedAssistant(store, "old", "Old", { model: [{ provider: "openai", id: "gpt-4.1-mini" }] });
    const told: string[] = [];
    const log = { write: (line: string) => void told.push(JSON.parse(line).msg) };
    const logger = pino({ level: "warn" }, log);
    const { watched, settled } = watchedStore();
    const stops = [warnDaily(watched, logger, "inst_1"), warnDaily(watched, logger, "inst_1")];
    const dying = () => told.filter((line) => line === "model-dying").length;
    const passDays = async (days: number) => {
      for (let day = 0; day < days; day += 1) {
        vi.advanceTimersByTime(DAY_MS);
        await settled();
      }
    };
    await settled();
    expect(dying()).toBe(0);
    await passDays(2);
    expect(dying()).toBe(1);
    await passDays(10);
    expect(dying()).toBe(11);
    for (const stop of stops) stop();
    await passDays(2);
    expect(dying()).toBe(11);
    expect(told).not.toContain("models-not-checked");
  });

  it("is watched for by every server that runs", async () => {
    const app = await startTestApp(database);
    const lastTold = () => getSetting(store, "dying-models-told-by");
    await vi.waitFor(async () => expect(await lastTold()).toBe("inst_test 2026-09-12"));
    vi.advanceTimersByTime(DAY_MS);
    // Whatever else a server asks of its database in a day stands in the line before it.
    await vi.waitFor(async () => expect(await lastTold()).toBe("inst_test 2026-09-13"), { timeout: 20_000 });
    await app.end();
  });
});

/** `settled`: whatever was asked of the database has been answered, and what was made of the answers has been asked. */
function watchedStore() {
  const open = new Set<Promise<unknown>>();
  const query = (...asked: Parameters<Store["pool"]["query"]>) => {
    const answer = Promise.resolve(store.pool.query(...asked));
    open.add(answer);
    return answer.finally(() => open.delete(answer));
  };
  const settled = async (): Promise<void> => {
    do {
      await Promise.allSettled(open);
      await new Promise((resolve) => setImmediate(resolve));
    } while (open.size > 0);
  };
  return { watched: { pool: { query } } as unknown as Store, settled };
}
