import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestApp, type TestApp } from "../testing/test-app.ts";
import { startTestDatabase, type TestDatabase } from "../testing/test-database.ts";

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

const put = (body: object) => app.send("PUT", "/v1/settings/currency", body);

it("shows dollars until somebody says otherwise, and a dollar is always worth one", async () => {
  expect((await app.get("/v1/settings/currency")).json()).toMatchObject({ currency: "USD", perDollar: "1" });
  expect((await put({ currency: "EUR", perDollar: "0.92" })).status).toBe(200);
  expect((await app.get("/v1/settings/currency")).json()).toMatchObject({ currency: "EUR", perDollar: "0.92" });
  expect((await put({ currency: "USD", perDollar: "3" })).json()).toMatchObject({ currency: "USD", perDollar: "1" });
});

it.each([
  ["a currency that nobody has", { currency: "ABC", perDollar: "1" }],
  ["no rate", { currency: "EUR", perDollar: "0" }],
  ["words for a rate", { currency: "EUR", perDollar: "about one" }],
])("refuses %s", async (_, body) => {
  expect((await put(body)).json().error.code).toBe("invalid-field");
});
