/**
 * Every page of the console: nothing broken in it, nothing that keeps somebody out (axe), no scrolling to the side. With
 * `SCREENSHOTS=<folder>` it goes through all languages, colours and widths and leaves a picture of each page there.
 */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { type SpawnedServer, spawnServer } from "@offhook/server";
import type { Browser, BrowserContext, Page } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildConsole } from "../../scripts/build-console.mjs";
import { browserPath, openBrowser } from "./browser.ts";
import { fillHouse, type Sights, STOPS } from "./tour.ts";

const path = browserPath();
const pictures = process.env.SCREENSHOTS;

interface Look {
  language: "en" | "ru";
  theme: "light" | "dark";
  width: "desktop" | "phone";
}

const SIZES = { desktop: { width: 1280, height: 860 }, phone: { width: 390, height: 844 } };
const ALL: Look[] = (["en", "ru"] as const).flatMap((language) =>
  (["light", "dark"] as const).flatMap((theme) =>
    (["desktop", "phone"] as const).map((width) => ({ language, theme, width })),
  ),
);
/** The two that differ in everything. */
const FEW = ALL.filter(
  ({ language, theme, width }) => `${language} ${theme} ${width}`.match(/^en light desktop|^ru dark phone/) !== null,
);

describe.skipIf(path === null)("the pages of the console", () => {
  const folder = mkdtempSync(join(tmpdir(), "offhook-pages-"));
  let server: SpawnedServer;
  let browser: Browser;
  let sights: Sights;
  beforeAll(async () => {
    expect(await buildConsole()).toBeNull();
    const { PATH, HOME } = process.env;
    server = await spawnServer({ env: { PATH, HOME, OFFHOOK_DATA: folder, PORT: "0", OFFHOOK_LOG_LEVEL: "silent" } });
    sights = await fillHouse(server);
    browser = await openBrowser(path ?? "");
    if (pictures) mkdirSync(pictures, { recursive: true });
  }, 150_000);
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  }, 30_000);

  async function signedIn({ language, theme, width }: Look): Promise<{ context: BrowserContext; page: Page }> {
    const context = await browser.newContext({ viewport: SIZES[width], colorScheme: theme, reducedMotion: "reduce" });
    const kept = JSON.stringify(JSON.stringify({ language }));
    await context.addInitScript({ content: `localStorage.setItem("offhook-preferences", ${kept})` });
    const page = await context.newPage();
    const headers = { authorization: `Bearer ${server.token}` };
    const answer = await fetch(`${server.address}/v1/sign-in-links`, { method: "POST", headers });
    await page.goto(`${server.address}${((await answer.json()) as { path: string }).path}`);
    await page.locator("h1").first().waitFor();
    return { context, page };
  }

  it.each(pictures ? ALL : FEW)(
    "$language, $theme, $width: are whole, and keep nobody out",
    async (look) => {
      const { context, page } = await signedIn(look);
      const problems: string[] = [];
      page.on("pageerror", ({ message }) => problems.push(message));
      for (const stop of STOPS) {
        await page.goto(`${server.address}${stop.path(sights)}`);
        await stop.ready(page);
        await page.waitForLoadState("networkidle");
        const shown = await page.evaluate<string>("document.documentElement.lang");
        expect([stop.name, shown]).toEqual([stop.name, look.language]);
        if (pictures) await page.screenshot({ path: join(pictures, pictureName(stop.name, look)), fullPage: true });
        const { violations } = await new AxeBuilder({ page }).analyze();
        const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
        expect(serious.map(({ id, nodes }) => `${stop.name}: ${id}: ${nodes[0]?.html}`)).toEqual([]);
        const beyond = await page.evaluate<number>("document.documentElement.scrollWidth - innerWidth");
        expect([stop.name, Math.max(0, beyond)]).toEqual([stop.name, 0]);
      }
      expect(problems).toEqual([]);
      await context.close();
    },
    120_000,
  );
});

const pictureName = (stop: string, { language, theme, width }: Look): string =>
  `${stop}-${language}-${theme}-${width}.png`;
