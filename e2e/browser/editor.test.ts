/** An owner at the editor: names who is to be rung, publishes, thinks better of it, and goes back. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { type SpawnedServer, spawnServer } from "@offhook/server";
import type { Browser, Page } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildConsole } from "../../scripts/build-console.mjs";
import { browserPath, openBrowser } from "./browser.ts";

const path = browserPath();
const SOON = { timeout: 10_000 };

describe.skipIf(path === null)("an owner at the editor", () => {
  const folder = mkdtempSync(join(tmpdir(), "offhook-editor-"));
  let server: SpawnedServer;
  let browser: Browser;
  let page: Page;
  let id: string;
  const problems: string[] = [];

  const api = async <T>(method: string, route: string, body?: object): Promise<T> => {
    const type: Record<string, string> = body ? { "content-type": "application/json" } : {};
    const headers = { authorization: `Bearer ${server.token}`, ...type };
    const answer = await fetch(`${server.address}${route}`, {
      method,
      headers,
      body: body ? JSON.stringify(body) : null,
    });
    return (await answer.json()) as T;
  };
  interface Stored {
    people?: { name: string; number: string }[];
    firstMessage: string;
    publishedVersion: number;
    draft: boolean;
  }
  const stored = () => api<Stored>("GET", `/v1/assistants/${id}`);

  beforeAll(async () => {
    expect(await buildConsole()).toBeNull();
    const { PATH, HOME } = process.env;
    server = await spawnServer({ env: { PATH, HOME, OFFHOOK_DATA: folder, PORT: "0", OFFHOOK_LOG_LEVEL: "silent" } });
    const made = { name: "Desk", firstMessage: "Hello, this is an automated assistant." };
    id = (await api<{ id: string }>("POST", "/v1/assistants", made)).id;
    browser = await openBrowser(path ?? "");
    page = await (await browser.newContext({ viewport: { width: 1280, height: 860 } })).newPage();
    page.on("pageerror", ({ message }) => problems.push(message));
    const link = await api<{ path: string }>("POST", "/v1/sign-in-links");
    await page.goto(`${server.address}${link.path}`);
    await page.locator("h1").first().waitFor();
    await page.goto(`${server.address}/assistants/${id}`);
  }, 90_000);
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  }, 30_000);

  const publish = async (): Promise<void> => {
    await page.getByRole("button", { name: "Publish…" }).click();
    await page.getByRole("button", { name: "Publish", exact: true }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
  };

  it("names who is rung; a number that cannot be dialled stays where it was typed, with the reason", async () => {
    await page.getByLabel("Who", { exact: true }).fill("Front Desk");
    await page.getByLabel("Phone number", { exact: true }).fill("555 0100");
    await page.getByLabel("Phone number", { exact: true }).press("Enter");
    await page.getByText("With the country’s code").waitFor();
    expect(await page.getByLabel("Who", { exact: true }).inputValue()).toBe("Front Desk");
    await page.getByLabel("Phone number", { exact: true }).fill("+1 (415) 555-0100");
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await page.getByRole("button", { name: "Remove Front Desk" }).waitFor();
    await expect
      .poll(async () => (await stored()).people, SOON)
      .toEqual([{ id: "front-desk", name: "Front Desk", number: "+14155550100" }]);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.filter(({ impact }) => impact === "serious" || impact === "critical")).toEqual([]);
  }, 60_000);

  it("goes back to what answered before, and goes on editing from there", async () => {
    await publish();
    const message = page.getByLabel("First message");
    await message.fill("Good day. I am a machine.");
    await expect.poll(async () => (await stored()).firstMessage, SOON).toBe("Good day. I am a machine.");
    await publish();
    await page.getByText("Version 2", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Go back to version 1" }).click();
    await page.getByRole("button", { name: "Go back", exact: true }).last().click();
    await page.getByText("Version 3", { exact: true }).waitFor();
    expect(await message.inputValue()).toBe("Hello, this is an automated assistant.");
    expect(await stored()).toMatchObject({ publishedVersion: 3, draft: false });
    await message.fill("Hello again, from a machine.");
    await expect.poll(async () => (await stored()).firstMessage, SOON).toBe("Hello again, from a machine.");
    expect(problems).toEqual([]);
  }, 60_000);
});
