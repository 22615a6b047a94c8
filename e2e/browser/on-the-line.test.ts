/** On the line from the console: a draft is tried by keyboard, with the reasons for every wait, and a call is listened in on. */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { type SpawnedServer, spawnServer } from "@offhook/server";
import type { Browser, Page } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildConsole } from "../../scripts/build-console.mjs";
import { browserPath, openBrowser } from "./browser.ts";

const path = browserPath();
const pictures = process.env.SCREENSHOTS;

/** How much sound a page has played that somebody would hear. */
const COUNT_SOUND = `
  window.loudSeconds = 0;
  const start = AudioBufferSourceNode.prototype.start;
  AudioBufferSourceNode.prototype.start = function (...args) {
    const loud = this.buffer.getChannelData(0).filter((sample) => Math.abs(sample) > 0.01).length;
    window.loudSeconds += loud / this.buffer.sampleRate;
    return start.apply(this, args);
  };
`;

describe.skipIf(path === null)("on the line", () => {
  const folder = mkdtempSync(join(tmpdir(), "offhook-line-page-"));
  let server: SpawnedServer;
  let browser: Browser;
  let page: Page;

  const api = async <T>(method: string, route: string, body?: object): Promise<T> => {
    const type: Record<string, string> = body ? { "content-type": "application/json" } : {};
    const headers = { authorization: `Bearer ${server.token}`, ...type };
    const answer = await fetch(`${server.address}${route}`, {
      ...{ method, headers, body: body ? JSON.stringify(body) : null },
    });
    return (await answer.json()) as T;
  };

  beforeAll(async () => {
    expect(await buildConsole()).toBeNull();
    const { PATH, HOME } = process.env;
    server = await spawnServer({ env: { PATH, HOME, OFFHOOK_DATA: folder, PORT: "0", OFFHOOK_LOG_LEVEL: "silent" } });
    browser = await openBrowser(path ?? "");
    const context = await browser.newContext({ viewport: { width: 1_280, height: 900 }, reducedMotion: "reduce" });
    page = await context.newPage();
    const link = await api<{ path: string }>("POST", "/v1/sign-in-links");
    await page.goto(`${server.address}${link.path}`);
    await page.locator("h1").first().waitFor();
  }, 90_000);
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  }, 30_000);

  it("books by keyboard alone", async () => {
    const made = { name: "Clinic", templateId: "appointment-booking" };
    const { id } = await api<{ id: string }>("POST", "/v1/assistants", made);
    await page.goto(`${server.address}/assistants/${id}`);
    await page.getByText("free", { exact: true }).first().waitFor();
    await page.getByText(/^about .+ to an answer$/).waitFor();
    await page.getByLabel("Talk", { exact: true }).focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    const typed = page.getByLabel("What a caller would say");
    await typed.waitFor();
    const says = async (text: string): Promise<void> => {
      await page.keyboard.type(text);
      await page.keyboard.press("Enter");
      expect(await typed.inputValue()).toBe("");
    };
    const card = page.getByRole("region", { name: "Try it" });
    await card.getByText(/automated/).waitFor();
    await says("I'd like an appointment for tomorrow at ten, my name is John Smith, my number is 415 555 0123");
    await card
      .getByText(/Shall I book it/)
      .last()
      .waitFor();
    await says("yes");
    await card
      .getByText(/booked/i)
      .first()
      .waitFor();
    // Nobody spoke, so nobody waited for a pause: under each answer stands what the engine took.
    await card
      .getByTitle(/until the answer/)
      .nth(1)
      .waitFor();
    expect(await card.getByText("waiting").count()).toBe(0);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.filter(({ impact }) => impact === "serious" || impact === "critical")).toEqual([]);
    if (pictures) {
      mkdirSync(pictures, { recursive: true });
      await page.screenshot({ path: join(pictures, "chat-en-light-desktop.png") });
    }
    await says("goodbye");
    await card.getByRole("link", { name: "See the call" }).click();
    await page.getByText("John Smith").first().waitFor();
  }, 60_000);

  it("listens in on a call that somebody else makes", async () => {
    const { id: assistantId } = await api<{ id: string }>("POST", "/v1/assistants", {
      ...{ name: "Desk", templateId: "appointment-booking" },
    });
    await api("POST", `/v1/assistants/${assistantId}/publish`, {});
    const { id } = await api<{ id: string }>("POST", "/v1/simulator/numbers", { assistantId });
    await page.goto(`${server.address}/live`);
    await page.evaluate(COUNT_SOUND);
    const called = api("POST", `/v1/phone-numbers/${id}/call`, { says: ["What are your opening hours?", "Goodbye."] });
    const button = page.getByRole("button", { name: "Listen in" });
    await button.click();
    await page.getByRole("button", { name: "Stop listening" }).waitFor();
    await expect.poll(() => page.evaluate<number>("window.loudSeconds"), { timeout: 20_000 }).toBeGreaterThan(1);
    await called;
    // The call is over, and so is listening.
    await page.getByText("Nobody is on the line").waitFor();
  }, 60_000);
});
