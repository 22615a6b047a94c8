/** Keys for programs: what each may, when it ends, and what is remembered of what was done. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startTestApp, type TestApp } from "../testing/test-app.ts";
import { startTestDatabase, type TestDatabase } from "../testing/test-database.ts";
import { RequestLimit } from "./request-limit.ts";

let database: TestDatabase;
let app: TestApp;
beforeAll(async () => {
  database = await startTestDatabase();
  app = await startTestApp(database);
});
afterAll(async () => {
  await app.end();
  await database.end();
});
beforeEach(() => app.store.pool.query("TRUNCATE api_keys, audit_log"));

const make = async (scope: string, name = `the ${scope} key`) =>
  (await app.send("POST", "/v1/api-keys", { name, scope })).json() as { id: string; key: string };
const by = (key: string) => ({ authorization: `Bearer ${key}` });
const CALL = { to: "+14155550100", assistantId: "asst_none" };

describe("a key", () => {
  it("is shown once, and kept nowhere", async () => {
    const { id, key } = await make("read");
    expect(key).toMatch(/^oh_[\w-]{43}$/);
    expect((await app.get("/v1/api-keys")).json().items).toMatchObject([
      { id, name: "the read key", lastUsedAt: null },
    ]);
    const { rows } = await app.store.pool.query("SELECT * FROM api_keys");
    for (const text of [(await app.get("/v1/api-keys")).bytes.toString(), JSON.stringify(rows)])
      expect(text).not.toContain(key);
    expect((await app.get("/v1/calls", by(key))).status).toBe(200);
    expect((await app.get("/v1/api-keys")).json().items[0].lastUsedAt).not.toBeNull();
  });

  // Refused by its scope is 403; what passes that fails for other reasons, which is enough to know.
  it.each([
    ["read", [200, 403, 403, 403, 403]],
    ["calls", [200, 403, 428, 403, 403]],
    ["write", [200, 201, 428, 403, 403]],
    ["admin", [200, 201, 428, 200, 201]],
  ])("of scope %s may what it says, and nothing more", async (scope, expected) => {
    const { key } = await make(scope);
    const statuses = [
      await app.get("/v1/assistants", by(key)),
      await app.send("POST", "/v1/assistants", { name: "New" }, by(key)),
      await app.send("POST", "/v1/calls", CALL, by(key)),
      await app.get("/v1/members", by(key)),
      await app.send("POST", "/v1/api-keys", { name: "another", scope: "admin" }, by(key)),
    ].map(({ status }) => status);
    expect(statuses).toEqual(expected);
  });

  it("that is revoked opens nothing, at once", async () => {
    const { id, key } = await make("write");
    expect((await app.send("DELETE", `/v1/api-keys/${id}`)).status).toBe(204);
    expect((await app.get("/v1/calls", by(key))).json().error.code).toBe("unauthenticated");
    expect((await app.send("DELETE", `/v1/api-keys/${id}`)).json().error.code).toBe("unknown-api-key");
    for (const wrong of ["oh_", `oh_${"A".repeat(43)}`, `${key}x`]) {
      expect((await app.get("/v1/calls", by(wrong))).status).toBe(401);
    }
  });

  it("may not be used from another site's page", async () => {
    const { key } = await make("admin");
    const answer = await app.get("/v1/calls", { ...by(key), origin: "https://evil.example" });
    expect(answer.json().error.code).toBe("origin-refused");
  });
});

describe("the audit log", () => {
  it("says who did what to what, newest first, and nothing that was refused", async () => {
    const { key } = await make("write", "Integration");
    const { id } = (await app.send("POST", "/v1/assistants", { name: "Secret words" }, by(key))).json();
    await app.send("DELETE", `/v1/assistants/${id}`, undefined, by(key));
    await app.send("DELETE", "/v1/members/mem_1", undefined, by(key));
    await app.get("/v1/assistants", by(key));
    const listed = async () => (await app.get("/v1/audit-log?limit=2")).json();
    // Noted once the answer has gone out.
    await expect.poll(async () => (await listed()).items[0]?.action).toBe("deleteAssistant");
    const { items, nextCursor } = await listed();
    expect(items).toMatchObject([
      { who: "Integration", action: "deleteAssistant", path: `/v1/assistants/${id}` },
      { who: "Integration", action: "createAssistant", path: "/v1/assistants" },
    ]);
    const rest = (await app.get(`/v1/audit-log?limit=2&cursor=${nextCursor}`)).json();
    // One of an earlier story may have been noted late.
    for (const item of rest.items) expect(item).toMatchObject({ who: "", action: "makeApiKey" });
    expect(rest.items).not.toEqual([]);
    expect(JSON.stringify([items, rest])).not.toContain("Secret words");
  });
});

describe("too many requests", () => {
  it("wait until the bucket has filled again; others are not held up", () => {
    const limit = new RequestLimit({ burst: 3, perSecond: 2 });
    expect([0, 0, 0, 0].map((nowMs) => limit.take("one", nowMs))).toEqual([0, 0, 0, 1]);
    expect(limit.take("another", 0)).toBe(0);
    expect(limit.take("one", 499)).toBe(1);
    expect([limit.take("one", 500), limit.take("one", 500)]).toEqual([0, 1]);
    expect([0, 0, 0, 0].map(() => limit.take("one", 60_000))).toEqual([0, 0, 0, 1]);
  });

  it("of one key are refused with the time to wait, and the server's own key goes on", async () => {
    const { key } = await make("read");
    const answers = await Promise.all(Array.from({ length: 340 }, () => app.get("/v1/session", by(key))));
    const refused = answers.find(({ status }) => status === 429);
    expect(refused?.json().error.code).toBe("too-many-requests");
    expect(Number(refused?.headers["retry-after"])).toBeGreaterThanOrEqual(1);
    expect((await app.get("/v1/session")).status).toBe(200);
  });
});
