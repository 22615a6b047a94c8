/** An owner makes a tool for her shop without code: by form, with a secret, tried, kept, and given to an assistant. */

import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browserPath } from "./browser.ts";
import { type House, openHouse, seemly } from "./house.ts";

const path = browserPath();

describe.skipIf(path === null)("a tool of one's own", () => {
  const asked: { url: string; headers: IncomingHttpHeaders }[] = [];
  let shop: Server;
  let house: House;
  let page: Page;
  let host: string;

  const api: House["api"] = (...asked) => house.api(...asked);

  beforeAll(async () => {
    shop = createServer(({ url = "", headers }, response) => {
      asked.push({ url, headers });
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ order: { state: "packed", items: [{ name: "A kettle" }] } }));
    });
    await new Promise<void>((resolve) => shop.listen(0, "127.0.0.1", resolve));
    host = `127.0.0.1:${(shop.address() as AddressInfo).port}`;
    house = await openHouse(path ?? "", { OFFHOOK_TOOL_HOSTS: host });
    page = await house.signIn();
  }, 90_000);
  afterAll(async () => {
    await house?.end();
    shop?.close();
  }, 30_000);

  const field = (name: string) => page.getByLabel(name, { exact: true });
  const press = (name: string) => page.getByRole("button", { name, exact: true }).click();

  it("is made by form, and says what is missing first", async () => {
    await page.goto(`${house.address}/tools`);
    await page.getByText("No tools of your own yet").waitFor();
    await page.getByText("takeMessage").waitFor();
    await seemly(page, "tools-empty");
    await page.getByRole("link", { name: "Make a tool" }).click();
    await field("Name").fill("find order");
    await press("Make a tool");
    await page.getByText("Letters, digits and _, beginning with a letter").waitFor();
    await page.getByText("Not saved: something above is missing or wrong.").waitFor();
    await field("Name").fill("findOrder");
    await field("When to use it").fill("Finds an order by its number.");
    await field("Address").fill(`http://${host}/orders/{{number}}`);
    await press("Add one");
    await page.getByLabel("Name", { exact: true }).nth(1).fill("number");
    await field("at most, letters").fill("20");
    await press("Add a header");
    await field("Header").fill("authorization");
    await field("Kind of value").selectOption("secret");
    await field("Which secret").selectOption({ label: "a new one…" });
    await field("Name of the secret").fill("shop-token");
    await field("The secret, such as “Bearer …”").fill("Bearer s3cret");
    await press("Keep it");
    await expect.poll(() => field("Which secret").inputValue()).toBe("shop-token");
    await press("Keep a part");
    await page.getByLabel("Path in the answer").fill("order.items[0].name");
    await page.getByRole("textbox", { name: "Name", exact: true }).nth(2).fill("first");
    await seemly(page, "tools-form");
    await press("Make a tool");
    await page.waitForURL(/\/tools\/tool_/);
  }, 60_000);

  it("is tried for real; what was sent stands below it, and the secret nowhere", async () => {
    await field("number").fill("A 7");
    await press("Run");
    await page.getByText('"first": "A kettle"').waitFor();
    expect(asked.at(-1)).toMatchObject({ url: "/orders/A%207", headers: { authorization: "Bearer s3cret" } });
    await page.getByText("in a test").click();
    await page
      .locator("details[open]")
      .getByText(/GET http.*A%207.*authorization: •••/s)
      .waitFor();
    expect(await page.content()).not.toContain("s3cret");
    await seemly(page, "tools-tried");
    await press("Run");
    await field("Address").fill("http://10.0.0.1/orders/{{number}}");
    await press("Save");
    await page.getByText("Saved. Calls that begin").waitFor();
    await press("Run");
    await page.getByText("tool-address-refused", { exact: true }).first().waitFor();
    await field("Address").fill(`http://${host}/orders/{{number}}`);
    await press("Save");
    await page.getByText("Saved. Calls that begin").waitFor();
  }, 60_000);

  it("is not overwritten by whoever saw less, and what was typed stays until that one has chosen", async () => {
    const id = page.url().split("/").at(-1);
    const {
      id: _,
      etag,
      createdAt: _c,
      updatedAt: _u,
      ...body
    } = await api<Record<string, string>>("GET", `/v1/tools/${id}`);
    await field("When to use it").fill("Mine.");
    await api("PUT", `/v1/tools/${id}`, { ...body, description: "Theirs." }, { "if-match": etag ?? "" });
    await press("Save");
    await page.getByText("Somebody else has saved it meanwhile").waitFor();
    expect(await field("When to use it").inputValue()).toBe("Mine.");
    await press("Take theirs");
    await expect.poll(() => field("When to use it").inputValue()).toBe("Theirs.");
    await press("Write it as JSON Schema");
    await field("JSON Schema of the arguments").fill("{");
    await press("Save");
    await page.getByText("This is no JSON object. It should begin").waitFor();
    await field("JSON Schema of the arguments").fill('{"type":"object","properties":{"number":{"type":"string"}}}');
    await press("Back to the form");
    await press("Save");
    await page.getByText("Saved. Calls that begin").waitFor();
  }, 60_000);

  it("is given to an assistant, and cannot be taken away from it", async () => {
    const tool = page.url();
    const { id } = await api<{ id: string }>("POST", "/v1/assistants", { name: "Shop" });
    await page.goto(`${house.address}/assistants/${id}?tab=tools`);
    await page.getByLabel("findOrder").check();
    const stored = async () => (await api<{ tools?: string[] }>("GET", `/v1/assistants/${id}`)).tools;
    await expect.poll(stored).toEqual(["findOrder"]);
    await seemly(page, "tools-of-an-assistant");
    await page.goto(tool);
    await press("Remove…");
    await press("Remove");
    await page.getByText("findOrder is used by Shop.").waitFor();
    await page.goto(`${house.address}/assistants/${id}?tab=tools`);
    await page.getByLabel("findOrder").uncheck();
    await expect.poll(stored).toBeUndefined();
    await page.goto(tool);
    await press("Remove…");
    await press("Remove");
    await page.getByText("No tools of your own yet").waitFor();
  }, 60_000);

  it("is told of calls by a webhook, and the console says what became of it", async () => {
    await page.goto(`${house.address}/settings`);
    const form = page.getByRole("form", { name: "Add a webhook" });
    await form.getByLabel("Address").fill(`http://${host}/told`);
    await form.getByLabel("a call began").check();
    await form.getByRole("button", { name: "Add a webhook" }).click();
    await page.getByText("It is shown this once.").first().waitFor();
    const { id } = await api<{ id: string }>("POST", "/v1/assistants", { name: "Told of" });
    await api("POST", `/v1/assistants/${id}/talk`, { by: "chat" });
    await expect.poll(() => asked.at(-1)?.url, { timeout: 10_000 }).toBe("/told");
    expect(asked.at(-1)?.headers["offhook-signature"]).toMatch(/^t=\d+,v1=[0-9a-f]{64}$/);
    await page.getByRole("button", { name: `Deliveries: http://${host}/told` }).click();
    await page.getByText("delivered", { exact: true }).first().waitFor();
    await page.getByText("1 attempt, answered 200").first().waitFor();
    await page.getByRole("button", { name: `Remove: http://${host}/told` }).click();
    await page.getByText("It is told nothing more").waitFor();
    await press("Remove");
    await page.getByText("Nobody is told yet.").waitFor();
  }, 60_000);
});
