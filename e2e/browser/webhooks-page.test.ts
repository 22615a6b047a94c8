/** A webhook in the console whose address is mistyped, whose server fails, and that is taken away only when it is meant. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browserPath } from "./browser.ts";
import { type House, openHouse, seemly } from "./house.ts";

const path = browserPath();

describe.skipIf(path === null)("webhooks in the settings", () => {
  let crm: Server;
  let house: House;
  let page: Page;
  let url: string;

  const api: House["api"] = (...asked) => house.api(...asked);

  beforeAll(async () => {
    crm = createServer(({ url: asked }, response) => {
      if (asked !== "/hangs") response.writeHead(500).end();
    });
    await new Promise<void>((resolve) => crm.listen(0, "127.0.0.1", resolve));
    url = `http://127.0.0.1:${(crm.address() as AddressInfo).port}/told`;
    house = await openHouse(path ?? "");
    page = await house.signIn();
  }, 90_000);
  afterAll(async () => {
    await house?.end();
    crm?.close();
  }, 30_000);

  const form = () => page.getByRole("form", { name: "Add a webhook" });
  const add = async (address: string) => {
    await form().getByLabel("Address").fill(address);
    await form().getByRole("button", { name: "Add a webhook" }).click();
  };

  it("keep a mistyped address in its field, with what is wrong", async () => {
    await page.goto(`${house.address}/settings`);
    await add("crm.example/told");
    await form().getByText("An address that begins with http:// or https://").waitFor();
    await add("http://:80");
    await form().getByText("an http or https address").waitFor();
    expect(await form().getByLabel("Address").inputValue()).toBe("http://:80");
    await seemly(page, "webhooks-refused");
  }, 30_000);

  it("show the secret once, with how it is checked", async () => {
    await add(url);
    await page.getByText("It is shown this once.").waitFor();
    await page.getByText("HMAC-SHA256").waitFor();
    await expect.poll(() => form().getByLabel("Address").inputValue()).toBe("");
    await page.reload();
    await page.getByText(url).first().waitFor();
    expect(await page.getByText("It is shown this once.").count()).toBe(0);
  }, 30_000);

  it("say that a server failed or hangs, and when it is told again", async () => {
    const hanging = url.replace("/told", "/hangs");
    const { id: hangingId } = await api<{ id: string }>("POST", "/v1/webhooks", {
      url: hanging,
      events: ["call-ended"],
    });
    const { items: all } = await api<{ items: { id: string }[] }>("GET", "/v1/webhooks");
    const items = all.filter(({ id }) => id !== hangingId);
    expect(items.length).toBe(1);
    await page.reload();
    const { id: assistantId } = await api<{ id: string }>("POST", "/v1/assistants", { name: "Told of" });
    const { id: numberId } = await api<{ id: string }>("POST", "/v1/simulator/numbers", { assistantId });
    await api("POST", `/v1/assistants/${assistantId}/publish`, {});
    await api("POST", `/v1/phone-numbers/${numberId}/call`, { says: ["Goodbye."] });
    const attempts = async () => {
      const route = `/v1/webhooks/${items[0]?.id}/deliveries`;
      return (await api<{ items: { attempts: number }[] }>("GET", route)).items[0]?.attempts;
    };
    await expect.poll(attempts, { timeout: 60_000, interval: 500 }).toBe(1);
    await page.getByRole("button", { name: `Deliveries: ${url}` }).click();
    await page.getByText("1 attempt, answered 500").waitFor({ timeout: 20_000 });
    await page.getByText("waiting", { exact: true }).waitFor();
    await page
      .getByRole("listitem")
      .getByText(/^again/)
      .waitFor();
    await seemly(page, "webhooks-waiting");
    await page.getByRole("button", { name: `Deliveries: ${hanging}` }).click();
    await page.getByText("1 attempt, no answer").waitFor({ timeout: 40_000 });
    await seemly(page, "webhooks-hangs");
    await api("DELETE", `/v1/webhooks/${hangingId}`);
    await page.reload();
  }, 90_000);

  it("are taken away only by a second press", async () => {
    const remove = page.getByRole("button", { name: `Remove: ${url}` });
    await remove.click();
    await page.getByText("what waits for it is dropped").waitFor();
    await page.getByRole("button", { name: "Keep it", exact: true }).click();
    await remove.click();
    await page.getByRole("button", { name: "Remove", exact: true }).last().click();
    await page.getByText("Nobody is told yet.").waitFor();
  }, 30_000);
});
