/** What somebody sees of vendors and prices through the API, and what they can set. */
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pino from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { priceBookOf } from "../money/price-book.ts";
import { warnOfStoredAssistants } from "../providers/dying-models.ts";
import { seedAssistant } from "../store/assistants.ts";
import { startTestApp, TEST_TOKEN, type TestApp } from "../testing/test-app.ts";
import { startTestDatabase, type TestDatabase } from "../testing/test-database.ts";
import { pricedShape, providerShape, usedModelsShape } from "./provider-shapes.ts";

let database: TestDatabase;
let app: TestApp;
let path: string;
beforeAll(async () => {
  database = await startTestDatabase();
  path = join(database.dataFolder, "prices.json");
  app = await startTestApp(database);
});
afterAll(async () => {
  await app.end();
  await database.end();
});

async function putPrices(body: unknown, key = TEST_TOKEN) {
  const response = await fetch(`http://127.0.0.1:${app.port}/v1/prices`, {
    method: "PUT",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  // biome-ignore lint/suspicious/noExplicitAny: looked into below
  return { status: response.status, body: (await response.json()) as any };
}

describe("GET /v1/providers", () => {
  it("shows every vendor and model in the published shape", async () => {
    const { items, nextCursor } = (await app.get("/v1/providers")).json();
    expect(nextCursor).toBeNull();
    const providers = items.map((item: unknown) => providerShape.parse(item));
    expect(providers.map(({ id }: { id: string }) => id)).toEqual([
      ...["embedded", "openai", "google", "google-cloud", "anthropic", "deepgram", "elevenlabs", "cartesia", "local"],
    ]);
  });

  it("tells the embedded speech as ready, and a vendor without its key as such", async () => {
    const { items } = (await app.get("/v1/providers")).json();
    const embedded = items.find(({ id }: { id: string }) => id === "embedded");
    expect(embedded).toMatchObject({
      kinds: ["transcriber", "voice"],
      needsKey: false,
      configured: true,
      state: "ready",
    });
    expect(embedded.models[0].price).toMatchObject({ amount: "0", per: "second" });
    const deepgram = items.find(({ id }: { id: string }) => id === "deepgram");
    expect(deepgram).toMatchObject({
      kinds: ["transcriber", "voice"],
      needsKey: true,
      configured: false,
      state: "no-key",
    });
    expect(deepgram.models[0]).toMatchObject({
      id: "nova-3",
      price: { amount: "0.0077", currency: "USD", per: "minute", asOf: "2026-09-25" },
      endOfLife: null,
    });
    const medical = deepgram.models.find(({ id }: { id: string }) => id === "nova-3-medical");
    expect(medical).toMatchObject({ price: null, prices: [] });
  });

  it("needs a key of its own", async () => {
    expect((await app.get("/v1/providers", { authorization: undefined })).status).toBe(401);
    expect((await putPrices({ prices: {} }, "stranger")).status).toBe(401);
  });

  it("lists what assistants use", async () => {
    const { id } = await seedAssistant(app.store, "desk", "Desk", {
      model: [{ provider: "openai", id: "gpt-4o-mini" }],
    });
    const { items } = (await app.get("/v1/providers/used")).json();
    expect(items.map((item: unknown) => usedModelsShape.parse(item))).toEqual([
      { assistantId: id, uses: [{ provider: "openai", kind: "model", id: "gpt-4o-mini" }] },
    ]);
  });
});

it("warns of dying models once a start, by whichever worker comes first", async () => {
  const lines: string[] = [];
  const logger = pino({ level: "warn" }, { write: (line: string) => void lines.push(line) });
  await warnOfStoredAssistants(app.store, logger, "inst_two");
  await warnOfStoredAssistants(app.store, logger, "inst_two");
  expect(lines.filter((line) => line.includes("gpt-4o-mini"))).toHaveLength(1);
});

describe("PUT /v1/prices", () => {
  const OURS = { "deepgram/nova-3": [{ unit: "minute", amount: "0.0048" }], "twilio/inbound/EE": null };

  it("changes what was given, for every worker, and says so", async () => {
    const before = (await app.get("/v1/prices")).json();
    for (const item of before.items) pricedShape.parse(item);
    const put = await putPrices({ prices: OURS });
    expect(put.status).toBe(200);
    expect(put.body.version).not.toBe(before.version);
    expect(put.body.version).toMatch(/^\d{4}-\d\d-\d\d-[0-9a-f]{8}$/);
    const nova = put.body.items.find(({ id }: { id: string }) => id === "deepgram/nova-3");
    expect(nova).toMatchObject({ changed: true, prices: [{ amount: "0.0048", per: 1, source: "set here" }] });
    // Only the differences are kept.
    expect(Object.keys(JSON.parse(readFileSync(path, "utf8")).prices)).toEqual(Object.keys(OURS));
    const { items } = (await app.get("/v1/providers")).json();
    expect(items.find(({ id }: { id: string }) => id === "deepgram").models[0].price.amount).toBe("0.0048");
    expect((await putPrices({ prices: {} })).body.version).toBe(before.version);
  });

  it.each([
    [{ prices: { "deepgram/nova-3": [{ unit: "minute", amount: "cheap" }] } }, "invalid-field", /0\.0077/],
    [{ prices: { "deepgram/nova-3": [{ unit: "minute", amount: "-1" }] } }, "invalid-field", /decimal/],
    [{ prices: { "deepgram/nova-3": [{ unit: "moon", amount: "1" }] } }, "invalid-field", /unit/],
    [{ prices: { "deepgram/nova-3": [{ unit: "minute", amount: "1", per: 0 }] } }, "invalid-field", /per/],
    [{ prices: { nova: [{ unit: "minute", amount: "1" }] } }, "invalid-field", /prices/],
    [{ prices: { "a/b": [] } }, "invalid-field", /a\/b|prices/],
    [{ prices: {}, price: 1 }, "unknown-field", /price/],
    [{}, "invalid-field", /prices/],
  ])("refuses %j with what is wrong and changes nothing", async (body, code, said) => {
    await putPrices({ prices: OURS });
    const { version } = (await app.get("/v1/prices")).json();
    const refused = await putPrices(body);
    expect(refused.status).toBe(400);
    expect(refused.body.error.code).toBe(code);
    expect(refused.body.error.message).toMatch(said);
    expect(refused.body.error.fix).not.toBe("");
    expect((await app.get("/v1/prices")).json().version).toBe(version);
  });

  it("goes on with the last good prices when the file is broken by hand, and says why", async () => {
    const { version } = (await putPrices({ prices: OURS })).body;
    writeFileSync(path, '{"prices": {"deepgram/nova-3": ');
    expect((await app.get("/v1/prices")).json()).toMatchObject({ version, problem: "it is no JSON" });
    rmSync(path);
    expect((await app.get("/v1/prices")).json().problem).toBeNull();
    expect(priceBookOf(database.dataFolder).changes()).toEqual({ prices: {} });
  });
});
