/**
 * An owner with a Twilio account: imports what it has, of which one number goes wrong, and buys a new one that asks for
 * papers, loses an answer on the way, and hears the new number answered. By keyboard where it matters, in a real browser.
 */
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { type SpawnedServer, spawnServer } from "@offhook/server";
import { TwilioTwin } from "@offhook/twin-twilio";
import type { Browser, BrowserContext, Locator, Page } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildConsole } from "../../scripts/build-console.mjs";
import { browserPath, openBrowser } from "./browser.ts";

const path = browserPath();
const pictures = process.env.SCREENSHOTS;
const SOON = { timeout: 15_000 };
const THEIRS = "https://theirs.example/answer";
const [DESK, SHOP, FAX] = ["+12125550121", "+12125550122", "+12125550123"] as const;
/** Of the shelf's: in London one needs an address, in Berlin an address and a bundle. */
const [LONDON, BERLIN, HILO] = ["+442079460003", "+493023125000", "+18085550100"] as const;
const ADDRESS = `AD${"1".repeat(32)}`;
const BUNDLE = `BU${"2".repeat(32)}`;

interface Look {
  language: "en" | "ru";
  theme: "light" | "dark";
  width: 1280 | 390;
}
const LOOKS: Look[] = (["en", "ru"] as const).flatMap((language) =>
  (["light", "dark"] as const).flatMap((theme) => ([1280, 390] as const).map((width) => ({ language, theme, width }))),
);
/** The two that differ in everything. */
const FEW = LOOKS.filter((look) => /^en,light,1280|^ru,dark,390/.test(Object.values(look).join()));

describe.skipIf(path === null)("an owner with a Twilio account", () => {
  const folder = mkdtempSync(join(tmpdir(), "offhook-numbers-"));
  const twin = new TwilioTwin({ keepsAudio: false });
  let server: SpawnedServer;
  let browser: Browser;
  let page: Page;
  let assistantId: string;
  const problems: string[] = [];

  const api = async <T>(method: string, route: string, body?: object): Promise<T> => {
    const type: Record<string, string> = body ? { "content-type": "application/json" } : {};
    const answer = await fetch(`${server.address}${route}`, {
      method,
      headers: { authorization: `Bearer ${server.token}`, ...type },
      body: body ? JSON.stringify(body) : null,
    });
    return (await answer.json()) as T;
  };
  const stored = async (number: string) =>
    (await api<{ items: { number: string; assistantId: string | null }[] }>("GET", "/v1/phone-numbers")).items.find(
      (one) => one.number === number,
    );
  const signedIn = async ({ language, theme, width }: Look): Promise<BrowserContext> => {
    const viewport = { width, height: 860 };
    const context = await browser.newContext({ viewport, colorScheme: theme, reducedMotion: "reduce" });
    const kept = JSON.stringify(JSON.stringify({ language }));
    await context.addInitScript({ content: `localStorage.setItem("offhook-preferences", ${kept})` });
    const first = await context.newPage();
    const link = await api<{ path: string }>("POST", "/v1/sign-in-links");
    await first.goto(`${server.address}${link.path}`);
    await first.locator("h1").first().waitFor();
    return context;
  };

  beforeAll(async () => {
    expect(await buildConsole()).toBeNull();
    for (const number of [DESK, SHOP, FAX]) twin.addNumber(number, { VoiceUrl: THEIRS });
    const TWILIO_BASE_URL = await twin.listen();
    const { PATH, HOME } = process.env;
    const env = { PATH, HOME, OFFHOOK_DATA: folder, PORT: "0", OFFHOOK_LOG_LEVEL: "silent", TWILIO_BASE_URL };
    server = await spawnServer({ env });
    const made = { name: "Riverside", firstMessage: "Hello, this is an automated assistant." };
    assistantId = (await api<{ id: string }>("POST", "/v1/assistants", made)).id;
    await api("POST", `/v1/assistants/${assistantId}/publish`);
    browser = await openBrowser(path ?? "");
    page = (await signedIn({ language: "en", theme: "light", width: 1280 })).pages()[0] as Page;
    page.on("pageerror", ({ message }) => problems.push(message));
    if (pictures) mkdirSync(pictures, { recursive: true });
  }, 90_000);
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    await twin.close();
    rmSync(folder, { recursive: true, force: true });
  }, 30_000);

  const button = (name: string | RegExp): Locator =>
    page.getByRole("button", { name, exact: typeof name === "string" });
  const line = (text: string): Locator => page.getByRole("tabpanel").getByRole("listitem").filter({ hasText: text });

  /** Where the story stands, for those who look at the pictures. */
  const picture = async (name: string): Promise<void> => {
    if (pictures) await page.screenshot({ path: join(pictures, `numbers-story-${name}.png`), fullPage: true });
  };

  it("is told at once when the account's keys are wrong, and what was typed stays", async () => {
    await page.goto(`${server.address}/phone-numbers`);
    await page.getByRole("tab", { name: "One number" }).focus();
    await page.keyboard.press("ArrowRight");
    expect(await page.getByRole("tab", { name: "From an account" }).getAttribute("aria-selected")).toBe("true");
    await page.getByLabel("Account SID").fill(twin.accountSid);
    await page.getByLabel("Auth Token").fill("0".repeat(32));
    await button("Use this account").click();
    await page.getByRole("alert").getByText("20003").waitFor();
    expect(await page.getByLabel("Account SID").inputValue()).toBe(twin.accountSid);
    await page.getByLabel("Auth Token").fill(twin.authToken);
    await page.keyboard.press("Enter");
    await line("+1 212 555 0121").waitFor();
  }, 60_000);

  it("imports two numbers, of which one goes wrong; the other is here all the same", async () => {
    expect(await line("+1 212 555 0121").innerText()).toContain("Answered by theirs.example now");
    for (const number of ["+1 212 555 0121", "+1 212 555 0122"]) {
      await line(number).getByRole("checkbox").focus();
      await page.keyboard.press("Space");
    }
    await page.getByRole("tabpanel").getByLabel("Answered by").selectOption({ label: "Riverside" });
    await button("Look what would change").click();
    await button("Import 2 numbers").waitFor(SOON);
    expect(await line("+1 212 555 0121").innerText()).toContain(`${server.address}/twilio/voice`);
    // Shown, and nothing is changed.
    expect(twin.account.numbers.find(DESK)?.settings.VoiceUrl).toBe(THEIRS);
    const shop = twin.account.numbers.find(SHOP);
    if (shop) twin.account.numbers.release(shop);
    await button("Import 2 numbers").click();
    await page.getByText("Imported: 1. Not imported: 1.").waitFor(SOON);
    await picture("imported");
    expect(await line("+1 212 555 0121").innerText()).toContain("imported");
    expect(await line("+1 212 555 0122").getByRole("alert").innerText()).toContain("does not have the number");
    expect(await line("+1 212 555 0123").getByRole("checkbox").isEnabled()).toBe(true);
    expect(twin.account.numbers.find(DESK)?.settings.VoiceUrl).toBe(`${server.address}/twilio/voice`);
    expect([await stored(DESK), await stored(SHOP)]).toEqual([expect.objectContaining({ assistantId }), undefined]);
  }, 60_000);

  const search = async (country: string, kind = "local"): Promise<void> => {
    await page.getByRole("tab", { name: "Buy" }).click();
    await page.getByLabel("Country").selectOption(country);
    await page.getByLabel("Kind").selectOption(kind);
    await button("Search numbers").click();
  };

  it("sees what a number costs and asks for, and buys it once its papers are named", async () => {
    await search("DE");
    await page.getByText("$1.15 a month each, by Twilio's price list.").waitFor(SOON);
    expect(await line(BERLIN).innerText()).toContain("asks for an address in that country");
    await line(BERLIN).getByRole("button").click();
    await page.getByText("Twilio charges your account $1.15 now and every month").waitFor();
    await page.getByText("In Twilio's console: Trust Hub, Addresses.").waitFor();
    // Without the address nothing is sent.
    await button("Buy for $1.15 a month").click();
    expect(twin.account.numbers.find(BERLIN)).toBeUndefined();
    await page.getByLabel("Address SID").fill(ADDRESS);
    await button("Buy for $1.15 a month").click();
    await page.getByText("Twilio sells this number only with a regulatory bundle").waitFor(SOON);
    expect(await page.getByRole("alert").innerText()).toContain("21649");
    expect(await page.getByLabel("Address SID").inputValue()).toBe(ADDRESS);
    await page.getByLabel("Bundle SID").fill(BUNDLE);
    await page.keyboard.press("Enter");
    await page.getByText(`${BERLIN} is yours, and it leads here.`).waitFor(SOON);
    expect(twin.account.numbers.find(BERLIN)?.settings).toMatchObject({
      ...{ VoiceUrl: `${server.address}/twilio/voice`, AddressSid: ADDRESS, BundleSid: BUNDLE },
    });
  }, 60_000);

  it("gives it to an assistant at once, who answers whoever calls it", async () => {
    await page.getByLabel("Who answers the new number").selectOption({ label: "Riverside" });
    await page.getByText("Saved: calls from now on are answered so.").waitFor(SOON);
    await picture("bought");
    expect((await stored(BERLIN))?.assistantId).toBe(assistantId);
    const call = twin.placeCall({ from: "+4930901820", to: BERLIN });
    const calls = `/v1/calls?to=${encodeURIComponent(BERLIN)}`;
    const said = async (): Promise<string> => {
      const { items } = await api<{ items: { id: string }[] }>("GET", calls);
      if (!items[0]) return "";
      const { turns } = await api<{ turns: { text: string }[] }>("GET", `/v1/calls/${items[0].id}/transcript`);
      return turns.map(({ text }) => text).join(" ");
    };
    await expect.poll(said, { timeout: 20_000 }).toMatch(/automated assistant/);
    call.hangUp();
  }, 60_000);

  it("never asks twice for what may be bought already: it has to look at its numbers first", async () => {
    let asked = 0;
    await page.route("**/buy", async (route) => {
      asked += 1;
      await route.fetch();
      await route.abort();
    });
    await button("Search for another").click();
    await search("US");
    await page.getByLabel("Area code").fill("808");
    await button("Search numbers").click();
    await line("+1 808 555 0100").getByRole("button").click();
    await page.getByText("No address and no papers are asked for.").waitFor();
    await button("Buy for $1.15 a month").click();
    await page.getByText("Nobody knows whether +1 808 555 0100 was bought.").waitFor(SOON);
    expect(await button(/^Buy/).count()).toBe(0);
    expect(await button("Search numbers").count()).toBe(0);
    await picture("unclear");
    // Nor by a way round.
    await page.getByRole("tab", { name: "One number" }).click();
    await page.getByRole("tab", { name: "Buy" }).click();
    await page.getByText("Nobody knows whether").waitFor();
    await page.keyboard.press("Enter");
    await line("+1 808 555 0100").getByText("connected here").waitFor(SOON);
    expect([asked, twin.account.numbers.all.filter((one) => one.phoneNumber === HILO).length]).toEqual([1, 1]);
    await page.unroute("**/buy");
    // Having looked, one may go on.
    await search("US");
    await page.getByText("numbers for sale").waitFor(SOON);
    expect(problems).toEqual([]);
  }, 60_000);

  it("says what a trial account cannot do before anything is searched for", async () => {
    await page.route("**/v1/phone-numbers", async (route) => {
      const answer = await route.fetch();
      const told = (await answer.json()) as object;
      await route.fulfill({ response: answer, json: "routing" in told ? { ...told, accountType: "trial" } : told });
    });
    await page.reload();
    await button("Connect a number").click();
    await page.getByRole("tab", { name: "Buy" }).click();
    await page.getByText("This is a trial account. Twilio lets it have one number").waitFor(SOON);
    await picture("trial");
    await page.unroute("**/v1/phone-numbers");
  }, 60_000);

  it("hears from the doctor which number would not ring, and why", async () => {
    const doctor = async () => {
      const { PATH, HOME } = process.env;
      const env = { PATH, HOME, OFFHOOK_DATA: folder };
      const args = ["packages/offhook/bin/offhook.mjs", "doctor", "--json"];
      const { stdout, code } = await new Promise<{ stdout: string; code: number }>((resolve) =>
        execFile(process.execPath, args, { env }, (error, printed) =>
          resolve({ stdout: printed, code: typeof error?.code === "number" ? error.code : 0 }),
        ),
      );
      const { numbers } = JSON.parse(stdout) as { numbers: { number: string; state: string; message: string }[] };
      return { code, desk: numbers.find(({ number }) => number === DESK) };
    };
    const desk = twin.account.numbers.find(DESK);
    expect(await doctor()).toMatchObject({
      code: 0,
      desk: { state: "ok", message: expect.stringContaining("in order") },
    });
    if (desk) twin.account.numbers.change(desk, { VoiceUrl: THEIRS });
    const { code, desk: found } = await doctor();
    expect([code, found?.state, found?.message]).toEqual([1, "failed", expect.stringContaining(THEIRS)]);
  }, 60_000);

  it("is told in a sentence why it did not ring, and puts it right with the button beside it", async () => {
    await page.reload();
    const card = page.locator("main li").filter({ hasText: "+1 212 555 0121" }).first();
    await card.getByRole("button", { name: "Why did it not ring?" }).click();
    await card.getByText(`At Twilio the number leads to ${THEIRS} and not to this server.`).first().waitFor(SOON);
    await card.getByRole("button", { name: "Point it here again" }).click();
    await card.getByText("Everything on the way to this number is in order.").waitFor(SOON);
    expect(twin.account.numbers.find(DESK)?.settings.VoiceUrl).toBe(`${server.address}/twilio/voice`);
    // Signed with another token than the account's.
    await fetch(`${server.address}/twilio/voice`, {
      method: "POST",
      headers: { "x-twilio-signature": "d3Jvbmc=" },
      body: new URLSearchParams({ AccountSid: twin.accountSid, To: DESK, From: SHOP, CallSid: `CA${"3".repeat(32)}` }),
    });
    await card.getByRole("button", { name: "Look again" }).click();
    await card.getByRole("button", { name: "Enter the keys again" }).click();
    await picture("why");
    expect(await card.getByLabel("Account SID").inputValue()).toBe(twin.accountSid);
    await card.getByLabel("Auth Token").fill(twin.authToken);
    await page.keyboard.press("Enter");
    await card.getByText("The keys are kept.").waitFor(SOON);
    const call = twin.placeCall({ from: SHOP, to: DESK });
    const answered = async () => {
      await card.getByRole("button", { name: "Look again" }).click();
      await card.getByText("Looking at Twilio").waitFor({ state: "detached" });
      return card.getByText("Everything on the way to this number is in order.").count();
    };
    await expect.poll(answered, SOON).toBe(1);
    call.hangUp();
    expect(problems).toEqual([]);
  }, 60_000);

  it.each(pictures ? LOOKS : FEW)(
    "$language, $theme, $width: keeps nobody out",
    async (look) => {
      const context = await signedIn(look);
      const own = context.pages()[0] as Page;
      await own.goto(`${server.address}/phone-numbers`);
      const see = async (name: string): Promise<void> => {
        if (pictures) {
          const file = `numbers-${name}-${look.language}-${look.theme}-${look.width}.png`;
          await own.screenshot({ path: join(pictures, file), fullPage: true });
        }
        const { violations } = await new AxeBuilder({ page: own }).analyze();
        const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
        expect(serious.map(({ id, nodes }) => `${name}: ${id}: ${nodes[0]?.html}`)).toEqual([]);
        const beyond = await own.evaluate<number>("document.documentElement.scrollWidth - innerWidth");
        expect([name, Math.max(0, beyond)]).toEqual([name, 0]);
      };
      const panel = own.getByRole("tabpanel");
      await own.locator("header button").last().click();
      await see("connect");
      await own.getByRole("tab").nth(1).click();
      await panel.getByRole("checkbox", { disabled: false }).first().check();
      await panel.locator("button:not([disabled])").last().click();
      await panel.getByText("voice", { exact: false }).first().waitFor(SOON);
      await see("import");
      await own.getByRole("tab").nth(2).click();
      await panel.locator("select").nth(1).selectOption("GB");
      await panel.locator("button[type=submit]").click();
      await panel.getByRole("listitem").filter({ hasText: LONDON }).getByRole("button").click();
      await panel.locator("input[required]").waitFor();
      await see("buy");
      await context.close();
    },
    90_000,
  );
});
