/** Calls that nobody carries any more, or that nobody ever came for: they end by themselves, and no other does. */
import pino from "pino";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { findCall, type NewCall } from "../store/calls.ts";
import type { Store } from "../store/store.ts";
import { someCall } from "../testing/test-calls.ts";
import { startTestDatabase, type TestDatabase } from "../testing/test-database.ts";
import { AbandonedCalls } from "./abandoned-calls.ts";

const MINUTE_MS = 60_000;
const START = Date.parse("2026-11-24T03:00:00Z");

let database: TestDatabase;
let store: Store;
/** Carried by this worker, and by another. */
const here = new Set<string>();
const elsewhere = new Set<string>();

beforeAll(async () => {
  database = await startTestDatabase();
  store = database.openStore();
});
afterAll(() => database.end());
beforeEach(async () => {
  await store.pool.query("TRUNCATE calls CASCADE");
  here.clear();
  elsewhere.clear();
});

const server = (startedAtMs = START) => {
  const relay = { on: () => {}, askOthers: async (_: string, id: unknown) => [elsewhere.has(String(id))] };
  const house = { store, relay: relay as never, logger: pino({ level: "silent" }) };
  return new AbandonedCalls(house, (id) => here.has(id), startedAtMs);
};
const WEB = { carrier: "browser", direction: "web" } as const;

/** `began`: minutes after the server did. */
async function call(began: number, changes: Partial<NewCall> = {}, status = "ringing"): Promise<string> {
  const id = await someCall(store, changes);
  const text = "UPDATE calls SET started_at = $2, status = $3 WHERE id = $1";
  await store.pool.query(text, [id, new Date(START + began * MINUTE_MS), status]);
  return id;
}
const stateOf = async (id: string) => {
  const found = await findCall(store, id);
  return `${found?.status} ${found?.endedReason}`;
};
/** Once a minute, as the server does. */
async function pass(calls: AbandonedCalls, from: number, to: number): Promise<void> {
  for (let minute = from; minute <= to; minute += 1) await calls.look(START + minute * MINUTE_MS);
}

it("a page that ordered a call and never connected leaves no call that rings for ever", async () => {
  const calls = server();
  const id = await call(10, WEB);
  await pass(calls, 1, 12);
  expect(await stateOf(id)).toBe("ringing null");
  await pass(calls, 13, 14);
  expect(await stateOf(id)).toBe("ended carrier-lost");
});

it("a call that goes on, here or at another worker, is left alone", async () => {
  const calls = server();
  const ids = [await call(1, WEB, "in-progress"), await call(1, WEB, "in-progress"), await call(-5, {}, "in-progress")];
  here.add(ids[0] ?? "").add(ids[2] ?? "");
  elsewhere.add(ids[1] ?? "");
  await pass(calls, 1, 60);
  expect(await Promise.all(ids.map(stateOf))).toEqual(Array(3).fill("in-progress null"));
});

it("a call that is handed from one worker to the other at the very moment of a look goes on", async () => {
  const calls = server();
  const id = await call(1, WEB, "in-progress");
  here.add(id);
  await pass(calls, 1, 9);
  here.delete(id);
  await pass(calls, 10, 10);
  elsewhere.add(id);
  await pass(calls, 11, 20);
  expect(await stateOf(id)).toBe("in-progress null");
});

it("what a dead server left open is ended a minute after the next one has started", async () => {
  const id = await call(-5, {}, "in-progress");
  await pass(server(), 1, 1);
  expect(await stateOf(id)).toBe("ended carrier-lost");
});

it("a telephone call rings as long as a carrier lets it, and not for ever", async () => {
  const calls = server();
  const id = await call(1);
  await pass(calls, 1, 11);
  expect(await stateOf(id)).toBe("ringing null");
  await pass(calls, 12, 13);
  expect(await stateOf(id)).toBe("ended carrier-lost");
  const transferred = await call(1, {}, "in-progress");
  await pass(calls, 14, 200);
  expect(await stateOf(transferred)).toBe("in-progress null");
});
