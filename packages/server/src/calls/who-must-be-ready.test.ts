/** What a house keeps in memory for its callers: as the owner gives numbers to assistants and publishes them. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestApp, type TestApp } from "../testing/test-app.ts";
import { startTestDatabase, type TestDatabase } from "../testing/test-database.ts";
import { speechInUse, whoMustBeReady } from "./who-must-be-ready.ts";

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

const BY_VENDORS = {
  transcriber: [{ provider: "deepgram", id: "nova-3" }],
  voice: [{ provider: "elevenlabs", id: "21m00Tcm4TlvDq8ikWAM" }],
};

async function published(settings: object): Promise<string> {
  const { id } = (await app.send("POST", "/v1/assistants", settings)).json();
  expect((await app.send("POST", `/v1/assistants/${id}/publish`)).status).toBe(200);
  return id;
}
const ready = () => whoMustBeReady(app.store);
const inUse = async () => speechInUse(await ready());

it("is the embedded speech of who answers, and nothing once vendors do it all", async () => {
  const seeded = await published({ name: "Everybody's" });
  expect((await ready()).map(({ key }) => key)).toEqual([`${seeded}@1`]);
  expect(await inUse()).toEqual({ transcriber: true, voice: true });

  const desk = await published({ name: "Desk", ...BY_VENDORS });
  const { id: number } = (await app.send("POST", "/v1/simulator/numbers", {})).json();
  await app.send("PATCH", `/v1/phone-numbers/${number}`, { assistantId: desk });
  expect((await ready()).map(({ key }) => key)).toEqual([`${desk}@1`]);
  expect(await inUse()).toEqual({ transcriber: false, voice: false });

  const { etag } = (await app.get(`/v1/assistants/${desk}`)).headers;
  const voice = [...BY_VENDORS.voice, { provider: "embedded", id: "slt" }];
  await app.send("PATCH", `/v1/assistants/${desk}`, { voice }, { "if-match": etag });
  await app.send("POST", `/v1/assistants/${desk}/publish`);
  expect((await ready()).map(({ key }) => key)).toEqual([`${desk}@2`]);
  expect(await inUse()).toEqual({ transcriber: false, voice: true });

  await app.send("PATCH", `/v1/phone-numbers/${number}`, { assistantId: desk, afterHoursAssistantId: seeded });
  expect(await inUse()).toEqual({ transcriber: true, voice: true });
});
