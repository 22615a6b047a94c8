/** On the line from the console: a draft is tried by keyboard, with the reasons for every wait, and a call is listened in on. */
import type { Page } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browserPath } from "./browser.ts";
import { type House, openHouse, seemly } from "./house.ts";

const path = browserPath();

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
  let house: House;
  let page: Page;

  const api: House["api"] = (...asked) => house.api(...asked);

  beforeAll(async () => {
    house = await openHouse(path ?? "");
    page = await house.signIn();
  }, 90_000);
  afterAll(async () => {
    await house?.end();
  }, 30_000);

  it("books by keyboard alone", async () => {
    const made = { name: "Clinic", templateId: "appointment-booking" };
    const { id } = await api<{ id: string }>("POST", "/v1/assistants", made);
    await page.goto(`${house.address}/assistants/${id}`);
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
    await seemly(page, "chat-en-light-desktop");
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
    await page.goto(`${house.address}/live`);
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
