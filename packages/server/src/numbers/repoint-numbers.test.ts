/** The server came back under another address: its numbers follow, and those that could not do so later. */
import { TwilioTwin } from "@offhook/twin-twilio";
import pino from "pino";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Config } from "../config.ts";
import { createVault } from "../store/vault.ts";
import { startTestApp } from "../testing/test-app.ts";
import { startTestDatabase, type TestDatabase } from "../testing/test-database.ts";
import { AccountBook } from "../twilio/account-book.ts";
import { repointNumbers } from "./repoint-numbers.ts";

const NUMBER = "+12125550123";
const SILENT = pino({ level: "silent" });

let database: TestDatabase;
beforeAll(async () => {
  database = await startTestDatabase();
});
afterAll(() => database.end());

const open: { end(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.end();
});

/** A number that is connected under one address; the same house under another, where Twilio is at `twilioBaseUrl`. */
async function connectedUnder(publicUrl: string) {
  const twin = new TwilioTwin();
  twin.addNumber(NUMBER, { VoiceUrl: "https://theirs.example/answer" });
  const baseUrl = await twin.listen();
  const app = await startTestApp(database, { env: { TWILIO_BASE_URL: baseUrl, PUBLIC_URL: publicUrl } });
  await app.store.pool.query("TRUNCATE phone_numbers, secrets");
  open.push(app, { end: () => twin.close() });
  const { accountSid, authToken } = twin;
  await app.send("POST", "/v1/phone-numbers", { number: NUMBER, carrier: "twilio", accountSid, authToken });
  const accounts = new AccountBook([], createVault(app.store, "a secret of the tests"));
  const under = (next: string, twilioBaseUrl = baseUrl) => {
    const config = { publicUrl: next, twilioBaseUrl } as Config;
    return { store: app.store, config, accounts, address: () => "" };
  };
  return { app, under, routing: () => twin.account.numbers.find(NUMBER)?.settings };
}

describe("a tunnel's address that has changed", () => {
  it("takes connected numbers along, once; the simulator's stay where they are", async () => {
    const { app, under, routing } = await connectedUnder("https://first.example");
    const simulated = (await app.send("POST", "/v1/simulator/numbers")).json();
    expect(routing()?.VoiceUrl).toBe("https://first.example/twilio/voice");
    const next = under("https://second.example");
    const both = await Promise.all([repointNumbers(next, SILENT), repointNumbers(next, SILENT)]);
    expect(both.flat()).toHaveLength(1);
    expect(routing()).toMatchObject({
      VoiceUrl: "https://second.example/twilio/voice",
      StatusCallback: "https://second.example/twilio/status",
    });
    const still = (await app.get(`/v1/phone-numbers/${simulated.id}`)).json();
    expect(still.routing.voiceUrl).toBe(simulated.routing.voiceUrl);
    expect(await repointNumbers(next, SILENT)).toEqual([]);
  });

  it("is tried again, more and more rarely, while Twilio is away, until the number leads here", async () => {
    const { under, routing } = await connectedUnder("https://third.example");
    const [there, away] = [under("https://fourth.example"), under("https://fourth.example", "http://127.0.0.1:9")];
    const startMs = 1_000_000;
    expect(await repointNumbers(away, SILENT, startMs)).toEqual([]);
    // Too soon, whoever asks; then it fails once more, and the next pause is longer.
    expect(await repointNumbers(there, SILENT, startMs + 29_000)).toEqual([]);
    expect(await repointNumbers(away, SILENT, startMs + 30_000)).toEqual([]);
    expect(await repointNumbers(there, SILENT, startMs + 149_000)).toEqual([]);
    expect(routing()?.VoiceUrl).toBe("https://third.example/twilio/voice");
    expect(await repointNumbers(there, SILENT, startMs + 150_000)).toHaveLength(1);
    expect(routing()?.VoiceUrl).toBe("https://fourth.example/twilio/voice");
    expect(await repointNumbers(there, SILENT, startMs + 10_000_000)).toEqual([]);
  });
});
