/** What is written down of a provider: changes, once each, and nothing that nobody knows. */
import pino from "pino";
import { afterAll, beforeAll, expect, it } from "vitest";
import { providerChanges } from "../store/provider-history.ts";
import type { Store } from "../store/store.ts";
import { startTestDatabase, type TestDatabase } from "../testing/test-database.ts";
import { ProviderChronicle } from "./provider-chronicle.ts";
import type { Condition, VendorState } from "./vendor-state.ts";

let database: TestDatabase;
let store: Store;
beforeAll(async () => {
  database = await startTestDatabase();
  store = database.openStore();
});
afterAll(() => database.end());

const stateOf = (state: Condition, code?: string): VendorState => ({
  ...{ state, needs: null, checkedAtMs: null },
  lastFault: code ? { code, message: "", atMs: 0 } : null,
});
const written = async (provider: string) =>
  (await providerChanges(store, new Date(0)))
    .filter((one) => one.provider === provider)
    .map(({ state, faultCode }) => [state, faultCode]);
const SILENT = pino({ level: "silent" });

it("an outage is written with its fault and its end, and what is unknown between is not", async () => {
  const chronicle = new ProviderChronicle(store, SILENT);
  for (const state of [
    stateOf("ready"),
    stateOf("down", "vendor-busy"),
    stateOf("down", "vendor-busy"),
    stateOf("unknown"),
    stateOf("ready", "vendor-busy"),
  ]) {
    chronicle.note("deepgram", state);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await expect
    .poll(() => written("deepgram"))
    .toEqual([
      ["ready", null],
      ["down", "vendor-busy"],
      ["ready", null],
    ]);
});

it("what could not be written is written at the next look", async () => {
  let isAway = true;
  const flaky = {
    ...store,
    transaction: (run: Parameters<Store["transaction"]>[0]) =>
      isAway ? Promise.reject(new Error("away")) : store.transaction(run),
  } as Store;
  const chronicle = new ProviderChronicle(flaky, SILENT);
  chronicle.note("openai", stateOf("down"));
  await new Promise((resolve) => setImmediate(resolve));
  isAway = false;
  chronicle.note("openai", stateOf("down"));
  await expect.poll(() => written("openai")).toEqual([["down", null]]);
});
