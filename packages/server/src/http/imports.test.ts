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

const THEIRS = {
  name: "Mary",
  firstMessage: "Hello, this is the virtual assistant of Wellness Partners. How may I help?",
  model: { provider: "openai", model: "gpt-4o", messages: [{ role: "system", content: "Be brief." }] },
  voice: { provider: "11labs", voiceId: "Rachel" },
  endCallMessage: "Goodbye.",
  orgId: "org",
};

it("is looked at first, and becomes a draft when it is wanted", async () => {
  const seen = (await app.send("POST", "/v1/imports/vapi", THEIRS)).json();
  expect([seen.id, seen.assistant.name, seen.assistant.instructions]).toEqual([null, "Mary", "Be brief."]);
  const { kept, changed, left } = seen.report;
  const named = [...kept, ...changed, ...left].map(({ field }: { field: string }) => field.split(".")[0]);
  for (const field of Object.keys(THEIRS)) expect(named).toContain(field);
  const { id } = (await app.send("POST", "/v1/imports/vapi?create=true", THEIRS)).json();
  expect((await app.get(`/v1/assistants/${id}`)).json()).toMatchObject({
    name: "Mary",
    draft: true,
    publishedVersion: null,
  });
});

it.each([
  [[1], "invalid-field"],
  ["text", "invalid-field"],
  [{ name: "x".repeat(50), firstMessage: "y".repeat(9_000) }, "invalid-field"],
])("%j is refused in words, and nothing is made", async (body, code) => {
  const before = (await app.get("/v1/assistants")).json().items.length;
  expect((await app.send("POST", "/v1/imports/vapi?create=true", body)).json().error.code).toBe(code);
  expect((await app.get("/v1/assistants")).json().items.length).toBe(before);
});
