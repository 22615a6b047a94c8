/** Tools as an owner makes, tries and takes them away, against the example shop. */
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createShop } from "../../../../examples/shop-server/shop-server.mjs";
import { startTestApp, type TestApp } from "../testing/test-app.ts";
import { startTestDatabase, type TestDatabase } from "../testing/test-database.ts";

let database: TestDatabase;
let app: TestApp;
let shop: Server;
let host: string;
beforeAll(async () => {
  database = await startTestDatabase();
});
afterAll(() => database.end());
beforeEach(async () => {
  shop = createShop();
  await new Promise<void>((resolve) => shop.listen(0, "127.0.0.1", resolve));
  host = `127.0.0.1:${(shop.address() as AddressInfo).port}`;
  app = await startTestApp(database, { env: { OFFHOOK_TOOL_HOSTS: host } });
  await app.store.pool.query("TRUNCATE tools, secrets CASCADE");
  await app.send("PUT", "/v1/secrets/shop-token", { value: "Bearer shop-token" });
});
afterEach(async () => {
  await app.end();
  await new Promise((resolve) => shop.close(resolve));
});

const FIND = () => ({
  name: "findShopOrder",
  description: "Finds an order by its number.",
  method: "GET",
  url: `http://${host}/orders/{{number}}`,
  headers: { authorization: { secret: "shop-token" } },
  parameters: { type: "object", properties: { number: { type: "string", maxLength: 20 } }, required: ["number"] },
  response: { state: "order.state", first: "order.items[0].name" },
  effect: "reads",
});
const CANCEL = () => ({
  ...FIND(),
  ...{ name: "cancelShopOrder", method: "POST", url: `http://${host}/orders/{{number}}/cancel`, effect: "changes" },
  response: undefined,
});
const made = async (tool: object) => (await app.send("POST", "/v1/tools", tool)).json();
const tried = async (id: string, args: object) =>
  (await app.send("POST", `/v1/tools/${id}/test`, { arguments: args })).json();

describe("a tool", () => {
  it("is made, tried for real, and what it did is kept, without the secret", async () => {
    const { id, etag, ...rest } = await made(FIND());
    expect(id).toMatch(/^tool_/);
    expect(rest).toMatchObject({ name: "findShopOrder", headers: { authorization: { secret: "shop-token" } } });
    expect((await app.get(`/v1/tools/${id}`)).headers.etag).toBe(etag);
    expect(await tried(id, { number: "1001" })).toMatchObject({
      ...{ ok: true, result: { state: "on its way", first: "reading lamp" }, fault: null },
    });
    expect(await tried(id, { number: "9" })).toMatchObject({ ok: false, fault: { code: "tool-refused" } });
    await expect.poll(async () => (await app.get(`/v1/tools/${id}/runs`)).json().items.length).toBe(2);
    const { items } = (await app.get(`/v1/tools/${id}/runs`)).json();
    expect(items).toMatchObject([
      { ok: false, callId: null, record: { status: 404, fault: { code: "tool-refused" } } },
      { ok: true, callId: null, record: { request: { method: "GET", headers: { authorization: "•••" } } } },
    ]);
    const secrets = (await app.get("/v1/secrets")).json();
    expect(secrets.items).toMatchObject([{ name: "shop-token", opens: true }]);
    expect(JSON.stringify([items, secrets, rest])).not.toContain("Bearer");
  });

  it("that changes something does it, and what the shop refuses is said in the shop's words", async () => {
    const { id } = await made(CANCEL());
    expect(await tried(id, { number: "1001" })).toMatchObject({ ok: true, result: { cancelled: true } });
    expect((await tried(id, { number: "1002" })).fault.message).toMatch(/422.*delivered already/);
    expect((await app.send("POST", `/v1/tools/${id}/test`, { arguments: { number: 7 } })).json().error).toMatchObject({
      ...{ code: "invalid-field", message: expect.stringContaining("arguments.number should be string") },
    });
  });

  it("is changed by whoever saw it last, and not by two at once", async () => {
    const { id, etag } = await made(FIND());
    const edit = (body: object, match?: string) =>
      app.send("PUT", `/v1/tools/${id}`, body, match ? { "if-match": match } : {});
    expect((await edit(FIND())).json().error.code).toBe("if-match-missing");
    const changed = await edit({ ...FIND(), sayWhileRunning: "Let me look." }, etag);
    expect([changed.status, changed.json().sayWhileRunning]).toEqual([200, "Let me look."]);
    expect((await edit(FIND(), etag)).json().error.code).toBe("stale-version");
    await made(CANCEL());
    const taken = await edit({ ...FIND(), name: "cancelShopOrder" }, changed.json().etag);
    expect(taken.json().error.code).toBe("tool-name-taken");
  });

  it("cannot be taken from assistants that use it", async () => {
    const { id } = await made(FIND());
    const assistant = (await app.send("POST", "/v1/assistants", { name: "Shop", tools: ["findShopOrder"] })).json();
    expect(assistant.problems).toEqual([]);
    expect((await app.send("DELETE", `/v1/tools/${id}`)).json().error).toMatchObject({
      ...{ code: "tool-in-use", message: "findShopOrder is used by Shop." },
    });
    expect((await app.send("POST", `/v1/assistants/${assistant.id}/publish`)).status).toBe(200);
    expect((await app.send("DELETE", `/v1/tools/${id}`)).status).toBe(409);
    await app.send("DELETE", `/v1/assistants/${assistant.id}`);
    expect((await app.send("DELETE", `/v1/tools/${id}`)).status).toBe(204);
    const again = await made(FIND());
    const nodes = { look: { type: "run", tool: "findShopOrder", args: { number: "1001" }, next: { otherwise: null } } };
    await app.send("POST", "/v1/assistants", { name: "By flow", flow: [{ id: "main", start: "look", nodes }] });
    expect((await app.send("DELETE", `/v1/tools/${again.id}`)).json().error.message).toBe(
      "findShopOrder is used by By flow.",
    );
  });

  it("that was taken away is missed by whoever names it", async () => {
    const orphan = (await app.send("POST", "/v1/assistants", { name: "Late", tools: ["findShopOrder"] })).json();
    expect(orphan.problems).toEqual(['there is no tool "findShopOrder"']);
  });

  it.each([
    ["takes the name of one of ours", { name: "takeMessage" }, "tool-name-taken"],
    ["takes the name of the core's", { name: "end_call" }, "tool-name-taken"],
    ["has a name that no model could say", { name: "find order" }, "invalid-field"],
    ["lets the caller choose the host", { url: "https://{{number}}.example/" }, "invalid-field"],
    ["reads what nobody fills", { url: "https://shop.example/{{nr}}" }, "invalid-field"],
    [
      "has a schema that cannot be checked",
      { parameters: { type: "object", properties: { a: { $ref: "#/x" } } } },
      "invalid-field",
    ],
    ["has arguments that are no object", { parameters: { type: "string" } }, "invalid-field"],
    ["sets a header that is not its own", { headers: { Host: "bank.example" } }, "invalid-field"],
    ["breaks a header", { headers: { "a\r\nb": "c" } }, "invalid-field"],
    ["sends a body with GET", { body: { a: 1 } }, "invalid-field"],
    ["waits for ever", { deadlineMs: 600_000 }, "invalid-field"],
    ["has a field that is not known", { verbose: true }, "unknown-field"],
  ])("is refused if it %s", async (_why, change, code) => {
    const answer = await app.send("POST", "/v1/tools", { ...FIND(), ...change });
    expect(answer.json().error.code).toBe(code);
    expect((await app.get("/v1/tools")).json().items).toEqual([]);
  });

  it("that sends a secret is the owner's to make: an editor could send it to himself", async () => {
    const { key } = (await app.send("POST", "/v1/api-keys", { name: "editor", scope: "write" })).json();
    const by = { authorization: `Bearer ${key}` };
    const { id, etag } = await made(FIND());
    const elsewhere = { ...FIND(), url: "https://his.example/{{number}}" };
    expect((await app.send("POST", "/v1/tools", { ...elsewhere, name: "his" }, by)).json().error.code).toBe(
      "not-allowed",
    );
    const edit = await app.send("PUT", `/v1/tools/${id}`, elsewhere, { ...by, "if-match": etag });
    expect(edit.json().error.code).toBe("not-allowed");
    expect((await app.send("PUT", "/v1/secrets/mine", { value: "x" }, by)).json().error.code).toBe("not-allowed");
    expect((await app.send("POST", "/v1/tools", { ...FIND(), headers: {} }, by)).status).toBe(409);
    const harmless = { ...FIND(), name: "openHours", headers: {} };
    expect((await app.send("POST", "/v1/tools", harmless, by)).status).toBe(201);
  });

  it("without its secret says which is missing", async () => {
    const { id } = await made(FIND());
    expect((await app.send("DELETE", "/v1/secrets/shop-token")).status).toBe(204);
    const { fault } = await tried(id, { number: "1001" });
    expect(fault).toEqual({ code: "tool-secret-missing", message: 'There is no secret "shop-token"' });
    expect((await app.send("DELETE", "/v1/secrets/shop-token")).json().error.code).toBe("unknown-secret");
    expect((await app.send("PUT", "/v1/secrets/two", { value: "a\nb" })).json().error.code).toBe("invalid-field");
  });
});
