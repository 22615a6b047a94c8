/** What stories in the console live in: a server with a database of its own, a browser, and an owner who is signed in. */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { spawnServer } from "@offhook/server";
import type { Browser, BrowserContext, Page } from "@playwright/test";
import { expect } from "vitest";
import { buildConsole } from "../../scripts/build-console.mjs";
import { openBrowser } from "./browser.ts";

/** A folder, for those who look; left out: no pictures. */
const pictures = process.env.SCREENSHOTS;

export interface Look {
  language?: "en" | "ru";
  theme?: "light" | "dark";
  width?: number;
}

export interface House {
  address: string;
  folder: string;
  browser: Browser;
  /** As the owner. Null for an answer without a body; refusals are answers too. */
  api<T>(method: string, route: string, body?: object, headers?: Record<string, string>): Promise<T>;
  /** Opens the link that signs in. */
  enter(context: BrowserContext, path: string): Promise<Page>;
  /** An owner's page. */
  signIn(look?: Look): Promise<Page>;
  end(): Promise<void>;
}

export async function openHouse(browserPath: string, env: Record<string, string> = {}): Promise<House> {
  expect(await buildConsole()).toBeNull();
  if (pictures) mkdirSync(pictures, { recursive: true });
  const folder = mkdtempSync(join(tmpdir(), "offhook-house-"));
  const { PATH, HOME } = process.env;
  const usual = { PATH, HOME, OFFHOOK_DATA: folder, PORT: "0", OFFHOOK_LOG_LEVEL: "silent" };
  const server = await spawnServer({ env: { ...usual, ...env } });
  const browser = await openBrowser(browserPath);
  const { address } = server;
  const house: House = {
    address,
    folder,
    browser,
    async api<T>(method: string, route: string, body?: object, headers: Record<string, string> = {}): Promise<T> {
      const type: Record<string, string> = body ? { "content-type": "application/json" } : {};
      const answer = await fetch(`${address}${route}`, {
        method,
        headers: { authorization: `Bearer ${server.token}`, ...type, ...headers },
        body: body ? JSON.stringify(body) : null,
      });
      return (answer.status === 204 ? null : await answer.json()) as T;
    },
    async enter(context, path) {
      const page = await context.newPage();
      await page.goto(`${address}${path}`);
      await page.locator("h1").first().waitFor();
      return page;
    },
    async signIn({ language = "en", theme = "light", width = 1280 } = {}) {
      const viewport = { width, height: 900 };
      const context = await browser.newContext({ viewport, colorScheme: theme, reducedMotion: "reduce" });
      const kept = JSON.stringify(JSON.stringify({ language }));
      await context.addInitScript({ content: `localStorage.setItem("offhook-preferences", ${kept})` });
      return house.enter(context, (await house.api<{ path: string }>("POST", "/v1/sign-in-links")).path);
    },
    async end() {
      await browser.close();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return house;
}

/** For those who look. */
export async function picture(page: Page, name: string): Promise<void> {
  if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
}

/** Nobody is kept out: by axe, and by a page that is wider than the window. */
export async function seemly(page: Page, name: string): Promise<void> {
  await picture(page, name);
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  expect(serious.map(({ id, nodes }) => `${name}: ${id}: ${nodes[0]?.html}`)).toEqual([]);
  const beyond = await page.evaluate<number>("document.documentElement.scrollWidth - innerWidth");
  expect([name, Math.max(0, beyond)]).toEqual([name, 0]);
}
