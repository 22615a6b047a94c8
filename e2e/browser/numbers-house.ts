/**
 * What the stories about phone numbers live in: a Twilio of their own, a server that asks it, a browser, and people of
 * each role who sign in.
 */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { spawnServer } from "@offhook/server";
import { TwilioTwin } from "@offhook/twin-twilio";
import type { BrowserContext, Page } from "@playwright/test";
import { expect } from "vitest";
import { buildConsole } from "../../scripts/build-console.mjs";
import { openBrowser } from "./browser.ts";

/** A folder, for those who look; left out: no pictures. */
const pictures = process.env.SCREENSHOTS;
export const SOON = { timeout: 15_000 };
/** Where the account's numbers lead before they are ours. */
export const THEIRS = "https://theirs.example/answer";

interface Look {
  language: "en" | "ru";
  theme: "light" | "dark";
  width: 1280 | 390;
}
const ALL_LOOKS: Look[] = (["en", "ru"] as const).flatMap((language) =>
  (["light", "dark"] as const).flatMap((theme) => ([1280, 390] as const).map((width) => ({ language, theme, width }))),
);
/** All of them for pictures; else the two that differ in everything. */
export const LOOKS = pictures
  ? ALL_LOOKS
  : ALL_LOOKS.filter((look) => /^en,light,1280|^ru,dark,390/.test(Object.values(look).join()));

export type NumbersHouse = Awaited<ReturnType<typeof openNumbersHouse>>;

/** `owned`: what the account has, leading elsewhere. There is one assistant, Riverside, published. */
export async function openNumbersHouse(browserPath: string, owned: readonly string[]) {
  expect(await buildConsole()).toBeNull();
  if (pictures) mkdirSync(pictures, { recursive: true });
  const folder = mkdtempSync(join(tmpdir(), "offhook-numbers-"));
  const twin = new TwilioTwin({ keepsAudio: false });
  for (const number of owned) twin.addNumber(number, { VoiceUrl: THEIRS });
  const TWILIO_BASE_URL = await twin.listen();
  const { PATH, HOME } = process.env;
  const env = { PATH, HOME, OFFHOOK_DATA: folder, PORT: "0", OFFHOOK_LOG_LEVEL: "silent", TWILIO_BASE_URL };
  const server = await spawnServer({ env });
  const browser = await openBrowser(browserPath);
  const { address } = server;

  const api = async <T>(method: string, route: string, body?: object): Promise<T> => {
    const type: Record<string, string> = body ? { "content-type": "application/json" } : {};
    const answer = await fetch(`${address}${route}`, {
      method,
      headers: { authorization: `Bearer ${server.token}`, ...type },
      body: body ? JSON.stringify(body) : null,
    });
    return (await answer.json()) as T;
  };
  const made = { name: "Riverside", firstMessage: "Hello, this is an automated assistant." };
  const { id: assistantId } = await api<{ id: string }>("POST", "/v1/assistants", made);
  await api("POST", `/v1/assistants/${assistantId}/publish`);

  const enter = async (context: BrowserContext, link: string): Promise<Page> => {
    const page = await context.newPage();
    await page.goto(`${address}${link}`);
    await page.locator("h1").first().waitFor();
    return page;
  };
  /** An owner's page. */
  const signIn = async ({ language, theme, width }: Look): Promise<Page> => {
    const viewport = { width, height: 860 };
    const context = await browser.newContext({ viewport, colorScheme: theme, reducedMotion: "reduce" });
    const kept = JSON.stringify(JSON.stringify({ language }));
    await context.addInitScript({ content: `localStorage.setItem("offhook-preferences", ${kept})` });
    return enter(context, (await api<{ path: string }>("POST", "/v1/sign-in-links")).path);
  };
  const signInAs = async (role: "viewer" | "editor"): Promise<Page> => {
    const body = { email: `${role}@clinic.example`, name: role, role };
    const { path: link } = await api<{ path: string }>("POST", "/v1/members", body);
    return enter(await browser.newContext({ viewport: { width: 1280, height: 860 } }), link);
  };
  const end = async (): Promise<void> => {
    await browser.close();
    await server.stop();
    await twin.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { twin, folder, address, assistantId, api, signIn, signInAs, end };
}

/** Where a story stands, for those who look at the pictures. */
export async function picture(page: Page, name: string): Promise<void> {
  if (pictures) await page.screenshot({ path: join(pictures, `numbers-story-${name}.png`), fullPage: true });
}

/** Nobody is kept out: by axe, and by a page that is wider than the window. */
export async function see(page: Page, name: string, look: Look): Promise<void> {
  if (pictures) {
    const file = `numbers-${name}-${look.language}-${look.theme}-${look.width}.png`;
    await page.screenshot({ path: join(pictures, file), fullPage: true });
  }
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  expect(serious.map(({ id, nodes }) => `${name}: ${id}: ${nodes[0]?.html}`)).toEqual([]);
  const beyond = await page.evaluate<number>("document.documentElement.scrollWidth - innerWidth");
  expect([name, Math.max(0, beyond)]).toEqual([name, 0]);
}
