/** The console under the public name: closed, until an owner has opened it for that very name; and what stays closed then. */
import { once } from "node:events";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import WebSocket from "ws";
import { startTestApp, type TestApp } from "../testing/test-app.ts";
import { startTestDatabase, type TestDatabase } from "../testing/test-database.ts";

const PUBLIC_URL = "https://agents.example.com";
const host = "agents.example.com";
const stranger = { host, authorization: undefined };
/** As long as an answer of the database is believed. */
const KNOWN_FOR_MS = 1_000;

let database: TestDatabase;
let app: TestApp;
beforeAll(async () => {
  database = await startTestDatabase();
  app = await startTestApp(database, { env: { PUBLIC_URL } });
});
afterAll(async () => {
  await app.end();
  await database.end();
});
beforeEach(async () => {
  await app.store.pool.query("TRUNCATE settings, members CASCADE");
});

const codeOf = (answer: { status: number; json(): { error?: { code: string } } }) => answer.json().error?.code;
const allow = (allowed: boolean, at = app) => at.send("PUT", "/v1/settings/console", { allowed });
const linkOf = async (at = app) => (await at.send("POST", "/v1/sign-in-links", {})).json().path as string;
/** What the door knows is a moment old. */
const soon = (look: () => Promise<unknown>) => expect.poll(look, { timeout: 3 * KNOWN_FOR_MS, interval: 50 });
const statusOf = async (path: string, headers: Record<string, string | undefined>) =>
  (await app.get(path, headers)).status;

async function opened(): Promise<string> {
  const link = await linkOf();
  expect((await allow(true)).json()).toMatchObject({ publicUrl: PUBLIC_URL, allowed: true });
  await soon(() => statusOf("/v1/calls", { host })).toBe(200);
  return link;
}

describe("the console under the public name", () => {
  it("is closed, and nobody opens it before somebody owns the server", async () => {
    expect((await app.get("/v1/settings/console")).json()).toMatchObject({ publicUrl: PUBLIC_URL, allowed: false });
    expect(codeOf(await allow(true))).toBe("owner-missing");
    for (const path of ["/", "/v1/calls", "/ready", "/metrics", "/openapi.json", "/sign-in/x"])
      expect(codeOf(await app.get(path, { host })), path).toBe("not-public");
  });

  it("is opened by an owner, signs people in over TLS alone, and is closed again", async () => {
    const link = await opened();
    const entered = await app.get(link, stranger);
    const cookies = entered.headers["set-cookie"] ?? [];
    expect([entered.status, cookies.length > 0, cookies.every((one) => /; Secure/.test(one))]).toEqual([
      303,
      true,
      true,
    ]);
    const cookie = cookies.map((one) => one.split(";")[0]).join("; ");
    expect(await statusOf("/v1/calls", { ...stranger, cookie })).toBe(200);
    expect((await allow(false)).json().allowed).toBe(false);
    await soon(async () => codeOf(await app.get("/v1/calls", { ...stranger, cookie }))).toBe("not-public");
  });

  it("shows a stranger nothing of the house", async () => {
    await opened();
    const at = async (path: string) => codeOf(await app.get(path, stranger));
    expect(await at("/ready")).toBe("unauthenticated");
    expect(await at("/v1/calls")).toBe("unauthenticated");
    for (const path of ["/metrics", "/%6detrics", "/metrics?x=1"]) {
      expect(await at(path), path).toBe("not-public");
      // Nor to anybody else: a monitor stands beside the server.
      expect(codeOf(await app.get(path, { host })), path).toBe("not-public");
    }
    expect(await at("/%72eady")).toBe("unauthenticated");
  });

  it("takes no session from another page, nor one under another name", async () => {
    const link = await opened();
    const entered = await app.get(link, stranger);
    const cookie = (entered.headers["set-cookie"] ?? []).map((one) => one.split(";")[0]).join("; ");
    const post = (headers: Record<string, string | undefined>) =>
      app.send("POST", "/v1/assistants", { name: "Desk" }, { ...stranger, cookie, ...headers });
    expect((await post({ origin: PUBLIC_URL })).status).toBe(201);
    for (const origin of [undefined, "null", "https://evil.example", "http://agents.example.com", "http://localhost"])
      expect(codeOf(await post({ origin })), String(origin)).toBe("origin-refused");
    expect(codeOf(await app.get("/v1/calls", { host: "evil.example", cookie }))).toBe("host-refused");
  });

  it("is opened for one name: a server that starts with another is closed", async () => {
    await opened();
    const moved = await startTestApp(database, { env: { PUBLIC_URL: "https://other.example.com" } });
    expect((await moved.get("/v1/settings/console")).json().allowed).toBe(false);
    expect(codeOf(await moved.get("/v1/calls", { host: "other.example.com" }))).toBe("not-public");
    await moved.end();
  });

  it("closes when nobody owns the server any more", async () => {
    await opened();
    await app.store.pool.query("TRUNCATE members CASCADE");
    await soon(async () => codeOf(await app.get("/v1/calls", { host }))).toBe("not-public");
  });

  it("is not opened where there is no such name, or none that is encrypted", async () => {
    await linkOf();
    for (const [env, code] of [
      [{}, "console-needs-public-url"],
      [{ PUBLIC_URL: "http://agents.example.com" }, "console-needs-https"],
    ] as const) {
      const other = await startTestApp(database, { env });
      expect(codeOf(await allow(true, other))).toBe(code);
      await other.end();
    }
  });

  it("lets nobody try links by the thousand", async () => {
    await opened();
    const tries = await Promise.all(Array.from({ length: 40 }, (_, n) => app.get(`/sign-in/${n}`, stranger)));
    const statuses = tries.map(({ status }) => status);
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThanOrEqual(15);
    // Where the server runs, one signs in all the same.
    expect((await app.get(await linkOf(), { authorization: undefined })).status).toBe(303);
  });

  it("has its sockets behind the same door", async () => {
    const answered = async () => {
      const socket = new WebSocket(`ws://127.0.0.1:${app.port}/v1/calls/call_x/live`, { headers: { host } });
      const [, answer] = await once(socket, "unexpected-response");
      socket.on("error", () => {}).terminate();
      return answer.statusCode as number;
    };
    await soon(answered).toBe(403);
    await opened();
    await soon(answered).toBe(401);
  });
});
