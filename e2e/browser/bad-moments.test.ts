/** Bad moments at the console, in a browser: what was typed stays typed, and whoever sits there is told what to do. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type SpawnedServer, spawnServer } from "@offhook/server";
import type { Browser, BrowserContext, Page } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildConsole } from "../../scripts/build-console.mjs";
import { browserPath, openBrowser } from "./browser.ts";

const path = browserPath();
const SOON = { timeout: 15_000 };
const AWAY_MS = 10_000;

interface Stored {
  id: string;
  name: string;
  firstMessage: string;
  publishedVersion: number | null;
}

/** Finds a button by how its label begins, or by its text, and presses it twice before anything can be drawn. */
const pressedTwice = `((label, text) => {
  const all = [...document.querySelectorAll("button")];
  const button = all.find((one) => (text ? one.textContent === text : one.ariaLabel?.startsWith(label)));
  button.click();
  button.click();
})`;

describe.skipIf(path === null)("a bad moment", () => {
  const folder = mkdtempSync(join(tmpdir(), "offhook-bad-moments-"));
  let server: SpawnedServer;
  let browser: Browser;
  const problems: string[] = [];

  const start = async (port: string): Promise<void> => {
    const { PATH, HOME } = process.env;
    server = await spawnServer({ env: { PATH, HOME, OFFHOOK_DATA: folder, PORT: port, OFFHOOK_LOG_LEVEL: "silent" } });
  };
  const api = async <T>(method: string, route: string, body?: object): Promise<T> => {
    const type: Record<string, string> = body ? { "content-type": "application/json" } : {};
    const headers = { authorization: `Bearer ${server.token}`, ...type };
    const sent = { method, headers, body: body ? JSON.stringify(body) : null };
    return (await (await fetch(`${server.address}${route}`, sent)).json()) as T;
  };
  const made = async (name: string): Promise<string> =>
    (await api<Stored>("POST", "/v1/assistants", { name, firstMessage: "Hello, this is a machine." })).id;
  const stored = (id: string) => api<Stored>("GET", `/v1/assistants/${id}`);
  const all = async () => (await api<{ items: Stored[] }>("GET", "/v1/assistants?limit=200")).items;
  const storedSoon = (id: string, look: (stored: Stored) => unknown) =>
    expect.poll(async () => look(await stored(id)), SOON);

  async function enter(context: BrowserContext, link?: string): Promise<Page> {
    const page = await context.newPage();
    page.on("pageerror", ({ message }) => problems.push(message));
    const at = link ?? (await api<{ path: string }>("POST", "/v1/sign-in-links")).path;
    await page.goto(`${server.address}${at}`);
    await page.getByRole("navigation").waitFor();
    return page;
  }
  async function newContext(language: "en" | "ru" = "en"): Promise<BrowserContext> {
    const context = await browser.newContext({ reducedMotion: "reduce", viewport: { width: 1280, height: 860 } });
    const kept = JSON.stringify(JSON.stringify({ language }));
    await context.addInitScript({ content: `localStorage.setItem("offhook-preferences", ${kept})` });
    return context;
  }
  async function editorOf(page: Page, id: string) {
    await page.goto(`${server.address}/assistants/${id}`);
    const message = page.getByRole("textbox", { name: "First message" });
    await message.waitFor();
    return message;
  }

  beforeAll(async () => {
    expect(await buildConsole()).toBeNull();
    await start("0");
    browser = await openBrowser(path ?? "");
  }, 90_000);
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  }, 30_000);

  it("the session ends while somebody types: it is kept, and saved once they are signed in again", async () => {
    const id = await made("Session");
    const context = await newContext();
    const page = await enter(context);
    const message = await editorOf(page, id);
    await message.fill("Good day.");
    await storedSoon(id, ({ firstMessage }) => firstMessage).toBe("Good day.");
    const other = await context.newPage();
    await other.goto(`${server.address}/settings`);
    const ended = await other.evaluate<number>(
      "fetch('/v1/session', { method: 'DELETE' }).then(({ status }) => status)",
    );
    expect(ended).toBe(204);
    await message.pressSequentially(" I am a machine.");
    await page.getByRole("heading", { name: "Please sign in" }).waitFor();
    await page.getByText("What you have typed is still here").waitFor();
    await page.getByText("npx --no offhook login").first().waitFor();
    expect((await stored(id)).firstMessage).toBe("Good day.");
    // In another tab, by a new link; this one goes on by itself.
    await enter(context);
    await message.waitFor(SOON);
    expect(await message.inputValue()).toBe("Good day. I am a machine.");
    await storedSoon(id, ({ firstMessage }) => firstMessage).toBe("Good day. I am a machine.");
    await page.getByRole("alert").waitFor({ state: "detached" });
    await context.close();
  }, 60_000);

  it("two tabs write the same draft: the second is told, keeps its words, and can take the other's", async () => {
    const id = await made("Two tabs");
    const context = await newContext();
    const [first, second] = [await enter(context), await enter(context)];
    const [theirs, mine] = [await editorOf(first, id), await editorOf(second, id)];
    await theirs.fill("Theirs.");
    await storedSoon(id, ({ firstMessage }) => firstMessage).toBe("Theirs.");
    await mine.fill("Mine.");
    await second.getByText("Somebody else has changed this assistant.").waitFor();
    expect(await mine.inputValue()).toBe("Mine.");
    await second.getByText("Not saved yet").waitFor();
    await second.getByRole("button", { name: "Take theirs" }).click();
    await expect.poll(() => mine.inputValue(), SOON).toBe("Theirs.");
    // And goes on from there.
    await mine.fill("Both of us.");
    await storedSoon(id, ({ firstMessage }) => firstMessage).toBe("Both of us.");
    await context.close();
  }, 60_000);

  it("pressed twice, Create makes one and Publish publishes once", async () => {
    const context = await newContext();
    const page = await enter(context);
    await page.goto(`${server.address}/assistants`);
    const before = (await all()).length;
    const create = page.getByRole("button", { name: /^Create:/ }).first();
    await create.waitFor();
    // Both within one task: before anything could be drawn.
    await page.evaluate(`${pressedTwice}("Create:")`);
    await page.waitForURL(/\/assistants\/asst_/);
    expect((await all()).length).toBe(before + 1);
    const id = page.url().split("/").at(-1) ?? "";
    await page.getByRole("button", { name: "Publish…" }).dblclick();
    await page.getByLabel("What changed").fill("First");
    await page.evaluate(`${pressedTwice}("", "Publish")`);
    await page.getByRole("dialog").waitFor({ state: "detached" });
    expect((await stored(id)).publishedVersion).toBe(1);
    await page.goto(`${server.address}/assistants`);
    await create.dblclick();
    await page.waitForURL(/\/assistants\/asst_/);
    expect((await all()).length).toBe(before + 2);
    await context.close();
  }, 60_000);

  it("the server is away for ten seconds: not saved yet, then saved by itself", async () => {
    const id = await made("Away");
    const context = await newContext();
    const page = await enter(context);
    const message = await editorOf(page, id);
    const { port } = new URL(server.address);
    await server.stop();
    await message.fill("Typed while nobody was there.");
    await page.getByText("Not saved yet").waitFor();
    await page.getByText("The server does not answer.").first().waitFor();
    await page.getByText("What you typed stays here").waitFor();
    await pause(AWAY_MS);
    expect(await message.inputValue()).toBe("Typed while nobody was there.");
    await start(port);
    await storedSoon(id, ({ firstMessage }) => firstMessage).toBe("Typed while nobody was there.");
    await page.getByText("Not saved yet").waitFor({ state: "detached" });
    expect(await message.inputValue()).toBe("Typed while nobody was there.");
    await page.getByRole("alert").waitFor({ state: "detached" });
    await context.close();
  }, 90_000);

  it("another page of the console is opened within a moment after the last letter: it is saved", async () => {
    const id = await made("Hurry");
    const context = await newContext();
    const page = await enter(context);
    await (await editorOf(page, id)).fill("In a hurry.");
    await page.getByRole("navigation").getByRole("link", { name: "Calls" }).click();
    await storedSoon(id, ({ firstMessage }) => firstMessage).toBe("In a hurry.");
    await context.close();
  }, 30_000);

  it("a viewer can press nothing that would be refused, and reads why", async () => {
    const id = await made("Looked at");
    const body = { email: "viewer@clinic.example", name: "Vera", role: "viewer" };
    const { path: link } = await api<{ path: string }>("POST", "/v1/members", body);
    const context = await newContext();
    const page = await enter(context, link);
    const refused: string[] = [];
    page.on("response", (response) => {
      if (response.status() === 403) refused.push(`${response.request().method()} ${response.url()}`);
    });
    const why = page.getByText("that takes the role of an editor");
    await page.goto(`${server.address}/assistants`);
    await why.waitFor();
    const create = page.getByRole("button", { name: /^Create:/ });
    expect(await create.count()).toBeGreaterThan(2);
    for (const button of await create.all()) expect(await button.isDisabled()).toBe(true);
    expect(await page.locator("input[type=file]").isDisabled()).toBe(true);
    const message = await editorOf(page, id);
    await why.first().waitFor();
    expect(await message.isDisabled()).toBe(true);
    expect(await page.getByRole("button", { name: "Publish…" }).isDisabled()).toBe(true);
    expect(await page.getByRole("button", { name: "Talk" }).isDisabled()).toBe(true);
    await page.goto(`${server.address}/providers`);
    await page.locator("article").first().waitFor();
    await page.getByRole("button", { name: "Key", exact: true }).first().click();
    await page.getByText("Only an owner may change this.").waitFor();
    await page.goto(`${server.address}/settings`);
    await page.getByText(/owner/i).first().waitFor();
    expect(refused).toEqual([]);
    await context.close();
  }, 60_000);

  it("a file that is no assistant of Vapi's is refused in the language of the page, and the next one is taken", async () => {
    const context = await newContext("ru");
    const page = await enter(context);
    await page.goto(`${server.address}/assistants`);
    const file = page.locator("input[type=file]");
    const gives = (text: string) =>
      file.setInputFiles({ name: "vapi.json", mimeType: "application/json", buffer: Buffer.from(text) });
    const before = (await all()).length;
    await gives('{"name": "Half');
    await page.getByRole("alert").filter({ hasText: "JSON" }).waitFor();
    await gives("[1, 2]");
    await page.getByRole("alert").waitFor();
    await gives(JSON.stringify({ name: "a".repeat(1_200_000) }));
    await page.getByRole("alert").filter({ hasText: "Отправлено слишком много." }).waitFor();
    expect((await all()).length).toBe(before);
    await gives(JSON.stringify({ name: "Из Vapi", firstMessage: "Здравствуйте!" }));
    await page
      .getByRole("link", { name: /Из Vapi/ })
      .first()
      .waitFor();
    expect((await all()).length).toBe(before + 1);
    expect(await page.getByRole("alert").count()).toBe(0);
    expect(problems).toEqual([]);
    await context.close();
  }, 60_000);
});
