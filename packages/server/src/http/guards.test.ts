import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestApp, type TestApp } from "../testing/test-app.ts";
import { startTestDatabase, type TestDatabase } from "../testing/test-database.ts";
import { hostKind, originDiffers, requestBase } from "./host-guard.ts";

let database: TestDatabase;
let app: TestApp;
const PUBLIC_URL = "https://agents.example.com";
beforeAll(async () => {
  database = await startTestDatabase();
  const registerRoutes = (scope: { get(path: string, answer: () => Promise<unknown>): unknown }) =>
    void scope.get("/twilio/ping", async () => ({ pong: true }));
  const env = { OFFHOOK_API_KEY: "a key of the owner", PUBLIC_URL };
  app = await startTestApp(database, { env, callHost: { registerRoutes } });
});
afterAll(async () => {
  await app.end();
  await database.end();
});

const codeOf = (response: { json(): { error?: { code: string; message: string; fix: string } } }) =>
  response.json().error?.code;

describe("a key", () => {
  it.each([undefined, "", "Bearer", "Bearer wrong", "Basic test-token", "test-token"])(
    "%s is refused",
    async (authorization) => {
      const response = await app.get("/v1/calls", { authorization });
      expect([response.status, codeOf(response)]).toEqual([401, "unauthenticated"]);
      expect(Object.keys(response.json().error)).toEqual(["code", "message", "fix"]);
    },
  );

  it("of the environment counts as well as the local token", async () => {
    expect((await app.get("/v1/calls")).status).toBe(200);
    const response = await app.get("/v1/calls", { authorization: "Bearer a key of the owner" });
    // A key with blanks cannot be sent as a bearer token at all.
    expect(response.status).toBe(401);
  });

  it.each(["/health", "/ready", "/metrics"])("is not needed for %s", async (path) => {
    expect((await app.get(path, { authorization: undefined })).status).toBe(200);
  });

  it("is asked for before an unknown address below /v1 is called unknown", async () => {
    expect((await app.get("/v1/nothing", { authorization: undefined })).status).toBe(401);
    expect(codeOf(await app.get("/v1/nothing"))).toBe("unknown-route");
  });
});

describe("the Host header", () => {
  it.each(["evil.example", "169.254.169.254", "localhost.evil.example", "127.0.0.1.nip.io", "0.0.0.0", "a b"])(
    "%s gets 421",
    async (host) => {
      const response = await app.get("/health", { host });
      expect(response.status).toBe(421);
      expect(codeOf(response)).toBe("host-refused");
    },
  );

  it.each(["localhost", "localhost:3000", "127.0.0.1:1", "[::1]:3000", "127.9.9.9"])(
    "%s reaches everything",
    async (host) => {
      expect((await app.get("/v1/calls", { host })).status).toBe(200);
    },
  );

  it("of PUBLIC_URL reaches /twilio and /health only", async () => {
    const host = "agents.example.com";
    expect((await app.get("/health", { host })).status).toBe(200);
    expect((await app.get("/twilio/ping", { host })).status).toBe(200);
    for (const path of ["/ready", "/metrics", "/v1/calls", "/", "/twiliox", "/health/..", "/twilio"]) {
      expect(codeOf(await app.get(path, { host })), path).toBe("not-public");
    }
  });

  it("is not replaced by forwarded ones", async () => {
    const forwarded = { host: "evil.example", "x-forwarded-host": "localhost", forwarded: "host=localhost" };
    expect((await app.get("/health", forwarded)).status).toBe(421);
  });
});

describe("the Origin header", () => {
  it("is not needed, may be our own, and is refused when it differs", async () => {
    const host = "localhost:3000";
    expect((await app.get("/v1/calls", { host, origin: "http://localhost:3000" })).status).toBe(200);
    for (const origin of [
      "http://localhost:4000",
      "https://localhost:3000",
      "null",
      "https://evil.example",
      PUBLIC_URL,
    ]) {
      expect(codeOf(await app.get("/v1/calls", { host, origin })), origin).toBe("origin-refused");
    }
  });
});

describe("errors", () => {
  it("has that shape too where the bytes are no HTTP", async () => {
    const socket = connect(app.port, "127.0.0.1").end("nonsense\r\n\r\n");
    let answer = "";
    for await (const chunk of socket) answer += chunk;
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(JSON.parse(answer.split("\r\n\r\n")[1] ?? "").error.code).toBe("invalid-request");
  });

  it("always have one shape, and never a stack", async () => {
    for (const path of ["/nothing", "/v1/calls/call_none", "/v1/calls?limit=0", "/v1/calls?colour=red", "/%"]) {
      const response = await app.get(path);
      expect(response.status, path).toBeGreaterThanOrEqual(400);
      expect(Object.keys(response.json()), path).toEqual(["error"]);
      expect(response.bytes.toString()).not.toMatch(/\.ts:|node_modules|\n +at /);
    }
  });
});

describe("the base of signed URLs", () => {
  it.each([
    ["agents.example.com", PUBLIC_URL],
    ["AGENTS.example.com", PUBLIC_URL],
    ["127.0.0.1:3000", "http://127.0.0.1:3000"],
    ["localhost:3000", "http://localhost:3000"],
  ])("for %s is %s", (host, base) => {
    expect(requestBase(host, PUBLIC_URL)).toBe(base);
  });

  it("is PUBLIC_URL where that is a loopback address", () => {
    expect(requestBase("localhost:3000", "http://localhost:3000")).toBe("http://localhost:3000");
    expect(hostKind("localhost:3000", "http://localhost:3000")).toBe("loopback");
    expect(originDiffers("http://localhost:3000", "localhost:3000", null)).toBe(false);
  });

  it("is refused for a stranger's host", () => {
    expect(() => requestBase("evil.example", PUBLIC_URL)).toThrow(/host name/);
  });
});
