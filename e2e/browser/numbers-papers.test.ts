/**
 * Papers that a country asks for when a number is bought: none yet, under review, unreadable; and who may not buy at all.
 * In a real browser, against a Twilio on this machine.
 */
import type { Locator, Page } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browserPath } from "./browser.ts";
import { LOOKS, type NumbersHouse, openNumbersHouse, picture, SOON, see } from "./numbers-house.ts";

const path = browserPath();
const DESK = "+12125550121";
/** Of the shelf's: the first asks for an address, the others for a bundle. */
const [LONDON, TALLINN, UK_MOBILE] = ["+442079460003", "+37259000000", "+447700900003"] as const;
const ESTONIAN = { friendlyName: "Riverside", isoCountry: "EE", numberType: "mobile" } as const;

describe.skipIf(path === null)("a country's papers", () => {
  let house: NumbersHouse;
  let page: Page;

  beforeAll(async () => {
    house = await openNumbersHouse(path ?? "", [DESK]);
    const { accountSid, authToken } = house.twin;
    await house.api("POST", "/v1/twilio/accounts", { accountSid, authToken });
    await house.api("POST", "/v1/phone-numbers", { number: DESK, carrier: "twilio", accountSid });
    page = await house.signIn({ language: "en", theme: "light", width: 1280 });
    await page.goto(`${house.address}/phone-numbers`);
    await page.getByRole("button", { name: "Connect a number" }).click();
  }, 90_000);
  afterAll(() => house?.end(), 30_000);

  const button = (name: string | RegExp): Locator =>
    page.getByRole("button", { name, exact: typeof name === "string" });
  const line = (text: string): Locator => page.getByRole("tabpanel").getByRole("listitem").filter({ hasText: text });
  const search = async (country: string, kind = "local"): Promise<void> => {
    await page.getByRole("tab", { name: "Buy" }).click();
    await page.getByLabel("Country").selectOption(country);
    await page.getByLabel("Kind").selectOption(kind);
    await button("Search numbers").click();
  };

  it("reads that its bundle is still under review, and buys with it once Twilio has approved it", async () => {
    const waiting = house.twin.account.papers.addBundle({ ...ESTONIAN, status: "in-review" }).sid;
    await search("EE", "mobile");
    await line(TALLINN).getByRole("button").click();
    await page
      .getByText("no approved bundle for such numbers (Estonia). Twilio is still looking through one.")
      .waitFor();
    // Only Twilio knows whether this number needs one: it is asked, and says so.
    await button("Buy for $3.00 a month").click();
    await page.getByText("Twilio sells this number only with a regulatory bundle").waitFor(SOON);
    expect(await button(/^Buy for/).count()).toBe(0);
    // With the refusal the papers are looked at anew.
    await button("Look again").waitFor(SOON);
    const paper = house.twin.account.papers.bundle(waiting);
    if (paper) paper.status = "twilio-approved";
    await button("Look again").click();
    // There is but one: it is chosen.
    await button("Buy for $3.00 a month").waitFor(SOON);
    expect(await page.getByLabel("Regulatory bundle").inputValue()).toBe(waiting);
    await button("Buy for $3.00 a month").click();
    await page.getByText(`${TALLINN} is yours, and it leads here.`).waitFor(SOON);
    expect(house.twin.account.numbers.find(TALLINN)?.settings.BundleSid).toBe(waiting);
  }, 60_000);

  it("types the SIDs by hand while the account's papers cannot be read", async () => {
    const unread = { error: { code: "twilio-not-reached", message: "Twilio's API could not be reached.", fix: "…" } };
    await page.route("**/papers?*", (route) => route.fulfill({ status: 502, json: unread }));
    await button("Search for another").click();
    await search("GB");
    await line(LONDON).getByRole("button").click();
    await page.getByText("Twilio's API could not be reached").waitFor(SOON);
    await page.getByText("If you know their SIDs, type them below.").waitFor();
    const place = { street: "5 Quay Street", city: "London", postalCode: "SE1 2AA", isoCountry: "GB" };
    const { sid } = house.twin.account.papers.addAddress({ customerName: "Riverside Clinic", ...place });
    const typed = page.getByLabel("Address SID");
    await typed.fill("AD1");
    await button("Buy for $3.50 a month").click();
    expect(house.twin.account.numbers.find(LONDON)).toBeUndefined();
    await typed.fill(sid);
    await picture(page, "typed");
    let asked = 0;
    let letGo = (): void => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    await page.route("**/buy", async (route) => {
      asked += 1;
      await held;
      await route.continue();
    });
    await page.keyboard.press("Enter");
    await button("Buying…").waitFor();
    // Whatever is done with the papers meanwhile: it is under way, and asked for once.
    await button("Try again").click();
    await typed.fill(`${sid.slice(0, -1)}`);
    await typed.fill(sid);
    await page.keyboard.press("Enter");
    expect(await button("Buying…").isDisabled()).toBe(true);
    letGo();
    await page.getByText(`${LONDON} is yours, and it leads here.`).waitFor(SOON);
    expect(house.twin.account.numbers.find(LONDON)?.settings).toMatchObject({ AddressSid: sid, BundleSid: "" });
    expect(asked).toBe(1);
    await page.unroute("**/buy");
    await page.unroute("**/papers?*");
  }, 60_000);

  const signedInAs = async (role: "viewer" | "editor"): Promise<Page> => {
    const own = await house.signInAs(role);
    await own.goto(`${house.address}/phone-numbers`);
    await own.locator("main li h2").first().waitFor();
    return own;
  };

  it("lets a viewer read everything and press nothing that would be refused", async () => {
    const own = await signedInAs("viewer");
    await own.getByText("that takes the role of an editor").waitFor();
    expect(await own.getByRole("button", { name: "Connect a number" }).count()).toBe(0);
    const card = own.locator("main li").filter({ hasText: "+1 212 555 0121" }).first();
    expect(await card.getByLabel("Answered by").isDisabled()).toBe(true);
    for (const panel of ["Hours", "If this server is gone", "Disconnect"]) {
      await card.getByRole("button", { name: panel, exact: true }).click();
      const within = card.locator("fieldset").last().locator("button, input, select, textarea");
      expect(await within.count()).toBeGreaterThan(0);
      for (const control of await within.all()) expect(await control.isDisabled()).toBe(true);
    }
    await card.getByRole("button", { name: "Why did it not ring?" }).click();
    await card.getByText("Everything on the way to this number is in order.").waitFor(SOON);
    await picture(own, "viewer");
    await own.context().close();
  }, 60_000);

  it("lets an editor look at what is for sale, and leaves buying to an owner", async () => {
    const own = await signedInAs("editor");
    await own.getByRole("button", { name: "Connect a number" }).click();
    await own.getByRole("tab", { name: "Buy" }).click();
    await own.getByRole("button", { name: "Search numbers" }).click();
    const offered = own.getByRole("tabpanel").getByRole("listitem").first();
    await offered.getByRole("button").click();
    await own.getByText("Only an owner may change this.").waitFor();
    expect(await own.getByRole("button", { name: /^Buy for/ }).isDisabled()).toBe(true);
    await own.getByRole("button", { name: "Not now" }).click();
    await own.getByLabel("Twilio account").selectOption({ label: "Another account…" });
    await own.getByText("Only an owner may change this.").waitFor();
    expect(await own.getByLabel("Auth Token").isDisabled()).toBe(true);
    await own.context().close();
  }, 60_000);

  it.each(LOOKS)(
    "$language, $theme, $width: keeps nobody out",
    async (look) => {
      const own = await house.signIn(look);
      await own.goto(`${house.address}/phone-numbers`);
      const panel = own.getByRole("tabpanel");
      await own.locator("header button").last().click();
      await own.getByRole("tab").nth(2).click();
      await panel.locator("select").nth(1).selectOption("GB");
      await panel.locator("select").nth(2).selectOption("mobile");
      await panel.locator("button[type=submit]").click();
      await panel.getByRole("listitem").filter({ hasText: UK_MOBILE }).getByRole("button").click();
      await panel.locator("a[href*=regulatory-compliance]").waitFor();
      await see(own, "no-bundle", look);
      await own.context().close();
    },
    90_000,
  );
});
