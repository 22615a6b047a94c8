/** Two people at the same settings and at the same number: whoever comes second is told, and writes over nothing unseen. */
import type { Page } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browserPath } from "./browser.ts";
import { type House, openHouse, seemly } from "./house.ts";

const path = browserPath();
const THEIRS = "Somebody else has changed this meanwhile.";

interface StoredNumber {
  id: string;
  fallbackNumber: string | null;
  fallbackUrl: string | null;
}

describe.skipIf(path === null)("two people", () => {
  let house: House;
  let page: Page;

  beforeAll(async () => {
    house = await openHouse(path ?? "");
    page = await house.signIn();
  }, 90_000);
  afterAll(() => house?.end(), 30_000);

  it("at what is kept, and for how long", async () => {
    await page.goto(`${house.address}/settings`);
    const form = page.getByRole("form", { name: "Privacy" });
    const transcripts = form.getByLabel("Transcripts and logs, days");
    const recordings = form.getByLabel("Recordings, days");
    await transcripts.fill("14");
    await house.api("PUT", "/v1/settings/retention", { transcriptDays: 60, recordingDays: 7 });
    await form.getByRole("button", { name: "Save" }).click();
    await form.getByText(THEIRS).waitFor();
    await seemly(page, "settings-stale");
    expect(await transcripts.inputValue()).toBe("14");
    expect(await house.api("GET", "/v1/settings/retention")).toMatchObject({ transcriptDays: 60, recordingDays: 7 });

    await form.getByRole("button", { name: "Take theirs" }).click();
    await form.getByText(THEIRS).waitFor({ state: "detached" });
    expect([await transcripts.inputValue(), await recordings.inputValue()]).toEqual(["60", "7"]);
    await transcripts.fill("14");
    await form.getByRole("button", { name: "Save" }).click();
    await form.getByText("Saved").waitFor();
    await recordings.fill("3");
    await form.getByRole("button", { name: "Save" }).click();
    const kept = () => house.api("GET", "/v1/settings/retention");
    await expect.poll(kept).toMatchObject({ transcriptDays: 14, recordingDays: 3 });
  }, 30_000);

  it("at what becomes of a number when this server is gone", async () => {
    const { id } = await house.api<StoredNumber>("POST", "/v1/simulator/numbers", { assistantId: null });
    await page.goto(`${house.address}/phone-numbers`);
    await page.getByRole("button", { name: "If this server is gone" }).click();
    const person = page.getByLabel("Who is to ring");
    await person.fill("+1 415 555 0100");
    await house.api("PATCH", `/v1/phone-numbers/${id}`, { fallbackNumber: "+14155550199" });
    const save = page.getByRole("button", { name: "Save" });
    await save.click();
    await page.getByText(THEIRS).waitFor();
    await seemly(page, "number-stale");
    const stored = () => house.api<StoredNumber>("GET", `/v1/phone-numbers/${id}`);
    expect((await stored()).fallbackNumber).toBe("+14155550199");
    expect(await person.inputValue()).toBe("+1 415 555 0100");

    await page.getByRole("button", { name: "Take theirs" }).click();
    await expect.poll(() => person.inputValue()).toBe("+14155550199");
    // What one has saved oneself is nobody else's change.
    for (const number of ["+14155550101", "+14155550102"]) {
      await person.fill(number);
      await save.click();
      await expect.poll(async () => (await stored()).fallbackNumber).toBe(number);
    }
    expect(await page.getByText(THEIRS).count()).toBe(0);
  }, 30_000);
});
