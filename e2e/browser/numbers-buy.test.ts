/**
 * An owner with a Twilio account: imports what it has, of which one number goes wrong, buys a new one with papers chosen
 * from the account's own, loses an answer on the way, and hears the new number answered. By keyboard where it matters, in
 * a real browser.
 */
import { execFile } from "node:child_process";
import type { Locator, Page } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browserPath } from "./browser.ts";
import { LOOKS, type NumbersHouse, openNumbersHouse, picture, SOON, see, THEIRS } from "./numbers-house.ts";

const path = browserPath();
const [DESK, SHOP, FAX] = ["+12125550121", "+12125550122", "+12125550123"] as const;
/** Of the shelf's: in London one needs an address, in Berlin an address and a bundle. */
const [LONDON, BERLIN, HILO] = ["+442079460003", "+493023125000", "+18085550100"] as const;
const CLINIC = { customerName: "Riverside Clinic", postalCode: "10115" };

describe.skipIf(path === null)("an owner with a Twilio account", () => {
  let house: NumbersHouse;
  let page: Page;
  /** The address in Berlin. */
  let addressSid: string;
  const problems: string[] = [];

  beforeAll(async () => {
    house = await openNumbersHouse(path ?? "", [DESK, SHOP, FAX]);
    page = await house.signIn({ language: "en", theme: "light", width: 1280 });
    page.on("pageerror", ({ message }) => problems.push(message));
  }, 90_000);
  afterAll(() => house?.end(), 30_000);

  const stored = async (number: string) =>
    (
      await house.api<{ items: { number: string; assistantId: string | null }[] }>("GET", "/v1/phone-numbers")
    ).items.find((one) => one.number === number);
  const button = (name: string | RegExp): Locator =>
    page.getByRole("button", { name, exact: typeof name === "string" });
  const line = (text: string): Locator => page.getByRole("tabpanel").getByRole("listitem").filter({ hasText: text });

  it("is told at once when the account's keys are wrong, and what was typed stays", async () => {
    await page.goto(`${house.address}/phone-numbers`);
    await page.getByRole("tab", { name: "One number" }).focus();
    await page.keyboard.press("ArrowRight");
    expect(await page.getByRole("tab", { name: "From an account" }).getAttribute("aria-selected")).toBe("true");
    await page.getByLabel("Account SID").fill(house.twin.accountSid);
    await page.getByLabel("Auth Token").fill("0".repeat(32));
    await button("Use this account").click();
    await page.getByRole("alert").getByText("20003").waitFor();
    expect(await page.getByLabel("Account SID").inputValue()).toBe(house.twin.accountSid);
    await page.getByLabel("Auth Token").fill(house.twin.authToken);
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
    expect(await line("+1 212 555 0121").innerText()).toContain(`${house.address}/twilio/voice`);
    // Shown, and nothing is changed.
    expect(house.twin.account.numbers.find(DESK)?.settings.VoiceUrl).toBe(THEIRS);
    const shop = house.twin.account.numbers.find(SHOP);
    if (shop) house.twin.account.numbers.release(shop);
    await button("Import 2 numbers").click();
    await page.getByText("Imported: 1. Not imported: 1.").waitFor(SOON);
    await picture(page, "imported");
    expect(await line("+1 212 555 0121").innerText()).toContain("imported");
    expect(await line("+1 212 555 0122").getByRole("alert").innerText()).toContain("does not have the number");
    expect(await line("+1 212 555 0123").getByRole("checkbox").isEnabled()).toBe(true);
    expect(house.twin.account.numbers.find(DESK)?.settings.VoiceUrl).toBe(`${house.address}/twilio/voice`);
    expect([await stored(DESK), await stored(SHOP)]).toEqual([
      expect.objectContaining({ assistantId: house.assistantId }),
      undefined,
    ]);
  }, 60_000);

  const search = async (country: string, kind = "local"): Promise<void> => {
    await page.getByRole("tab", { name: "Buy" }).click();
    await page.getByLabel("Country").selectOption(country);
    await page.getByLabel("Kind").selectOption(kind);
    await button("Search numbers").click();
  };

  const address = (city: string, isoCountry: string, street: string): string =>
    house.twin.account.papers.addAddress({ ...CLINIC, ...{ city, isoCountry, street } }).sid;

  it("is told where an address is made that the number asks for, and looks again once it is there", async () => {
    address("London", "GB", "5 Quay Street");
    await search("DE");
    await page.getByText("$1.15 a month each, by Twilio's price list.").waitFor(SOON);
    expect(await line(BERLIN).innerText()).toContain("asks for an address in that country");
    await line(BERLIN).getByRole("button").click();
    await page.getByText("Twilio charges your account $1.15 now and every month").waitFor();
    await page.getByText("The account has no address in the number's country (Germany).").waitFor(SOON);
    const made = page.getByRole("link", { name: "Open Addresses in Twilio's console" });
    expect(await made.getAttribute("href")).toContain("console.twilio.com");
    // What Twilio would refuse cannot be asked for.
    expect(await button(/^Buy for/).count()).toBe(0);
    await picture(page, "no-address");
    addressSid = address("Berlin", "DE", "Uferweg 3");
    address("Hamburg", "DE", "Am Kai 12");
    await button("Look again").first().click();
    await page.getByLabel("Address", { exact: true }).waitFor(SOON);
    expect(await page.getByText("The account has no address").count()).toBe(0);
  }, 60_000);

  it("buys it with an address and a bundle that it chooses among the account's", async () => {
    const given = page.getByLabel("Address", { exact: true });
    // Those in Germany, as people write them; London is not among them.
    expect(await given.locator("option").allInnerTexts()).toEqual([
      "Choose an address…",
      "Riverside Clinic, Uferweg 3, 10115 Berlin, Germany",
      "Riverside Clinic, Am Kai 12, 10115 Hamburg, Germany",
    ]);
    await button("Buy for $1.15 a month").click();
    expect(house.twin.account.numbers.find(BERLIN)).toBeUndefined();
    await given.focus();
    await page.keyboard.press("ArrowDown");
    await page.locator("address").getByText("10115 Berlin").waitFor();
    await button("Buy for $1.15 a month").click();
    await page.getByText("Twilio sells this number only with a regulatory bundle").waitFor(SOON);
    expect(await page.getByRole("alert").innerText()).toContain("21649");
    await page.getByText("The account has no approved bundle for such numbers (Germany).").waitFor();
    expect(await button(/^Buy for/).count()).toBe(0);
    expect(await given.inputValue()).toBe(addressSid);
    await button("Look again").waitFor(SOON);
    const german = { isoCountry: "DE", numberType: "local" } as const;
    const { papers } = house.twin.account;
    const bundleSid = papers.addBundle({ ...german, friendlyName: "Riverside", addressSids: [addressSid] }).sid;
    papers.addBundle({ ...german, friendlyName: "Old papers", validUntilMs: Date.UTC(2031, 4, 1) });
    await button("Look again").click();
    await page.getByLabel("Regulatory bundle").waitFor(SOON);
    expect(await page.getByLabel("Regulatory bundle").locator("option").allInnerTexts()).toEqual([
      ...["Choose a bundle…", "Old papers, valid until May 1, 2031", "Riverside"],
    ]);
    await page.getByLabel("Regulatory bundle").selectOption({ label: "Riverside" });
    await picture(page, "papers");
    await button("Buy for $1.15 a month").focus();
    await page.keyboard.press("Enter");
    await page.getByText(`${BERLIN} is yours, and it leads here.`).waitFor(SOON);
    expect(house.twin.account.numbers.find(BERLIN)?.settings).toMatchObject({
      ...{ VoiceUrl: `${house.address}/twilio/voice`, AddressSid: addressSid, BundleSid: bundleSid },
    });
  }, 60_000);

  it("gives it to an assistant at once, who answers whoever calls it", async () => {
    await page.getByLabel("Who answers the new number").selectOption({ label: "Riverside" });
    await page.getByText("Saved: calls from now on are answered so.").waitFor(SOON);
    await picture(page, "bought");
    expect((await stored(BERLIN))?.assistantId).toBe(house.assistantId);
    const call = house.twin.placeCall({ from: "+4930901820", to: BERLIN });
    const calls = `/v1/calls?to=${encodeURIComponent(BERLIN)}`;
    const said = async (): Promise<string> => {
      const { items } = await house.api<{ items: { id: string }[] }>("GET", calls);
      if (!items[0]) return "";
      const { turns } = await house.api<{ turns: { text: string }[] }>("GET", `/v1/calls/${items[0].id}/transcript`);
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
    await picture(page, "unclear");
    // Nor by a way round.
    await page.getByRole("tab", { name: "One number" }).click();
    await page.getByRole("tab", { name: "Buy" }).click();
    await page.getByText("Nobody knows whether").waitFor();
    await page.keyboard.press("Enter");
    await line("+1 808 555 0100").getByText("connected here").waitFor(SOON);
    expect([asked, house.twin.account.numbers.all.filter((one) => one.phoneNumber === HILO).length]).toEqual([1, 1]);
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
    await picture(page, "trial");
    await page.unroute("**/v1/phone-numbers");
  }, 60_000);

  it("hears from the doctor which number would not ring, and why", async () => {
    const doctor = async () => {
      const { PATH, HOME } = process.env;
      const env = { PATH, HOME, OFFHOOK_DATA: house.folder };
      const args = ["packages/offhook/bin/offhook.mjs", "doctor", "--json"];
      const { stdout, code } = await new Promise<{ stdout: string; code: number }>((resolve) =>
        execFile(process.execPath, args, { env }, (error, printed) =>
          resolve({ stdout: printed, code: typeof error?.code === "number" ? error.code : 0 }),
        ),
      );
      const { numbers } = JSON.parse(stdout) as { numbers: { number: string; state: string; message: string }[] };
      return { code, desk: numbers.find(({ number }) => number === DESK) };
    };
    const desk = house.twin.account.numbers.find(DESK);
    expect(await doctor()).toMatchObject({
      code: 0,
      desk: { state: "ok", message: expect.stringContaining("in order") },
    });
    if (desk) house.twin.account.numbers.change(desk, { VoiceUrl: THEIRS });
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
    expect(house.twin.account.numbers.find(DESK)?.settings.VoiceUrl).toBe(`${house.address}/twilio/voice`);
    // Signed with another token than the account's.
    await fetch(`${house.address}/twilio/voice`, {
      method: "POST",
      headers: { "x-twilio-signature": "d3Jvbmc=" },
      body: new URLSearchParams({
        AccountSid: house.twin.accountSid,
        To: DESK,
        From: SHOP,
        CallSid: `CA${"3".repeat(32)}`,
      }),
    });
    await card.getByRole("button", { name: "Look again" }).click();
    await card.getByRole("button", { name: "Enter the keys again" }).click();
    await picture(page, "why");
    expect(await card.getByLabel("Account SID").inputValue()).toBe(house.twin.accountSid);
    await card.getByLabel("Auth Token").fill(house.twin.authToken);
    await page.keyboard.press("Enter");
    await card.getByText("The keys are kept.").waitFor(SOON);
    const call = house.twin.placeCall({ from: SHOP, to: DESK });
    const answered = async () => {
      await card.getByRole("button", { name: "Look again" }).click();
      await card.getByText("Looking at Twilio").waitFor({ state: "detached" });
      return card.getByText("Everything on the way to this number is in order.").count();
    };
    await expect.poll(answered, SOON).toBe(1);
    call.hangUp();
    expect(problems).toEqual([]);
  }, 60_000);

  it.each(LOOKS)(
    "$language, $theme, $width: keeps nobody out",
    async (look) => {
      const own = await house.signIn(look);
      await own.goto(`${house.address}/phone-numbers`);
      const panel = own.getByRole("tabpanel");
      await own.locator("header button").last().click();
      await see(own, "connect", look);
      await own.getByRole("tab").nth(1).click();
      await panel.getByRole("checkbox", { disabled: false }).first().check();
      await panel.locator("button:not([disabled])").last().click();
      await panel.getByText("voice", { exact: false }).first().waitFor(SOON);
      await see(own, "import", look);
      await own.getByRole("tab").nth(2).click();
      await panel.locator("select").nth(1).selectOption("GB");
      await panel.locator("button[type=submit]").click();
      await panel.getByRole("listitem").filter({ hasText: LONDON }).getByRole("button").click();
      await panel.locator("select[required]").selectOption({ index: 1 });
      await see(own, "buy", look);
      await own.context().close();
    },
    90_000,
  );
});
