/** The short ways: by the palette to an assistant and on from there, a try with the values of a call, and a link that opens no more. */
import type { Page } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browserPath } from "./browser.ts";
import { type House, openHouse, seemly } from "./house.ts";

const path = browserPath();

describe.skipIf(path === null)("the short ways", () => {
  let house: House;
  let page: Page;

  beforeAll(async () => {
    house = await openHouse(path ?? "", { PUBLIC_URL: "https://calls.example.com" });
    await house.api("POST", "/v1/assistants", { name: "Harbour Clinic", templateId: "appointment-booking" });
    page = await house.signIn();
  }, 90_000);
  afterAll(() => house?.end(), 30_000);

  const typed = async (text: string): Promise<void> => {
    await page.keyboard.press("ControlOrMeta+k");
    await page.getByPlaceholder(/A page, an assistant/).waitFor();
    await page.keyboard.type(text);
    await page.keyboard.press("Enter");
  };

  it("goes to an assistant by a piece of its name, and publishes it", async () => {
    await page.keyboard.press("ControlOrMeta+k");
    await page.getByText("Harbour Clinic").first().waitFor();
    await seemly(page, "palette");
    await page.keyboard.press("Escape");
    await typed("harbour");
    await page.getByRole("heading", { name: "Harbour Clinic" }).waitFor();
    await typed("publish");
    const dialog = page.getByRole("dialog", { name: /Publish.*Harbour Clinic/ });
    await dialog.getByRole("button", { name: "Publish" }).waitFor();
    await page.keyboard.press("Escape");
  }, 30_000);

  it("begins another assistant from wherever one is", async () => {
    await page.goto(`${house.address}/calls`);
    await page.getByRole("link", { name: "Talk to an assistant" }).waitFor();
    await seemly(page, "calls-empty");
    await typed("create an");
    await page.waitForURL(/\/assistants#begin$/);
    await page.getByRole("heading", { name: "Appointment Booking" }).first().waitFor();
  }, 30_000);

  it("tries a draft with what a call would be given", async () => {
    const { id } = await house.api<{ id: string }>("POST", "/v1/assistants", {
      ...{ name: "Reminder", firstMessage: "Hello {{customer}}, this is an automated call about order {{order}}." },
      answers: [{ asked: ["when will it come"], say: "Tomorrow." }],
    });
    await page.goto(`${house.address}/assistants/${id}`);
    await page.getByRole("radio", { name: "Chat" }).check();
    await page.getByLabel("customer", { exact: true }).fill("Anna Berg");
    await page.getByRole("button", { name: "Start the chat" }).click();
    await page.getByText("Hello Anna Berg, this is an automated call about order.").waitFor();
    await seemly(page, "talk-values");
  }, 30_000);

  it("says of a link that was used already that it was, and how a new one is had", async () => {
    const { path: link } = await house.api<{ path: string }>("POST", "/v1/sign-in-links");
    const [first, second] = [await house.browser.newContext(), await house.browser.newContext()];
    await house.enter(first, link);
    const late = await house.enter(second, link);
    await late.getByRole("heading", { name: "This link does not work any more" }).waitFor();
    await late.getByText("npx --no offhook login").first().waitFor();
    await seemly(late, "link-expired");
    // The other one is in.
    const inside = first.pages()[0];
    expect(await inside?.getByText("This link does not work any more").count()).toBe(0);
  }, 30_000);

  it("opens the console under its public name, by the owner's word", async () => {
    await page.goto(`${house.address}/settings`);
    const form = page.getByRole("form", { name: "The console from elsewhere" });
    const allowed = async () => (await house.api<{ allowed: boolean }>("GET", "/v1/settings/console")).allowed;
    await form.getByLabel(/Answer under https:..calls.example.com as well/).check();
    expect(await allowed()).toBe(false);
    await form.getByRole("button", { name: "Save" }).click();
    await form.getByRole("link", { name: "Open it there" }).waitFor();
    expect(await allowed()).toBe(true);
    await form.getByRole("checkbox").uncheck();
    await form.getByRole("button", { name: "Save" }).click();
    await form.getByRole("link", { name: "Open it there" }).waitFor({ state: "detached" });
    expect(await allowed()).toBe(false);
  }, 30_000);
});
