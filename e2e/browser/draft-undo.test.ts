/** What was done to a draft by mistake is taken back, by button and by key, and the draft on the server with it. */
import type { Page } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browserPath } from "./browser.ts";
import { type House, openHouse, seemly } from "./house.ts";

const path = browserPath();

describe.skipIf(path === null)("an edit by mistake", () => {
  let house: House;
  let page: Page;
  let id: string;

  beforeAll(async () => {
    house = await openHouse(path ?? "");
    const desk = { name: "Desk", firstMessage: "Good day, this is an automated call." };
    ({ id } = await house.api<{ id: string }>("POST", "/v1/assistants", desk));
    page = await house.signIn();
  }, 90_000);
  afterAll(() => house?.end(), 30_000);

  interface Stored {
    firstMessage: string;
    language?: string;
    voice?: object[];
    draft: boolean;
    etag: string;
  }
  const stored = () => house.api<Stored>("GET", `/v1/assistants/${id}`);
  const soon = async (wanted: object) => expect.poll(stored).toMatchObject(wanted);
  const button = (name: string) => page.getByRole("button", { name, exact: true });

  it("is undone, a step at a time, and done again", async () => {
    await page.goto(`${house.address}/assistants/${id}`);
    const message = page.getByLabel("First message");
    await message.waitFor();
    expect(await button("Undo").count()).toBe(0);
    await message.fill("");
    await page.getByLabel("Language").selectOption("ru");
    await soon({ language: "ru" });
    await seemly(page, "draft-undo");

    await button("Undo").click();
    await expect.poll(async () => (await stored()).language ?? "en").toBe("en");
    await button("Undo").click();
    await soon({ firstMessage: "Good day, this is an automated call." });
    expect(await message.inputValue()).toBe("Good day, this is an automated call.");
    await expect.poll(() => button("Undo").count()).toBe(0);

    await button("Redo").click();
    await button("Redo").click();
    await soon({ language: "ru" });
    expect(await message.inputValue()).toBe("");
    await page.getByRole("heading", { name: "Desk" }).click();
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Control+z");
    await soon({ firstMessage: "Good day, this is an automated call." });
    await page.keyboard.press("Control+Shift+z");
    await expect.poll(() => message.inputValue()).toBe("");
  }, 30_000);

  it("in a field is undone by the field itself, letter by letter", async () => {
    const message = page.getByLabel("First message");
    await message.fill("Hello");
    await message.press("End");
    await message.pressSequentially("!!");
    await message.press("Control+z");
    await expect.poll(() => message.inputValue()).toMatch(/^Hello!?$/);
  }, 30_000);

  it("of a voice gives the setting back, and not only the one before", async () => {
    await page.reload();
    const before = (await stored()).voice;
    const choice = page.getByLabel("Voice", { exact: true });
    await choice.selectOption("embedded\nrms");
    await soon({ voice: [{ provider: "embedded", id: "rms" }] });
    await button("Undo").click();
    await expect.poll(async () => (await stored()).voice).toEqual(before);
  }, 30_000);

  it("is nothing to go back to once another's change was taken", async () => {
    await page.reload();
    const message = page.getByLabel("First message");
    await message.fill("Mine.");
    await soon({ firstMessage: "Mine." });
    await button("Undo").waitFor();
    const { etag } = await stored();
    await house.api("PATCH", `/v1/assistants/${id}`, { firstMessage: "Theirs." }, { "if-match": etag });
    await message.fill("Mine again.");
    await page.getByRole("button", { name: "Take theirs" }).click();
    await expect.poll(() => message.inputValue()).toBe("Theirs.");
    expect([await button("Undo").count(), await button("Redo").count()]).toEqual([0, 0]);
    expect((await stored()).firstMessage).toBe("Theirs.");
  }, 30_000);

  it("is nothing to go back to once another's change is shown, so that it is written over by nobody unseen", async () => {
    await page.reload();
    const message = page.getByLabel("First message");
    await message.fill("Mine once more.");
    await soon({ firstMessage: "Mine once more." });
    const { etag } = await stored();
    await house.api("PATCH", `/v1/assistants/${id}`, { firstMessage: "Theirs." }, { "if-match": etag });
    // The page looks again whenever one comes back to it.
    const comeBack = async (): Promise<string> => {
      await page.evaluate("window.dispatchEvent(new Event('visibilitychange'))");
      return message.inputValue();
    };
    await expect.poll(comeBack, { timeout: 15_000 }).toBe("Theirs.");
    await expect.poll(() => button("Undo").count()).toBe(0);
  }, 30_000);

  it("is still undone after it was published: nobody else's change is in that", async () => {
    await page.reload();
    await page.getByLabel("First message").fill("Good day, this is an automated line.");
    await page.getByRole("button", { name: "Publish…" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Publish", exact: true }).click();
    await dialog.waitFor({ state: "detached" });
    await expect.poll(async () => (await stored()).draft).toBe(false);
    await button("Undo").click();
    await soon({ firstMessage: "Theirs.", draft: true });
  }, 30_000);
});
