/** A tool that somebody made by the API, run in a call: its answer is heard, and what it was asked is kept with the call. */
import { mkdtempSync, rmSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type SpawnedServer, spawnServer } from "@offhook/server";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createShop } from "../../examples/shop-server/shop-server.mjs";

const folder = mkdtempSync(join(tmpdir(), "offhook-tools-"));
let server: SpawnedServer;
let shop: Server;
let host: string;
beforeAll(async () => {
  shop = createShop();
  await new Promise<void>((resolve) => shop.listen(0, "127.0.0.1", resolve));
  host = `127.0.0.1:${(shop.address() as AddressInfo).port}`;
  const { PATH, HOME } = process.env;
  const data = { OFFHOOK_DATA: folder, OFFHOOK_TOOL_HOSTS: host };
  server = await spawnServer({ env: { PATH, HOME, PORT: "0", OFFHOOK_LOG_LEVEL: "silent", ...data } });
}, 60_000);
afterAll(async () => {
  await server?.stop();
  await new Promise((resolve) => shop.close(resolve));
  rmSync(folder, { recursive: true, force: true });
}, 30_000);

async function ask<T>(method: string, path: string, body?: object): Promise<T> {
  const type: Record<string, string> = body ? { "content-type": "application/json" } : {};
  const headers = { authorization: `Bearer ${server.token}`, ...type };
  const answer = await fetch(`${server.address}${path}`, { method, headers, body: body ? JSON.stringify(body) : null });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${text}`);
  return (text ? JSON.parse(text) : null) as T;
}

/** What somebody hears who calls an assistant with this flow. */
async function heard(name: string, nodes: object): Promise<{ id: string; text: string }> {
  const settings = { name, firstMessage: "Hello.", flow: [{ id: "main", start: "look", nodes }] };
  const { id: assistantId } = await ask<{ id: string }>("POST", "/v1/assistants", settings);
  await ask("POST", `/v1/assistants/${assistantId}/publish`);
  const number = await ask<{ id: string; number: string }>("POST", "/v1/simulator/numbers", { assistantId });
  await ask("POST", `/v1/phone-numbers/${number.id}/call`, { says: ["Hello there."] });
  const of = encodeURIComponent(number.number);
  const call = async () =>
    (await ask<{ items: { id: string; status: string }[] }>("GET", `/v1/calls?to=${of}`)).items[0];
  await expect.poll(async () => (await call())?.status, { timeout: 30_000, interval: 200 }).toBe("ended");
  const id = (await call())?.id ?? "";
  const { turns } = await ask<{ turns: { speaker: string; text: string }[] }>("GET", `/v1/calls/${id}/transcript`);
  return { id, text: turns.flatMap(({ speaker, text }) => (speaker === "agent" ? [text] : [])).join(" ") };
}

const tool = (name: string, number: string, more: object): object => ({
  name,
  description: "Of the shop.",
  method: "GET",
  url: `http://${host}/orders/${number}?call={{call.id}}`,
  headers: { authorization: { secret: "shop-token" } },
  parameters: { type: "object", properties: {} },
  response: { state: "order.state" },
  effect: "reads",
  ...more,
});
const flowWith = (name: string): object => ({
  look: { type: "run", tool: name, args: {}, next: { otherwise: "told" }, onFault: "bye" },
  told: { type: "say", text: "Your order is {{result.state}}.", next: { otherwise: "bye" } },
  bye: { type: "end", text: "Goodbye." },
});

it("the caller hears what the shop says, and of an order that is not there what the tool says of failures", async () => {
  await ask("PUT", "/v1/secrets/shop-token", { value: "Bearer shop-token" });
  const found = await ask<{ id: string }>("POST", "/v1/tools", tool("findShopOrder", "1001", {}));
  const sent = await heard("Order 1001", flowWith("findShopOrder"));
  expect(sent.text).toContain("Your order is on its way.");
  const { items } = await ask<{ items: { callId: string; ok: boolean }[] }>("GET", `/v1/tools/${found.id}/runs`);
  expect(items).toMatchObject([{ callId: sent.id, ok: true }]);

  await ask("POST", "/v1/tools", tool("findLostOrder", "9", { sayOnFailure: "I cannot find that order." }));
  const lost = await heard("Order 9", flowWith("findLostOrder"));
  expect(lost.text).toContain("I cannot find that order.");
  expect(lost.text).not.toContain("Your order is");
}, 90_000);
