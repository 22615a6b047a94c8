/** Tools in the console where it gets difficult: without a mouse, with wrong texts, refused addresses, two people at once. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browserPath } from "./browser.ts";
import { type House, openHouse, seemly } from "./house.ts";

const path = browserPath();
const MOST_TABS = 80;

describe.skipIf(path === null)("the page of a tool", () => {
  const asked: string[] = [];
  let shop: Server;
  let house: House;
  let page: Page;
  let host: string;

  const api: House["api"] = (...asked) => house.api(...asked);
  const finds = () => ({
    ...{ name: "findOrder", description: "Finds an order by its number.", method: "GET", effect: "reads" },
    ...{ url: `http://${host}/orders/{{number}}`, sayOnFailure: "I cannot find it." },
    parameters: { type: "object", properties: { number: { type: "string" } }, required: ["number"] },
  });

  beforeAll(async () => {
    shop = createServer(({ url = "" }, response) => {
      asked.push(url);
      response.writeHead(url.endsWith("/404") ? 404 : 200, { "content-type": "application/json" });
      response.end(JSON.stringify(url.endsWith("/404") ? { error: "no such order" } : { state: "packed" }));
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
  /** Its label, or what is written on it. */
  const focused = () =>
    page.evaluate<string>(`(() => {
      const at = document.activeElement;
      return at.getAttribute("aria-label") ?? at.labels?.[0]?.textContent ?? at.textContent ?? "";
    })()`);
  async function tabTo(name: string): Promise<void> {
    for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
      if ((await focused()).trim() === name) return;
      await page.keyboard.press("Tab");
    }
    throw new Error(`the keyboard does not reach "${name}"`);
  }

  it("is filled in, saved and tried without a mouse", async () => {
    await page.goto(`${house.address}/tools`);
    await page.getByText("No tools of your own yet").waitFor();
    const { keyboard } = page;
    await tabTo("Make a tool");
    await keyboard.press("Enter");
    await field("When to use it").waitFor();
    await tabTo("Name");
    await keyboard.type("findOrder");
    await tabTo("When to use it");
    await keyboard.type("Finds an order by its number.");
    await tabTo("Add one");
    await keyboard.press("Enter");
    await keyboard.press("Shift+Tab");
    for (let tabs = 0; tabs < 10 && (await focused()) !== "Name"; tabs += 1) await keyboard.press("Shift+Tab");
    await keyboard.type("number");
    await tabTo("Address");
    await keyboard.press("ControlOrMeta+A");
    await keyboard.type(`http://${host}/orders/`);
    await tabTo("Put in {{number}}");
    await keyboard.press("Enter");
    expect(await field("Address").inputValue()).toBe(`http://${host}/orders/{{number}}`);
    // It is in the address now: from there Enter saves.
    expect(await focused()).toBe("Address");
    await keyboard.press("Enter");
    await page.waitForURL(/\/tools\/tool_/);
    await tabTo("number");
    await keyboard.type("7");
    await keyboard.press("Enter");
    await page.getByText("Answered 200").first().waitFor();
    expect(asked).toEqual(["/orders/7"]);
    await seemly(page, "tool-by-keyboard");
  }, 60_000);

  it("stands in the list with how it went and who uses it", async () => {
    await api("POST", "/v1/assistants", { name: "Shop desk", tools: ["findOrder"] });
    await page.goto(`${house.address}/tools`);
    const line = page.getByRole("listitem").filter({ has: page.getByRole("link", { name: "findOrder" }) });
    await line.getByText("used by Shop desk").waitFor();
    await line.getByText("worked").waitFor();
    await line.getByText(`GET http://${host}/orders/{{number}}`).waitFor();
    await seemly(page, "tool-list");
  }, 30_000);

  it("says of each text what is wrong with it where it stands, before and after the server has seen it", async () => {
    await page.goto(`${house.address}/tools/new`);
    await field("Name").fill("takeMessage");
    await field("When to use it").fill("Takes a message.");
    await field("Address").fill(`http://${host}/orders/{{order}}`);
    await press("Make a tool");
    await page.getByText("{{order}} is no argument of this tool.").waitFor();
    await expect.poll(focused).toBe("Address");
    await field("Address").fill(`http://${host}/orders`);
    await press("Keep a part");
    await field("Path in the answer").fill("state");
    await press("Make a tool");
    await page.getByText("Each needs its own name of letters, digits and _, and a path.").waitFor();
    await press("Do not keep 1");
    await press("Make a tool");
    await page.getByText("There is a tool named takeMessage already.").waitFor();
    await expect.poll(focused).toBe("Name");
    await field("Name").fill("tellShop");
    await press("Add a header");
    await field("Header").fill("host");
    await press("Make a tool");
    await page.getByText("host is not yours to set").waitFor();
    await expect.poll(focused).toBe("Header");
    await seemly(page, "tool-refused");
  }, 30_000);

  it("asks before what was typed is lost", async () => {
    await page.getByRole("link", { name: "Calls", exact: true }).click();
    await page.getByText("What you typed is not saved yet.").waitFor();
    await press("Stay here");
    expect(await field("Name").inputValue()).toBe("tellShop");
    await page.getByRole("link", { name: "Calls", exact: true }).click();
    await press("Leave without saving");
    await page.waitForURL(/\/calls/);
  }, 30_000);

  it("keeps half an argument from being lost on the way to JSON, and says what is no JSON", async () => {
    await page.goto(`${house.address}/tools/new`);
    await press("Add one");
    const toJson = page.getByRole("button", { name: "Write it as JSON Schema" });
    expect(await toJson.isDisabled()).toBe(true);
    await page.getByLabel("Name", { exact: true }).nth(1).fill("days");
    await toJson.click();
    await field("JSON Schema of the arguments").fill("{");
    await page.getByText("This is no JSON yet.").waitFor();
    const days = { type: "object", properties: { days: { type: "array", items: { type: "string" } } } };
    await field("JSON Schema of the arguments").fill(JSON.stringify(days));
    await page.getByText("This schema says more than the form can show").waitFor();
    expect(await page.getByRole("button", { name: "Back to the form" }).isDisabled()).toBe(true);
  }, 30_000);

  it("that may not go where it is sent says what to do, and shows what a model would be told", async () => {
    const [tool] = (await api<{ items: { id: string; etag: string }[] }>("GET", "/v1/tools")).items;
    const there = { ...finds(), url: "http://10.1.2.3:8080/orders/{{number}}" };
    await api("PUT", `/v1/tools/${tool?.id}`, there, { "if-match": tool?.etag ?? "" });
    await page.goto(`${house.address}/tools/${tool?.id}`);
    await field("number").fill("1");
    await press("Run");
    await page.getByText("OFFHOOK_TOOL_HOSTS=10.1.2.3:8080 npm start").first().waitFor();
    await page.getByText("Tell the caller: I cannot find it.").waitFor();
    await seemly(page, "tool-address-refused");
    await field("Address").fill(`http://${host}/orders/{{number}}`);
    await press("Save");
    await page.getByText("Saved. Calls that begin").waitFor();
    await field("number").fill("404");
    await press("Run");
    await page.getByText("The server answered 404").first().waitFor();
    await page.getByText("Your server understood and did not do it.").first().waitFor();
    await expect.poll(() => page.locator("details").count()).toBe(3);
  }, 30_000);

  it("that two people change keeps what both of them wrote", async () => {
    const [tool] = (await api<{ items: { id: string; etag: string }[] }>("GET", "/v1/tools")).items;
    await field("When to use it").fill("Mine.");
    const theirs = { ...finds(), description: "Theirs.", saySlow: "Still looking." };
    await api("PUT", `/v1/tools/${tool?.id}`, theirs, { "if-match": tool?.etag ?? "" });
    await press("Save");
    await page.getByText("Somebody else has saved it meanwhile").waitFor();
    await press("Keep what I typed");
    await expect.poll(() => field("When it takes longer").inputValue()).toBe("Still looking.");
    expect(await field("When to use it").inputValue()).toBe("Mine.");
    await press("Save");
    await page.getByText("Saved. Calls that begin").waitFor();
    const stored = await api<object>("GET", `/v1/tools/${tool?.id}`);
    expect(stored).toMatchObject({ description: "Mine.", saySlow: "Still looking." });
  }, 30_000);

  it("can be read by a viewer, who is told why nothing can be pressed", async () => {
    const [tool] = (await api<{ items: { id: string }[] }>("GET", "/v1/tools")).items;
    const viewer = { name: "Vera", email: "vera@shop.example", role: "viewer" };
    const { id: memberId } = await api<{ id: string }>("POST", "/v1/members", viewer);
    const link = await api<{ path: string }>("POST", "/v1/sign-in-links", { memberId });
    const context = await house.browser.newContext();
    const hers = await house.enter(context, link.path);
    await hers.goto(`${house.address}/tools/${tool?.id}`);
    await hers.getByRole("note").waitFor();
    await hers.locator("summary").first().click();
    await hers.locator("details[open]").getByText("Sent", { exact: true }).waitFor();
    expect(await hers.getByLabel("When to use it").isDisabled()).toBe(true);
    expect(await hers.getByRole("button", { name: "Run" }).isDisabled()).toBe(true);
    expect(await hers.getByRole("button", { name: "Remove…" }).count()).toBe(0);
    await context.close();
  }, 30_000);
});
