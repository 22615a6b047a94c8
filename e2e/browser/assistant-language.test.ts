/** An assistant that is to speak Russian by speech that knows English only: said where it is chosen, and before it is published. */
import type { Page } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browserPath } from "./browser.ts";
import { type House, openHouse, seemly } from "./house.ts";

const path = browserPath();

describe.skipIf(path === null)("an assistant for Russian callers", () => {
  let house: House;
  let page: Page;
  let id: string;

  beforeAll(async () => {
    house = await openHouse(path ?? "");
    const model = [{ provider: "openai", id: "gpt-4o" }];
    ({ id } = await house.api<{ id: string }>("POST", "/v1/assistants", {
      name: "Desk",
      firstMessage: "Hello.",
      model,
    }));
    page = await house.signIn();
  }, 90_000);
  afterAll(() => house?.end(), 30_000);

  it("is warned of by what is left out, though a model is chosen, and in the publish dialog as well", async () => {
    await page.goto(`${house.address}/assistants/${id}`);
    const warning = page.getByText(/hears and speaks English only/);
    const language = page.getByLabel("Language");
    await language.waitFor();
    expect(await warning.count()).toBe(0);
    await language.selectOption("ru");
    await warning.waitFor();
    await page.getByRole("button", { name: "Publish…" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText(/hears and speaks English only/).waitFor();
    await seemly(page, "publish-english-only");
    await page.keyboard.press("Escape");

    const { etag } = await house.api<{ etag: string }>("GET", `/v1/assistants/${id}`);
    const transcriber = [{ provider: "deepgram", id: "nova-3" }];
    await house.api("PATCH", `/v1/assistants/${id}`, { transcriber }, { "if-match": etag });
    await page.reload();
    await page.getByText("The embedded voice speaks English only").waitFor();
    expect(await warning.count()).toBe(0);
  }, 30_000);
});
