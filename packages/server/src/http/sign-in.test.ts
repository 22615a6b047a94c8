/** Who gets in, and what somebody's page in another tab can do with an owner's cookie: nothing. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { startTestApp, type TestApp, type TestResponse } from "../testing/test-app.ts";
import { startTestDatabase, type TestDatabase } from "../testing/test-database.ts";

let database: TestDatabase;
let app: TestApp;
let folder: string;
let HOST: string;
beforeAll(async () => {
  database = await startTestDatabase();
  folder = mkdtempSync(join(tmpdir(), "offhook-console-"));
  writeFileSync(join(folder, "index.html"), "<!doctype html><title>Offhook</title>");
  writeFileSync(join(folder, "app.js"), "1");
  mkdirSync(join(folder, "assets"));
  app = await startTestApp(database, { consoleFolder: folder });
  HOST = `127.0.0.1:${app.port}`;
});
afterAll(async () => {
  await app.end();
  await database.end();
  rmSync(folder, { recursive: true });
});

const cookieOf = (answer: TestResponse): string =>
  (answer.headers["set-cookie"] ?? []).map((cookie) => cookie.split(";")[0]).join("; ");
const without = { authorization: undefined };
const linkFor = async (body?: object): Promise<string> =>
  (await app.send("POST", "/v1/sign-in-links", body)).json().path;

async function signIn(path: string): Promise<string> {
  const answer = await app.get(path, without);
  expect([answer.status, answer.headers.location]).toEqual([303, "/"]);
  return cookieOf(answer);
}
const invite = async (role: string): Promise<string> => {
  const body = { email: `${role}@clinic.example`, name: role, role };
  return signIn((await app.send("POST", "/v1/members", body)).json().path);
};
/** As a page of ours asks. */
const own = (cookie: string) => ({ ...without, cookie, host: HOST, origin: `http://${HOST}` });

describe("a one-time link", () => {
  it("makes the owner, once", async () => {
    const path = await linkFor();
    expect(path).toMatch(/^\/sign-in\/\w{32}$/);
    const cookie = await signIn(path);
    expect((await app.get("/v1/session", own(cookie))).json()).toMatchObject({ name: "Owner", role: "owner" });
    expect((await app.get("/v1/calls", own(cookie))).status).toBe(200);
    const again = await app.get(path, without);
    expect(again.headers.location).toBe("/?signIn=expired");
    expect(again.headers["set-cookie"]).toBeUndefined();
    // A second link lets the same owner in again.
    await signIn(await linkFor());
    const { items } = (await app.get("/v1/members")).json();
    expect(items.map(({ role }: { role: string }) => role)).toEqual(["owner"]);
  });

  it("is made for each who asks, at the same moment too", async () => {
    const paths = await Promise.all(Array.from({ length: 6 }, () => linkFor()));
    expect(new Set(paths).size).toBe(6);
    for (const path of paths) await signIn(path);
  });

  it.each(["/sign-in/x", "/sign-in/%00", `/sign-in/${"a".repeat(32)}`])("%s lets nobody in", async (path) => {
    const answer = await app.get(path, without);
    expect(answer.headers["set-cookie"]).toBeUndefined();
    expect(answer.status).toBeLessThan(500);
  });

  it("keeps its cookie from scripts and from other sites", async () => {
    const answer = await app.get(await linkFor(), without);
    const cookie = (answer.headers["set-cookie"] ?? []).find((one) => one.startsWith("offhook.session_token="));
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
  });
});

describe("a session", () => {
  it("survives a restart of the server", async () => {
    const cookie = await signIn(await linkFor());
    const second = await startTestApp(database);
    const host = `127.0.0.1:${second.port}`;
    expect((await second.get("/v1/session", { ...without, cookie, host })).status).toBe(200);
    await second.end();
  });

  it("ends when it is told to, and a forged one never begins", async () => {
    const cookie = await signIn(await linkFor());
    const left = await app.send("DELETE", "/v1/session", undefined, own(cookie));
    expect(left.status).toBe(204);
    expect((await app.get("/v1/session", own(cookie))).status).toBe(401);
    for (const forged of ["offhook.session_token=x", "offhook.session_token=x.y", cookie.replace(/.$/, "A"), ""]) {
      expect((await app.get("/v1/session", own(forged))).status, forged).toBe(401);
    }
  });

  it("changes nothing for a page of another site, or for one that does not say where it is from", async () => {
    const cookie = await signIn(await linkFor());
    const make = (headers: Record<string, string | undefined>) =>
      app.send("POST", "/v1/assistants", { name: "Trap" }, { ...own(cookie), ...headers });
    expect((await make({})).status).toBe(201);
    for (const origin of [
      "https://evil.example",
      "null",
      undefined,
      `https://${HOST}`,
      `http://localhost:${app.port}`,
    ]) {
      const answer = await make({ origin });
      expect([answer.status, answer.json().error.code], origin).toEqual([403, "origin-refused"]);
    }
  });

  it("opens no socket for a page of another site", async () => {
    const cookie = await signIn(await linkFor());
    const open = (origin?: string): Promise<number> =>
      new Promise((resolve) => {
        const headers = { cookie, ...(origin ? { origin } : {}) };
        const socket = new WebSocket(`ws://${HOST}/v1/calls/call_none/live`, { headers });
        socket.on("unexpected-response", (_, response) => resolve(response.statusCode ?? 0)).on("error", () => {});
      });
    expect(await open("https://evil.example")).toBe(403);
    expect(await open()).toBe(403);
    expect(await open(`http://${HOST}`)).toBe(404);
  });
});

describe("roles", () => {
  it("let a viewer read, an editor change, and an owner decide who", async () => {
    const viewer = own(await invite("viewer"));
    const editor = own(await invite("editor"));
    const status = async (headers: object, method: "POST" | "DELETE", path: string, body?: object) =>
      (await app.send(method, path, body, headers as Record<string, string>)).status;
    expect((await app.get("/v1/assistants", viewer)).status).toBe(200);
    expect(await status(viewer, "POST", "/v1/assistants", { name: "Desk" })).toBe(403);
    expect(await status(editor, "POST", "/v1/assistants", { name: "Desk" })).toBe(201);
    for (const who of [viewer, editor]) {
      expect((await app.get("/v1/members", who)).status).toBe(403);
      expect(await status(who, "POST", "/v1/sign-in-links")).toBe(403);
      expect(await status(who, "POST", "/v1/members", { email: "a@b.example", name: "A", role: "owner" })).toBe(403);
    }
  });

  it("keep the last owner", async () => {
    await linkFor();
    const { items } = (await app.get("/v1/members")).json();
    const owner = items.find(({ role }: { role: string }) => role === "owner");
    const answer = await app.send("DELETE", `/v1/members/${owner.id}`);
    expect([answer.status, answer.json().error.code]).toEqual([409, "last-owner"]);
    const editor = await invite("editor");
    const { id } = (await app.get("/v1/members")).json().items.find(({ role }: { role: string }) => role === "editor");
    expect((await app.send("DELETE", `/v1/members/${id}`)).status).toBe(204);
    expect((await app.get("/v1/session", own(editor))).status).toBe(401);
  });
});

describe("a member who was removed", () => {
  const bob = { email: "bob@clinic.example", name: "Bob", role: "editor" };
  const bobs = async () =>
    (await app.get("/v1/members")).json().items.filter(({ email }: { email: string }) => email === bob.email);

  it("does not come back by a link that was not used yet", async () => {
    const { id, path } = (await app.send("POST", "/v1/members", bob)).json();
    const second = (await app.send("POST", "/v1/sign-in-links", { memberId: id })).json().path;
    expect((await app.send("DELETE", `/v1/members/${id}`)).status).toBe(204);
    for (const link of [path, second]) {
      const answer = await app.get(link, without);
      expect([answer.status, answer.headers.location, answer.headers["set-cookie"]]).toEqual([
        303,
        "/?signIn=expired",
        undefined,
      ]);
    }
    expect(await bobs()).toEqual([]);
  });

  it("and is invited anew comes in by the new link alone", async () => {
    const old = (await app.send("POST", "/v1/members", bob)).json();
    await app.send("DELETE", `/v1/members/${old.id}`);
    const { path } = (await app.send("POST", "/v1/members", { ...bob, role: "viewer" })).json();
    expect((await app.get(old.path, without)).headers["set-cookie"]).toBeUndefined();
    const session = await app.get("/v1/session", own(await signIn(path)));
    expect(session.json()).toMatchObject({ name: "Bob", role: "viewer" });
  });
});

describe("a member's role", () => {
  it("is changed for their next request, and the last owner's is not", async () => {
    const cookie = await invite("viewer");
    const make = async () => (await app.send("POST", "/v1/assistants", { name: "Desk" }, own(cookie))).status;
    expect(await make()).toBe(403);
    const { items } = (await app.get("/v1/members")).json() as { items: { id: string; role: string }[] };
    const idOf = (role: string) => items.find((one) => one.role === role)?.id;
    const become = async (id: string | undefined, role: string) =>
      (await app.send("PATCH", `/v1/members/${id}`, { role })).json();
    expect(await become(idOf("viewer"), "editor")).toMatchObject({ email: "viewer@clinic.example", role: "editor" });
    expect(await make()).toBe(201);
    expect((await become(idOf("owner"), "viewer")).error.code).toBe("last-owner");
    expect((await become("mem_none", "viewer")).error.code).toBe("unknown-member");
    expect((await become(idOf("viewer"), "king")).error.code).toBe("invalid-field");
  });

  it("is not changed by inviting them again, and the answer says so", async () => {
    const body = { email: "Nora@clinic.example", name: "Nora", role: "viewer" };
    expect((await app.send("POST", "/v1/members", body)).status).toBe(201);
    expect((await app.send("POST", "/v1/members", body)).status).toBe(201);
    const other = await app.send("POST", "/v1/members", { ...body, role: "editor" });
    expect([other.status, other.json().error.code]).toEqual([409, "member-exists"]);
  });
});

describe("the console's files", () => {
  it("are the same document at each page's address, guarded, and no answer to what is no page", async () => {
    for (const path of ["/", "/calls", "/calls/call_1?at=5", "/assistants/asst_1/flow"]) {
      const page = await app.get(path, without);
      expect([path, page.status]).toEqual([path, 200]);
      expect(page.headers["content-security-policy"]).toContain("frame-ancestors 'none'");
    }
    expect((await app.get("/app.js", without)).status).toBe(200);
    // Built anew while the server runs.
    writeFileSync(join(folder, "assets", "page-1a2b.js"), "2");
    expect((await app.get("/assets/page-1a2b.js", without)).status).toBe(200);
    for (const path of [
      "/v1x.js",
      "/assets/none.js",
      "/assets/../../secret",
      "/twilio/none",
      "/../package.json",
      "/v1/none",
    ]) {
      expect((await app.get(path, without)).status, path).toBeGreaterThanOrEqual(400);
    }
  });
});
