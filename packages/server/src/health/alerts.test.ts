/** What the operator's webhook gets, and when: once, signed, in order, and even if it was away at the time. */
import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import pino from "pino";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Store } from "../store/store.ts";
import { createVault, type Vault } from "../store/vault.ts";
import { startTestDatabase, type TestDatabase } from "../testing/test-database.ts";
import { sealAlertSecret, writeAlertTarget } from "./alert-settings.ts";
import { type Alert, type AlertType, alertDesk } from "./alerts.ts";

const MINUTE_MS = 60_000;
const START = Date.parse("2026-11-20T03:12:00Z");

let database: TestDatabase;
let store: Store;
let vault: Vault;
let hook: Awaited<ReturnType<typeof webhook>>;
let nowMs = START;

beforeAll(async () => {
  database = await startTestDatabase();
  store = database.openStore();
  vault = createVault(store, "a secret of the tests");
  hook = await webhook();
});
afterAll(async () => {
  await hook.close();
  await database.end();
});
beforeEach(async () => {
  await store.pool.query("DELETE FROM settings WHERE name LIKE 'alert%'");
  await store.pool.query("DELETE FROM secrets");
  hook.got.length = 0;
  hook.isAway = false;
  hook.answers.length = 0;
  nowMs = START;
});

/** One a worker: they share the store alone. */
const desk = () =>
  alertDesk({ store, vault, logger: pino({ level: "silent" }), pause: async () => {}, nowMs: () => nowMs });
const alert = (type: AlertType, message = "It said no."): Alert => ({
  ...{ type, about: "deepgram", message },
  fix: "Wait.",
});
const told = () => hook.got.map(({ body }) => JSON.parse(body) as Alert & { id: string; at: string });
const types = () => told().map(({ type }) => type);

describe("alerts", () => {
  it("go nowhere until somebody says where to, and are told then, if they still hold", async () => {
    expect(await desk().raise(alert("provider-down"))).toBe("nowhere-to-send");
    await writeAlertTarget(store, vault, hook.url);
    expect(await desk().raise(alert("provider-down"))).toBe("sent");
  });

  it("come once, signed, whichever worker saw it", async () => {
    const settings = await writeAlertTarget(store, vault, hook.url);
    const raised = await Promise.all([desk().raise(alert("provider-down")), desk().raise(alert("provider-down"))]);
    expect(raised).toContain("said-before");
    const [got, ...more] = hook.got;
    expect(more).toEqual([]);
    expect(told()).toMatchObject([
      { ...alert("provider-down"), id: expect.stringMatching(/^alert_/), at: "2026-11-20T03:12:00.000Z" },
    ]);
    const expected = createHmac("sha256", settings?.secret ?? "")
      .update(got?.body ?? "")
      .digest("hex");
    expect(got?.signature).toBe(`sha256=${expected}`);
  });

  it("are signed with a secret that stands nowhere in the clear, and one that is replaced is gone", async () => {
    const first = await writeAlertTarget(store, vault, hook.url);
    const { secret } = await writeAlertTarget(store, vault, hook.url);
    const stored = JSON.stringify((await store.pool.query("SELECT * FROM settings")).rows);
    expect([stored.includes(secret ?? "?"), stored.includes(first.secret ?? "?")]).toEqual([false, false]);
    expect(await vault.list("alerts:")).toHaveLength(1);
    await writeAlertTarget(store, vault, null);
    expect(await vault.list("alerts:")).toEqual([]);
  });

  it("keep the secret of an older server, which stood beside the address", async () => {
    const old = JSON.stringify({ webhookUrl: hook.url, secret: "an older one" });
    await store.pool.query("INSERT INTO settings (name, value) VALUES ('alerts', $1::json)", [old]);
    await Promise.all([sealAlertSecret(store, vault), sealAlertSecret(store, vault)]);
    await sealAlertSecret(store, vault);
    expect(JSON.stringify((await store.pool.query("SELECT * FROM settings")).rows)).not.toContain("an older one");
    expect(await vault.list("alerts:")).toHaveLength(1);
    await desk().raise(alert("provider-down"));
    const [got] = hook.got;
    const expected = createHmac("sha256", "an older one")
      .update(got?.body ?? "")
      .digest("hex");
    expect(got?.signature).toBe(`sha256=${expected}`);
  });

  it("wake somebody at night though the secret does not open any more, and say by no signature that nobody vouches", async () => {
    await writeAlertTarget(store, createVault(store, "the secret of before"), hook.url);
    expect(await desk().raise(alert("provider-down"))).toBe("sent");
    expect(hook.got.map(({ signature }) => signature)).toEqual(["undefined"]);
  });

  it("tell of a vendor that is down, back and down again within a minute, and stay quiet about what has not changed", async () => {
    await writeAlertTarget(store, vault, hook.url);
    for (const type of ["provider-down", "provider-down", "provider-back", "provider-back", "provider-down"] as const) {
      await desk().raise(alert(type));
      nowMs += 10_000;
    }
    expect(types()).toEqual(["provider-down", "provider-back", "provider-down"]);
    nowMs += 16 * MINUTE_MS;
    await desk().raise(alert("provider-down"));
    expect(types()).toHaveLength(4);
  });

  it("tell of a test call that fails, passes and fails again", async () => {
    await writeAlertTarget(store, vault, hook.url);
    for (const type of ["test-call-failed", "test-call-passed-again", "test-call-failed"] as const)
      await desk().raise(alert(type));
    expect(types()).toEqual(["test-call-failed", "test-call-passed-again", "test-call-failed"]);
  });

  it("are tried again at once where the webhook stumbles", async () => {
    await writeAlertTarget(store, vault, hook.url);
    hook.answers.push(500, 502);
    expect(await desk().raise(alert("provider-down"))).toBe("sent");
    expect(new Set(told().map(({ id }) => id)).size).toBe(1);
  });

  it("wait for a webhook that is away, through a restart, and come in order with the times at which it happened", async () => {
    await writeAlertTarget(store, vault, hook.url);
    hook.isAway = true;
    expect(await desk().raise(alert("provider-down", "It said \u0000 and \ud83d."))).toBe("waiting");
    nowMs += MINUTE_MS;
    expect(await desk().raise(alert("provider-back"))).toBe("waiting");
    hook.got.length = 0;
    hook.isAway = false;
    nowMs += 3 * MINUTE_MS;
    await desk().sendWaiting();
    expect(told().map(({ type, at }) => [type, at])).toEqual([
      ["provider-down", "2026-11-20T03:12:00.000Z"],
      ["provider-back", "2026-11-20T03:13:00.000Z"],
    ]);
    await desk().sendWaiting();
    expect(hook.got).toHaveLength(2);
  });

  it("go with the next one as soon as there is one: nobody hears of the end before the beginning", async () => {
    await writeAlertTarget(store, vault, hook.url);
    hook.isAway = true;
    await desk().raise(alert("provider-down"));
    hook.got.length = 0;
    hook.isAway = false;
    nowMs += 1_000;
    expect(await desk().raise(alert("provider-back"))).toBe("sent");
    expect(types()).toEqual(["provider-down", "provider-back"]);
  });

  it("are given up after a day, and forgotten where somebody wants none", async () => {
    await writeAlertTarget(store, vault, hook.url);
    hook.isAway = true;
    await desk().raise(alert("provider-down"));
    for (let hour = 0; hour < 25; hour += 1) {
      nowMs += 60 * MINUTE_MS;
      await desk().sendWaiting();
    }
    expect(await waiting()).toBe(0);
    await desk().raise(alert("provider-down"));
    expect(await waiting()).toBe(1);
    await writeAlertTarget(store, vault, null);
    expect(await waiting()).toBe(0);
  });

  it("go at once to a new address", async () => {
    await writeAlertTarget(store, vault, hook.url);
    hook.isAway = true;
    await desk().raise(alert("provider-down"));
    hook.got.length = 0;
    hook.isAway = false;
    await writeAlertTarget(store, vault, `${hook.url}/new`);
    await desk().sendWaiting();
    expect(types()).toEqual(["provider-down"]);
  });

  it("do not bring a worker down with the database", async () => {
    const gone = { pool: { query: () => Promise.reject(new Error("connection refused")) } } as unknown as Store;
    const raised = alertDesk({ store: gone, vault, logger: pino({ level: "silent" }) }).raise(alert("provider-down"));
    expect(await raised).toBe("not-kept");
  });
});

const waiting = async () =>
  (await store.pool.query("SELECT FROM settings WHERE name LIKE 'alert-waiting:%'")).rowCount ?? 0;

async function webhook() {
  const got: { signature: string; body: string }[] = [];
  const state = { got, isAway: false, answers: [] as number[] };
  const server = createServer(async (request, response) => {
    got.push({ signature: String(request.headers["offhook-signature"]), body: await text(request) });
    response.writeHead(state.isAway ? 503 : (state.answers.shift() ?? 204));
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/alerts`;
  const close = () => new Promise((resolve) => server.close(resolve));
  return Object.assign(state, { url, close });
}
