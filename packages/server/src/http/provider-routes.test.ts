/** Servers of one's own among the providers: there where an assistant names one, with what calls met there. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { HealthBoard } from "../health/health-board.ts";
import { watchedStates } from "../health/watched-states.ts";
import { seedAssistant } from "../store/assistants.ts";
import { keepProviderState } from "../store/provider-history.ts";
import { startTestApp, type TestApp } from "../testing/test-app.ts";
import { startTestDatabase, type TestDatabase } from "../testing/test-database.ts";
import { providerHistoryShape, providerShape, usedModelsShape } from "./provider-shapes.ts";

let database: TestDatabase;
let app: TestApp;
beforeAll(async () => {
  database = await startTestDatabase();
  app = await startTestApp(database);
});
afterAll(async () => {
  await app.end();
  await database.end();
});

const own = async () =>
  (await app.get("/v1/providers")).json().items.filter(({ id }: { id: string }) => id === "openai-compatible");

it("a server of one's own is a provider as soon as an assistant names it", async () => {
  expect(await own()).toEqual([]);
  const ollama = { provider: "openai-compatible", id: "llama3", baseUrl: "http://127.0.0.1:11434/v1" };
  await seedAssistant(app.store, "own", "Own", {
    model: [ollama],
    voice: [{ ...ollama, id: "kokoro", apiKeyFrom: "K" }],
  });
  const [one] = (await own()).map((item: unknown) => providerShape.parse(item));
  expect(one).toMatchObject({
    name: "OpenAI-compatible",
    kinds: ["voice", "model"],
    needsKey: false,
    configured: true,
  });
  expect(one).toMatchObject({ state: "unknown", models: [] });
});

it("the doctor learns where it stands and which variable has its key, never the key", async () => {
  const { items } = (await app.get("/v1/providers/used")).json();
  const { uses } = usedModelsShape.parse(items.at(-1));
  const where = { provider: "openai-compatible", baseUrl: "http://127.0.0.1:11434/v1" };
  expect(uses).toEqual([
    { ...where, kind: "voice", id: "kokoro", apiKeyFrom: "K" },
    { ...where, kind: "model", id: "llama3" },
  ]);
});

it("what calls met at it is its state", () => {
  const board = new HealthBoard();
  const states = watchedStates(board, { on: () => {}, askOthers: async () => [] }, {});
  for (let call = 0; call < 3; call += 1) {
    board.failed("model", "openai-compatible/llama3", { code: "model-late", message: "Too late.", retryable: true });
  }
  expect(states.stateOf("openai-compatible")).toMatchObject({ state: "degraded", lastFault: { code: "model-late" } });
});

it("the last day of a provider is there change by change, with how it began, and older ones go", async () => {
  const { store } = app;
  const hoursAgo = (hours: number): Date => new Date(Date.now() - hours * 3_600_000);
  const keep = (state: "ready" | "down", hours: number, faultCode: string | null = null) =>
    keepProviderState(store, { provider: "deepgram", state, faultCode, at: hoursAgo(hours) });
  await keep("down", 24 * 40, "vendor-busy");
  await keep("ready", 30);
  await keep("ready", 20);
  await keep("down", 3, "vendor-busy");
  // Two workers see the end of it at the same moment.
  await Promise.all([keep("ready", 2), keep("ready", 2)]);
  const { items } = (await app.get("/v1/providers/history")).json();
  expect(items.map((one: unknown) => providerHistoryShape.parse(one))).toMatchObject([
    { id: "deepgram", changes: [{ state: "ready" }, { state: "down", faultCode: "vendor-busy" }, { state: "ready" }] },
  ]);
  const { rows } = await store.pool.query("SELECT count(*)::int AS count FROM provider_states");
  expect(rows[0].count).toBe(3);
});
