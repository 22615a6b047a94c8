import { parseWav } from "@offhook/engine/audio";
import { closeEmbedded } from "@offhook/provider-embedded";
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
  await closeEmbedded();
  await app.end();
  await database.end();
});

it("is a sentence in that voice, of the length that it takes to say it", async () => {
  const answer = await app.send("POST", "/v1/voice-preview", { voice: { provider: "embedded", id: "rms" } });
  expect([answer.status, answer.headers["content-type"]]).toEqual([200, "audio/wav"]);
  const wav = parseWav(answer.bytes);
  if (!wav.ok) throw new Error(wav.fault.message);
  const sound = wav.value.pcm;
  expect(wav.value.sampleRateHz).toBe(8_000);
  expect(sound.length / 8_000).toBeGreaterThan(2.5);
  expect(sound.length / 8_000).toBeLessThan(8);
  expect(Math.max(...sound.map(Math.abs))).toBeGreaterThan(3_000);
});

it("says why there is none", async () => {
  const code = async (voice: object) => (await app.send("POST", "/v1/voice-preview", { voice })).json().error.code;
  expect(await code({ provider: "nobody" })).toBe("unknown-voice");
  expect(await code({ provider: "anthropic", id: "claude" })).toBe("unknown-voice");
  expect(await code({ provider: "elevenlabs", id: "Rachel" })).toBe("voice-failed");
});
