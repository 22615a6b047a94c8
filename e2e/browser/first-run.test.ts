/**
 * A newcomer in a real browser: opens the printed link, makes a receptionist from a template, talks to it by microphone and
 * has an appointment; then publishes it. Clicks and typed fields are counted.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type SpawnedServer, spawnServer } from "@offhook/server";
import { TwilioTwin } from "@offhook/twin-twilio";
import type { Browser, Page } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildConsole } from "../../scripts/build-console.mjs";
import { browserPath, openBrowser } from "./browser.ts";
import { writeSpeech } from "./microphone-file.ts";

const path = browserPath();
if (path === null) console.warn("e2e/browser: not run: no browser. Set CHROMIUM_PATH, or install chromium.");

const MOST_CLICKS = 8;
/** Of the number: pasted are its name, the account and its token. */
const MOST_CLICKS_TO_CONNECT = 6;
const NUMBER = "+12125550123";
interface Transcript {
  turns: { speaker: string; text: string }[];
}

/** The scripted part, without the conversation. */
const MOST_MS = 45_000;

describe.skipIf(path === null)("a newcomer", () => {
  const folder = mkdtempSync(join(tmpdir(), "offhook-browser-"));
  let server: SpawnedServer;
  let browser: Browser;
  let page: Page;
  let clicks = 0;
  const problems: string[] = [];
  const twin = new TwilioTwin({ keepsAudio: false });

  beforeAll(async () => {
    expect(await buildConsole()).toBeNull();
    const { PATH, HOME } = process.env;
    twin.addNumber(NUMBER, { VoiceUrl: "https://theirs.example/answer" });
    const TWILIO_BASE_URL = await twin.listen();
    const env = { PATH, HOME, OFFHOOK_DATA: folder, PORT: "0", OFFHOOK_LOG_LEVEL: "silent", TWILIO_BASE_URL };
    server = await spawnServer({ env });
    const microphone = join(folder, "microphone.wav");
    const yes = { after: 3_500, text: "Yes." };
    const said =
      "I'd like to book an appointment for tomorrow at ten. My name is John Smith, and my number is four one five, five five five, two six seven one.";
    await writeSpeech(microphone, [{ after: 6_500, text: said }, ...Array.from({ length: 12 }, () => yes)]);
    browser = await openBrowser(path ?? "", { microphone });
    page = await browser.newPage({ viewport: { width: 1280, height: 860 } });
    page.on("pageerror", ({ message }) => problems.push(message));
    page.on("console", (message) => {
      if (message.type() === "error") problems.push(message.text());
    });
  }, 90_000);
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    await twin.close();
    rmSync(folder, { recursive: true, force: true });
  }, 30_000);

  const click = async (role: "link" | "button", name: string | RegExp): Promise<void> => {
    clicks += 1;
    await page.getByRole(role, { name, exact: typeof name === "string" }).click();
  };
  const api = async <T>(route: string): Promise<T> => {
    const answer = await fetch(`${server.address}${route}`, { headers: { authorization: `Bearer ${server.token}` } });
    return (await answer.json()) as T;
  };
  const linkOf = async (): Promise<string> => {
    const headers = { authorization: `Bearer ${server.token}` };
    const answer = await fetch(`${server.address}/v1/sign-in-links`, { method: "POST", headers });
    return `${server.address}${((await answer.json()) as { path: string }).path}`;
  };

  it("books by voice what a template makes, in eight clicks and without typing", async () => {
    clicks = 0;
    const startedAtMs = Date.now();
    await page.goto(await linkOf());
    await click("link", "Assistants");
    await click("button", "Create: Appointment Booking");
    await click("button", "Talk");
    const connected = page.getByText("On the line");
    await connected.waitFor({ timeout: 15_000 });
    const untilTalkMs = Date.now() - startedAtMs;
    const { items } = await api<{ items: { id: string; carrier: string }[] }>("/v1/calls?direction=web");
    const call = items[0];
    expect(call?.carrier).toBe("browser");
    // Told in the page as it is said, and in the record once it was heard.
    await page
      .getByText(/is booked for/i)
      .first()
      .waitFor({ timeout: 75_000 });
    const heard = async (): Promise<string> => {
      const { turns } = await api<Transcript>(`/v1/calls/${call?.id}/transcript`);
      return turns.flatMap(({ speaker, text }) => (speaker === "agent" ? [text] : [])).join(" ");
    };
    await expect.poll(heard, { timeout: 20_000 }).toMatch(/is booked for \w+day/i);
    const endAtMs = Date.now();
    const hangUp = page.getByRole("button", { name: "Hang up" });
    if (await hangUp.count()) await click("button", "Hang up");
    clicks += 1;
    await page.getByLabel("Record calls over the telephone").check();
    await click("button", "Publish…");
    await click("button", "Publish");
    await page.getByText("draft", { exact: true }).waitFor({ state: "detached" });
    expect(clicks).toBeLessThanOrEqual(MOST_CLICKS);
    expect(untilTalkMs + (Date.now() - endAtMs)).toBeLessThan(MOST_MS);
    const assistants = await api<{ items: { name: string; publishedVersion: number | null }[] }>("/v1/assistants");
    const published = assistants.items.filter(({ publishedVersion }) => publishedVersion === 1);
    expect(published.map(({ name }) => name)).toContain("Appointment Booking");
    expect(problems).toEqual([]);
  }, 150_000);

  it("connects a number of Twilio's by pasting three things; who calls it is answered by the new assistant", async () => {
    clicks = 0;
    await click("link", "Phone numbers");
    await page.getByLabel("Phone number", { exact: true }).fill("+1 212 555 0123");
    await page.getByLabel("Account SID").fill(twin.accountSid);
    await page.getByLabel("Auth Token").fill(twin.authToken);
    clicks += 1;
    await page.getByLabel("Answered by").selectOption({ label: "Appointment Booking" });
    await click("button", "Look what would change");
    await page.getByText("https://theirs.example/answer").waitFor();
    expect(twin.account.numbers.find(NUMBER)?.settings.VoiceUrl).toBe("https://theirs.example/answer");
    await click("button", "Connect");
    await page.getByText("connected", { exact: true }).waitFor();
    expect(clicks).toBeLessThanOrEqual(MOST_CLICKS_TO_CONNECT);

    const call = twin.placeCall({ from: "+14155550101", to: NUMBER });
    const row = async () => {
      const { items } = await api<{ items: { id: string; status: string; recording: string }[] }>(
        `/v1/calls?to=${encodeURIComponent(NUMBER)}`,
      );
      return items[0];
    };
    const said = async () => {
      const id = (await row())?.id;
      return id ? (await api<Transcript>(`/v1/calls/${id}/transcript`)).turns.map(({ text }) => text).join(" ") : "";
    };
    await expect.poll(said, { timeout: 20_000 }).toMatch(/automated|assistant/i);
    call.hangUp();
    await expect.poll(async () => (await row())?.recording, { timeout: 15_000 }).toBe("ready");
    const stored = await api<{ assistantId: string; endedReason: string; carrier: string }>(
      `/v1/calls/${(await row())?.id}`,
    );
    expect(stored).toMatchObject({ endedReason: "caller-hung-up", carrier: "twilio" });
    const { name } = await api<{ name: string }>(`/v1/assistants/${stored.assistantId}`);
    expect(name).toBe("Appointment Booking");
    await click("link", "Its calls");
    await page.getByText("+1 415 555 0101").first().waitFor();
    expect(problems).toEqual([]);
  }, 90_000);
});
