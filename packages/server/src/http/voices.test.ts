/** The voices of an account, for whoever chooses one. */
import { ElevenLabsTwin } from "@offhook/twin-elevenlabs";
import { serveSocketTwin } from "@offhook/twin-kit";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestApp, type TestApp } from "../testing/test-app.ts";
import { startTestDatabase, type TestDatabase } from "../testing/test-database.ts";

let database: TestDatabase;
let app: TestApp;
let twin: Awaited<ReturnType<typeof serveSocketTwin>>;
beforeAll(async () => {
  database = await startTestDatabase();
  twin = await serveSocketTwin(new ElevenLabsTwin());
  app = await startTestApp(database, { env: { ELEVENLABS_API_KEY: "key", ELEVENLABS_BASE_URL: twin.baseUrl } });
});
afterAll(async () => {
  await app.end();
  await twin.close();
  await database.end();
});

it("lists them with what is said about each, and finds one by its name", async () => {
  const { items } = (await app.get("/v1/providers/elevenlabs/voices")).json();
  expect(items.length).toBeGreaterThan(1);
  expect(items[0]).toMatchObject({ name: expect.any(String), languages: expect.any(Array) });
  const found = (await app.get("/v1/providers/elevenlabs/voices?search=Rachel")).json().items;
  expect(found.map(({ name }: { name: string }) => name)).toEqual([expect.stringContaining("Rachel")]);
});

it("says what to do where there is no list, or where the vendor refuses", async () => {
  expect((await app.get("/v1/providers/cartesia/voices")).json().error.code).toBe("no-voice-library");
  const keyless = await startTestApp(database, { env: { ELEVENLABS_BASE_URL: twin.baseUrl } });
  const refused = await keyless.get("/v1/providers/elevenlabs/voices");
  expect([refused.status, refused.json().error.code]).toEqual([502, "voice-library-failed"]);
  expect(refused.json().error.fix).toMatch(/ELEVENLABS_API_KEY|key/);
  await keyless.end();
});
