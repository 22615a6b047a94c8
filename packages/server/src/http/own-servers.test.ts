/** An editor, or a key for programs, who wants to learn what is none of theirs: by an assistant that sends it to their server. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startTestApp, type TestApp } from "../testing/test-app.ts";
import { startTestDatabase, type TestDatabase } from "../testing/test-database.ts";

const SECRETS = {
  OFFHOOK_SECRET: "the house's secret",
  OPENAI_API_KEY: "sk-of-the-house",
  STRIPE_API_KEY: "sk-of-a-shop",
};

let database: TestDatabase;
let app: TestApp;
let theirs: Server;
let baseUrl: string;
/** What their server was sent. */
const sent: (string | undefined)[] = [];
let editor: Record<string, string>;

beforeAll(async () => {
  database = await startTestDatabase();
  theirs = createServer((request, response) => {
    sent.push(request.headers.authorization);
    response.writeHead(404).end("{}");
  });
  await new Promise<void>((resolve) => theirs.listen(0, "127.0.0.1", resolve));
  baseUrl = `http://127.0.0.1:${(theirs.address() as AddressInfo).port}/v1`;
  app = await startTestApp(database, { env: SECRETS });
  const { key } = (await app.send("POST", "/v1/api-keys", { name: "scripts", scope: "write" })).json();
  editor = { authorization: `Bearer ${key}` };
});
afterAll(async () => {
  await app.end();
  theirs.close();
  await database.end();
});
beforeEach(async () => {
  sent.length = 0;
  await app.store.pool.query("TRUNCATE assistants CASCADE");
});

const said = ({ status, json }: { status: number; json(): { error?: { code: string } } }) =>
  `${status} ${json().error?.code ?? "ok"}`;
const choice = (more: object = {}) => ({ provider: "openai-compatible", id: "llama3", baseUrl, ...more });
const preview = (voice: object, headers = {}) => app.send("POST", "/v1/voice-preview", { voice }, headers);
const create = (settings: object, headers = {}) =>
  app.send("POST", "/v1/assistants", { name: "Desk", ...settings }, headers);

describe("an editor", () => {
  it("hears no voice from a server that no owner has chosen, and nothing is sent there", async () => {
    for (const voice of [
      choice(),
      choice({ apiKeyFrom: "STRIPE_API_KEY" }),
      { provider: "openai", id: "alloy", baseUrl },
      { provider: "openai", id: "alloy", apiKeyFrom: "STRIPE_API_KEY" },
    ])
      expect(said(await preview(voice, editor)), JSON.stringify(voice)).toBe("403 server-not-allowed");
    expect(sent).toEqual([]);
  });

  it.each(["model", "voice", "transcriber", "realtime"])("puts none into an assistant's %s", async (slot) => {
    const settings = { [slot]: [{ provider: "embedded" }, choice({ apiKeyFrom: "STRIPE_API_KEY" })] };
    expect(said(await create(settings, editor))).toBe("403 server-not-allowed");
    const { id, etag } = (await create({}, editor)).json();
    const patched = await app.send("PATCH", `/v1/assistants/${id}`, settings, { ...editor, "if-match": etag });
    expect(said(patched)).toBe("403 server-not-allowed");
  });

  it("makes no draft of another platform's assistant that names one", async () => {
    const vapi = { name: "Desk", model: { provider: "custom-llm", url: baseUrl, model: "x" } };
    expect(said(await app.send("POST", "/v1/imports/vapi?create=true", vapi, editor))).toBe("403 server-not-allowed");
    const groq = { name: "Desk", model: { provider: "groq", model: "llama-3.3-70b" } };
    expect(said(await app.send("POST", "/v1/imports/vapi?create=true", groq, editor))).toBe("200 ok");
  });

  it("uses what an owner has chosen once, with the key that the owner named and with no other", async () => {
    expect(said(await create({ model: [choice({ apiKeyFrom: "LLAMA_API_KEY" })] }))).toBe("201 ok");
    expect(said(await create({ model: [choice({ apiKeyFrom: "LLAMA_API_KEY" })] }, editor))).toBe("201 ok");
    for (const more of [{}, { apiKeyFrom: "STRIPE_API_KEY" }])
      expect(said(await create({ model: [choice(more)] }, editor))).toBe("403 server-not-allowed");
  });

  it("goes on editing an assistant in which one stands", async () => {
    const { id, etag } = (await create({ model: [choice()] })).json();
    const patched = await app.send("PATCH", `/v1/assistants/${id}`, { name: "Door" }, { ...editor, "if-match": etag });
    expect(said(patched)).toBe("200 ok");
  });
});

describe("nobody", () => {
  it.each([
    "OFFHOOK_SECRET",
    "OFFHOOK_API_KEY",
    "TWILIO_AUTH_TOKEN",
    "DATABASE_URL",
    "PATH",
    "OPENAI_API_KEY",
    "ANTHROPIC_API_KEY",
    "openai_api_key",
    "",
  ])("sends %s to a server, not even an owner", async (apiKeyFrom) => {
    const answer = await preview(choice({ apiKeyFrom }));
    expect(said(answer)).toBe(apiKeyFrom === "" ? "502 voice-failed" : "400 key-name-refused");
    expect(sent.filter((header) => header !== undefined && header !== "Bearer")).toEqual([]);
  });
});

it("an owner's own server gets the key that was named for it", async () => {
  await preview(choice({ apiKeyFrom: "STRIPE_API_KEY" }));
  expect(sent[0]).toBe("Bearer sk-of-a-shop");
});
