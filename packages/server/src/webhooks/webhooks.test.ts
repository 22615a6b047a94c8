/** Somebody's own server is told of calls: signed, again if it was away, and the log says what it answered. */
import { createHmac } from "node:crypto";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import pino from "pino";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createCall, endCall } from "../store/calls.ts";
import { createVault, type Vault } from "../store/vault.ts";
import { noteEvent } from "../store/webhooks.ts";
import { startTestApp, type TestApp } from "../testing/test-app.ts";
import { newCall } from "../testing/test-calls.ts";
import { startTestDatabase, type TestDatabase } from "../testing/test-database.ts";
import { describeCall } from "./describe-call.ts";
import { webhookSender } from "./webhook-sender.ts";

let database: TestDatabase;
let app: TestApp;
let vault: Vault;
let target: Server;
let url: string;
let answers: number[] = [];
const received: { headers: IncomingHttpHeaders; body: string }[] = [];
beforeAll(async () => {
  database = await startTestDatabase();
  app = await startTestApp(database);
  vault = createVault(app.store, "a secret of the tests");
  target = createServer(async (request, response) => {
    received.push({ headers: request.headers, body: await text(request) });
    response.writeHead(answers.shift() ?? 200).end("thanks");
  });
  await new Promise<void>((resolve) => target.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(target.address() as AddressInfo).port}/hook`;
});
afterAll(async () => {
  target.closeAllConnections();
  target.close();
  await app.end();
  await database.end();
});
beforeEach(async () => {
  received.length = 0;
  answers = [];
  await app.store.pool.query("TRUNCATE webhooks CASCADE");
});

const sender = () =>
  webhookSender({
    ...{ store: app.store, vault, logger: pino({ level: "silent" }) },
    describe: describeCall(app.store, database.dataFolder),
  });
const add = async (events: string[], to = url) =>
  (await app.send("POST", "/v1/webhooks", { url: to, events })).json() as { id: string; secret: string };
const deliveries = async (id: string) => (await app.get(`/v1/webhooks/${id}/deliveries`)).json().items;
const dueNow = () => app.store.pool.query("UPDATE webhook_deliveries SET due_at = now() - interval '1 second'");
const endedCall = async () => {
  const { call } = await createCall(app.store, newCall());
  await endCall(app.store, call.id, { endedReason: "caller-hung-up" });
  return call.id;
};

describe("a webhook", () => {
  it("is told what it asked for, signed with the secret that was shown once", async () => {
    const { id, secret } = await add(["call-started", "call-ended"]);
    expect((await app.get("/v1/webhooks")).bytes.toString()).not.toContain(secret);
    const callId = await endedCall();
    await noteEvent(app.store.pool, "tool-called", callId, { name: "bookSlot" });
    expect(await sender().look()).toBe(2);
    const told = received.map(({ body }) => JSON.parse(body));
    expect(told.map(({ event }) => event)).toEqual(["call-started", "call-ended"]);
    expect(told[1]).toMatchObject({ callId, data: { call: { id: callId, endedReason: "caller-hung-up" }, turns: [] } });
    for (const { headers, body } of received) {
      const [, seconds, signature] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers["offhook-signature"])) ?? [];
      expect(createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex")).toBe(signature);
      expect(Math.abs(Number(seconds) - Date.now() / 1_000)).toBeLessThan(10);
    }
    expect(await deliveries(id)).toMatchObject([{ state: "delivered", lastStatus: 200, nextAttemptAt: null }, {}]);
    expect(await sender().look()).toBe(0);
  });

  it("that was away is told again later, and given up at last", async () => {
    const { id } = await add(["call-ended"]);
    await endedCall();
    answers = [503, 500];
    expect(await sender().look()).toBe(1);
    const [first] = await deliveries(id);
    expect(first).toMatchObject({ state: "waiting", attempts: 1, lastStatus: 503 });
    expect(Date.parse(first.nextAttemptAt) - Date.now()).toBeGreaterThan(20_000);
    expect(await sender().look()).toBe(0);
    await dueNow();
    await sender().look();
    await dueNow();
    expect(await sender().look()).toBe(1);
    expect(await deliveries(id)).toMatchObject([{ state: "delivered", attempts: 3, lastStatus: 200 }]);
    const bodies = new Set(received.map(({ body }) => JSON.parse(body).id));
    expect(bodies.size).toBe(1);

    const nobody = await add(["call-ended"], "http://127.0.0.1:1/closed");
    await endedCall();
    for (let attempt = 0; attempt < 8; attempt += 1) {
      await dueNow();
      await sender().look();
    }
    expect(await deliveries(nobody.id)).toMatchObject([{ state: "given-up", attempts: 7, lastStatus: null }]);
  });

  it("is told once, though several workers look at the same moment", async () => {
    await add(["call-ended"]);
    await endedCall();
    const tried = await Promise.all([sender().look(), sender().look(), sender().look()]);
    expect([tried.reduce((sum, one) => sum + one), received.length]).toEqual([1, 1]);
  });

  it("is told at once though another's server hangs", async () => {
    const hanging = createServer(() => {});
    await new Promise<void>((resolve) => hanging.listen(0, "127.0.0.1", resolve));
    await add(["call-ended"], `http://127.0.0.1:${(hanging.address() as AddressInfo).port}/`);
    const { id } = await add(["call-ended"]);
    await endedCall();
    const looked = sender().look();
    await expect.poll(() => received.length).toBe(1);
    // The other one still hangs, and a call ends meanwhile.
    await endedCall();
    await expect.poll(() => received.length, { timeout: 6_000 }).toBe(2);
    expect(await deliveries(id)).toMatchObject([{ state: "delivered" }, { state: "delivered" }]);
    hanging.closeAllConnections();
    hanging.close();
    await looked;
  });

  it("is told nothing unsigned: it waits until there is a secret again", async () => {
    const { id, secret } = await add(["call-ended"]);
    const all = async () => (await app.get("/v1/webhooks")).json().items;
    expect(await all()).toMatchObject([{ id, secretOpens: true }]);
    await app.store.pool.query("UPDATE secrets SET sealed = 'AAAA' WHERE name = $1", [`webhook:${id}`]);
    expect(await all()).toMatchObject([{ id, secretOpens: false }]);
    await endedCall();
    await sender().look();
    expect(received).toEqual([]);
    expect(await deliveries(id)).toMatchObject([{ state: "waiting", attempts: 0 }]);
    const renewed = (await app.send("POST", `/v1/webhooks/${id}/secret`)).json();
    expect(renewed).toMatchObject({ id, secretOpens: true });
    expect(renewed.secret).not.toBe(secret);
    await sender().look();
    const [{ headers, body }] = received as [(typeof received)[0]];
    const [, seconds, signature] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers["offhook-signature"])) ?? [];
    expect(createHmac("sha256", renewed.secret).update(`${seconds}.${body}`).digest("hex")).toBe(signature);
    expect((await app.send("POST", "/v1/webhooks/hook_none/secret")).json().error.code).toBe("unknown-webhook");
  });

  it("is refused with a wrong address or event, and gone with what it waited for", async () => {
    const code = async (body: object) => (await app.send("POST", "/v1/webhooks", body)).json().error.code;
    expect(await code({ url: "ftp://x", events: ["call-ended"] })).toBe("invalid-field");
    expect(await code({ url, events: [] })).toBe("invalid-field");
    expect(await code({ url, events: ["call-exploded"] })).toBe("invalid-field");
    const { id } = await add(["call-ended"]);
    await endedCall();
    expect((await app.send("DELETE", `/v1/webhooks/${id}`)).status).toBe(204);
    expect([await sender().look(), received.length]).toEqual([0, 0]);
    expect((await app.get(`/v1/webhooks/${id}/deliveries`)).json().error.code).toBe("unknown-webhook");
  });
});
