/** `offhook doctor` tries what calls will use: the keys that the server has, and servers of one's own. What it did not try, it names. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { testServerKey } from "./doctor-keys.ts";
import { main } from "./main.ts";
import { testTerminal } from "./testing/test-terminal.ts";

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

type Answer = [status: number, body: unknown] | null;

/** `answers`: by method and path; null hangs, what is not there is not found. */
async function serve(answers: Record<string, Answer | ((request: IncomingMessage) => Answer)>): Promise<string> {
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const found = answers[`${request.method} ${request.url}`];
    const answer = typeof found === "function" ? found(request) : found;
    if (answer === undefined) return response.writeHead(404).end('{"error":{"code":"not-found"}}');
    if (answer) response.writeHead(answer[0], { "content-type": "application/json" }).end(JSON.stringify(answer[1]));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(
    () => server.closeAllConnections(),
    () => server.close(),
  );
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A data folder whose server has these keys, says so of their trials, and whose one assistant names these. */
async function house(
  keys: string[],
  trials: Record<string, Answer>,
  uses: object[] = [],
  more: Record<string, Answer> = {},
): Promise<string> {
  const tried = Object.entries(trials).map(([id, answer]) => [`POST /v1/provider-keys/${id}/test`, answer]);
  const address = await serve({
    "GET /health": [200, { ok: true }],
    "GET /v1/providers/used": [200, { items: [{ assistantId: "asst_1", uses }] }],
    "GET /v1/providers": [200, { items: keys.map((id) => ({ id, configured: true, needsKey: true })) }],
    "GET /v1/phone-numbers": [200, { items: [] }],
    ...Object.fromEntries(tried),
    ...more,
  });
  const folder = mkdtempSync(join(tmpdir(), "offhook-doctor-"));
  writeFileSync(join(folder, "server.json"), JSON.stringify({ address, token: "tok-secret", pid: process.pid }));
  return folder;
}

async function doctor(OFFHOOK_DATA: string, env: NodeJS.ProcessEnv = {}) {
  const terminal = testTerminal({ OFFHOOK_DATA, ...env });
  const exitCode = await main(["doctor"], terminal);
  const text = terminal.lines.join("\n");
  return { exitCode, text, last: text.split("\n").at(-1) };
}

const works: Answer = [200, { result: "works", latencyMs: 120, detail: "It works. 500 characters are left." }];
const refused: Answer = [
  422,
  { error: { code: "provider-refused-key", message: "Deepgram refused the key: HTTP 401.", fix: "Copy it again." } },
];

describe("a key that was entered in the console", () => {
  it("is tried by the server that has it", async () => {
    const { exitCode, text, last } = await doctor(
      await house(["deepgram", "elevenlabs"], { deepgram: works, elevenlabs: works }),
    );
    expect(text).toMatch(/^Deepgram +accepted +120 ms/m);
    expect(text).toContain("ElevenLabs: It works. 500 characters are left.");
    expect([exitCode, last]).toEqual([0, "All is well."]);
    expect(text).not.toContain("tok-secret");
  });

  it("and that its vendor refuses is wrong, with what to do", async () => {
    const { exitCode, text } = await doctor(await house(["deepgram"], { deepgram: refused }));
    expect(exitCode).toBe(1);
    expect(text).toMatch(/^Deepgram +refused/m);
    expect(text).toContain("✗ Deepgram: Deepgram refused the key: HTTP 401.");
    expect(text).toContain("Copy it again. [provider-refused-key]");
    expect(text).not.toContain("All is well");
  });

  it("a moment ago is tried as well, though the worker that answers has not heard of it yet", async () => {
    const kept = {
      items: [
        { provider: "deepgram", from: "entered" },
        { provider: "cartesia", from: null },
      ],
    };
    const { text } = await doctor(await house([], { deepgram: works }, [], { "GET /v1/provider-keys": [200, kept] }));
    expect(text).toMatch(/^Deepgram +accepted/m);
    expect(text).not.toContain("Cartesia");
  });

  it("is tried beside one of the same vendor that stands in this terminal", async () => {
    const base = await serve({ "GET /v1/models": [200, { data: [{ id: "gpt-6-luna" }] }] });
    const env = { OPENAI_API_KEY: "sk-here", OPENAI_BASE_URL: `${base}/v1` };
    const { exitCode, text } = await doctor(await house(["openai"], { openai: refused }), env);
    expect([exitCode, text]).toEqual([1, expect.stringContaining("[provider-refused-key]")]);
  });

  it.each<[string, Record<string, Answer>]>([
    [
      "because its vendor did not answer",
      { deepgram: [200, { result: "unknown", latencyMs: null, detail: "No way." }] },
    ],
    ["because the server cannot try it", {}],
  ])("and was not tried %s, is named", async (_, trials) => {
    const { exitCode, text, last } = await doctor(await house(["deepgram"], trials));
    expect(text).toMatch(/^Deepgram +not checked/m);
    expect([exitCode, last]).toEqual([0, "Nothing that was tried is broken. Not tried: Deepgram."]);
  });

  it("is not waited for longer than there is time", async () => {
    const address = await serve({ "POST /v1/provider-keys/deepgram/test": null });
    const found = await testServerKey({ address, token: "t", used: [], hasKey: {} }, "deepgram", 200);
    expect(found).toMatchObject({ result: "untried", because: expect.stringContaining("in time") });
  });
});

describe("a server of one's own", () => {
  const uses = (baseUrl: string, more: object = {}) => [
    { provider: "openai-compatible", kind: "model", id: "llama3", baseUrl, ...more },
  ];

  it("is asked for its models, and is there", async () => {
    const base = await serve({ "GET /v1/models": [200, { data: [{ id: "llama3:latest" }] }] });
    const { exitCode, text, last } = await doctor(await house([], {}, uses(`${base}/v1`)));
    expect(text).toMatch(new RegExp(`^OpenAI-compatible ${base}/v1 +not needed +\\d+ ms.* 1 assistant$`, "m"));
    expect([exitCode, last]).toEqual([0, "All is well."]);
  });

  it("without the model that an assistant names, is warned of", async () => {
    const base = await serve({ "GET /v1/models": [200, { data: [{ id: "qwen3" }] }] });
    const { exitCode, text } = await doctor(await house([], {}, uses(`${base}/v1`)));
    expect([exitCode, text]).toEqual([0, expect.stringContaining("[model-unlisted]")]);
    expect(text).not.toContain("All is well");
  });

  it("where nobody answers is wrong", async () => {
    const base = await serve({});
    for (const close of closers.splice(0)) await close();
    const { exitCode, text } = await doctor(await house([], {}, uses(`${base}/v1`)));
    expect(exitCode).toBe(1);
    expect(text).toMatch(new RegExp(`✗ OpenAI-compatible ${base}/v1: .*ECONNREFUSED`));
    expect(text).toContain("[own-server-unreachable]");
  });

  it("is asked with the key that the assistant names, also where `openai` stands at another address", async () => {
    const base = await serve({
      "GET /v1/models": ({ headers }) =>
        headers.authorization === "Bearer gsk-1" ? [200, { data: [{ id: "llama3" }] }] : [401, { error: {} }],
    });
    const keyed = [
      { provider: "openai", kind: "model", id: "llama3", baseUrl: `${base}/v1`, apiKeyFrom: "GROQ_API_KEY" },
    ];
    const right = await doctor(await house([], {}, keyed), { GROQ_API_KEY: "gsk-1" });
    expect(right.text).toMatch(/^OpenAI-compatible http\S+ +accepted/m);
    expect([right.exitCode, right.last]).toEqual([0, "All is well."]);
    const wrong = await doctor(await house([], {}, keyed), { GROQ_API_KEY: "gsk-2" });
    expect([wrong.exitCode, wrong.text]).toEqual([1, expect.stringContaining("[own-server-key-refused]")]);
    expect(wrong.text).not.toContain("gsk-2");
  });

  it("whose key stands only at the server, or which lists no models, was not tried", async () => {
    const base = await serve({});
    const both = [...uses(`${base}/a`, { apiKeyFrom: "GROQ_API_KEY" }), ...uses(`${base}/b`)];
    const { exitCode, text, last } = await doctor(await house([], {}, both));
    expect(text).toContain("GROQ_API_KEY is not set here");
    expect([exitCode, last]).toEqual([
      0,
      `Nothing that was tried is broken. Not tried: OpenAI-compatible ${base}/a, OpenAI-compatible ${base}/b.`,
    ]);
  });
});

it("a provider that nobody here knows is named as not tried", async () => {
  const { last } = await doctor(await house([], {}, [{ provider: "mine", kind: "model", id: "x" }]));
  expect(last).toBe("Nothing that was tried is broken. Not tried: mine.");
});
