/** An owner at the editor: sets how it takes turns, names who is rung, publishes twice, thinks better of it, and goes back. */
import type { Page } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browserPath } from "./browser.ts";
import { type House, openHouse } from "./house.ts";

const path = browserPath();
const SOON = { timeout: 10_000 };

interface Stored {
  people?: { id: string; name: string; number: string }[];
  timing?: Record<string, number>;
  budget?: Record<string, string>;
  disclosure?: object | null;
  firstMessage: string;
  instructions: string;
  publishedVersion: number;
  draft: boolean;
}

describe.skipIf(path === null)("an owner at the editor", () => {
  let house: House;
  let page: Page;
  let id: string;
  const problems: string[] = [];

  const api: House["api"] = (...asked) => house.api(...asked);
  const stored = () => api<Stored>("GET", `/v1/assistants/${id}`);
  const storedSoon = (look: (stored: Stored) => unknown) => expect.poll(async () => look(await stored()), SOON);

  beforeAll(async () => {
    house = await openHouse(path ?? "");
    const made = { name: "Desk", firstMessage: "Hello, this is an automated assistant." };
    id = (await api<{ id: string }>("POST", "/v1/assistants", made)).id;
    page = await house.signIn();
    page.on("pageerror", ({ message }) => problems.push(message));
    await page.goto(`${house.address}/assistants/${id}`);
  }, 90_000);
  afterAll(async () => {
    await house?.end();
  }, 30_000);

  const tab = (name: string) => page.getByRole("tab", { name });
  const publish = async (note: string): Promise<void> => {
    await page.getByRole("button", { name: "Publish…" }).click();
    await page.getByLabel("What changed").fill(note);
    await page.getByRole("button", { name: "Publish", exact: true }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
  };

  it("says what becomes of a value in a text, and puts one in where the cursor is", async () => {
    const prompt = page.getByLabel("System prompt");
    await prompt.fill("It is  now.");
    await prompt.press("Home");
    for (const _ of "It is ") await prompt.press("ArrowRight");
    await page.getByRole("button", { name: "Insert {{now}}" }).click();
    expect(await prompt.inputValue()).toBe("It is {{now}} now.");
    await page.getByText(/^about \d+ tokens?/).waitFor();
    await prompt.press("End");
    await prompt.pressSequentially(" {{caller.name}}");
    await page.getByText("{{caller.name}} is not known").waitFor();
    await page.getByRole("textbox", { name: "First message" }).fill("Hello at {{now}}.");
    await page.getByText("{{now}} is known to the prompt only").waitFor();
    await page.getByLabel("It waits for the caller").check();
    await storedSoon(({ firstMessage }) => firstMessage).toBe("");
    await page.getByLabel("It speaks first").check();
    await storedSoon(({ firstMessage }) => firstMessage).toBe("Hello at {{now}}.");
    await page.getByRole("textbox", { name: "First message" }).fill("Hello, this is an automated assistant.");
  }, 60_000);

  it("takes a preset and changes a number of it, by tabs that the arrow keys walk", async () => {
    await tab("Prompt").focus();
    for (const next of ["flow", "tools", "turn-taking"]) {
      await page.keyboard.press("ArrowRight");
      await page.waitForURL(new RegExp(`\\?tab=${next}$`));
    }
    expect(await tab("Turn-taking").getAttribute("aria-selected")).toBe("true");
    await page.getByLabel("Patient").check();
    await storedSoon(({ timing }) => timing?.waitCompleteMs).toBe(600);
    const wait = page.getByLabel("Finished sentence, ms", { exact: true });
    expect(await wait.inputValue()).toBe("600");
    await wait.fill("half a second");
    await page.getByText("A whole number from 0").waitFor();
    expect((await stored()).timing?.waitCompleteMs).toBe(600);
    await wait.fill("1,500");
    await storedSoon(({ timing }) => timing?.waitCompleteMs).toBe(1_500);
    expect(await page.getByLabel("Your own").isChecked()).toBe(true);
    await page.getByRole("button", { name: "Reset: Finished sentence", exact: true }).click();
    await storedSoon(({ timing }) => timing?.waitCompleteMs).toBeUndefined();
    expect((await stored()).timing?.waitUnsureMs).toBe(1_300);
    await page.reload();
    expect(await tab("Turn-taking").getAttribute("aria-selected")).toBe("true");
  }, 60_000);

  it("names who is rung; a number that cannot be dialled stays where it was typed, and costs nothing else", async () => {
    await tab("Hand-off").click();
    const number = page.getByLabel("Phone number", { exact: true });
    await page.getByLabel("Who", { exact: true }).fill("Front Desk");
    await number.fill("555 0100");
    await number.press("Enter");
    await page.getByText("With the country’s code").waitFor();
    // Elsewhere and back: what was typed is there, and the rest is saved meanwhile.
    await tab("Limits").click();
    await page.getByLabel("A call, $").fill("0.50");
    await storedSoon(({ budget }) => budget?.perCall).toBe("0.50");
    await tab("Hand-off").click();
    expect(await page.getByLabel("Who", { exact: true }).inputValue()).toBe("Front Desk");
    expect(await number.inputValue()).toBe("555 0100");
    await number.fill("+1 (415) 555-0100");
    await page.getByRole("button", { name: "Add a person" }).click();
    const frontDesk = { id: "front-desk", name: "Front Desk", number: "+14155550100" };
    await storedSoon(({ people }) => people).toEqual([frontDesk]);
    // Half a number takes nobody off the list.
    const row = page.getByRole("listitem").getByLabel("Phone number");
    await row.fill("+1 415");
    await page.getByText("With the country’s code").waitFor();
    await page.getByRole("listitem").getByLabel("Who").fill("Reception");
    await storedSoon(({ people }) => people).toEqual([{ ...frontDesk, name: "Reception" }]);
    expect(await row.inputValue()).toBe("+1 415");
    await row.fill("+37255501000");
    await storedSoon(({ people }) => people?.[0]?.number).toBe("+37255501000");
  }, 60_000);

  it("turns the disclosure off, and lets the first message decide again", async () => {
    await tab("Limits").click();
    await page.getByLabel("Not said").check();
    await storedSoon(({ disclosure }) => disclosure).toBeNull();
    await page.getByLabel("Found in the first message").check();
    await storedSoon(({ disclosure }) => disclosure).toBeUndefined();
  }, 30_000);

  it("publishes twice with notes, brings the first one back into the draft, and goes back at once", async () => {
    await publish("Patient, with a front desk");
    await tab("Prompt").click();
    const message = page.getByRole("textbox", { name: "First message" });
    await message.fill("Good day. I am a machine.");
    await storedSoon(({ firstMessage }) => firstMessage).toBe("Good day. I am a machine.");
    await publish("Franker");
    await tab("Versions").click();
    await page.getByText("Franker").waitFor();
    await page.getByText("Patient, with a front desk").waitFor();
    await page.getByRole("button", { name: "Differences, Version 2" }).click();
    await page.getByText("Since version 1").waitFor();
    await page.getByText("firstMessage").waitFor();
    await page.getByRole("button", { name: "Go back to version 1" }).click();
    await page.getByRole("button", { name: "Into the draft" }).click();
    await storedSoon(({ firstMessage }) => firstMessage).toBe("Hello, this is an automated assistant.");
    expect(await stored()).toMatchObject({ publishedVersion: 2, draft: true });
    await tab("Prompt").click();
    await expect.poll(() => message.inputValue(), SOON).toBe("Hello, this is an automated assistant.");
    // And the editor goes on from there.
    await message.fill("Hello again, from a machine.");
    await storedSoon(({ firstMessage }) => firstMessage).toBe("Hello again, from a machine.");
    await tab("Versions").click();
    await page.getByRole("button", { name: "Go back to version 1" }).click();
    await page.getByRole("button", { name: "At once" }).click();
    await page.getByText("Version 3", { exact: true }).waitFor();
    expect(await stored()).toMatchObject({ publishedVersion: 3, draft: false });
    expect(problems).toEqual([]);
  }, 60_000);
});
