/** What somebody reads from `offhook doctor` when all is well, and when each thing is not. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DeepgramTwin } from "@offhook/twin-deepgram";
import { ElevenLabsTwin } from "@offhook/twin-elevenlabs";
import { serveSocketTwin } from "@offhook/twin-kit";
import { OpenAiTwin } from "@offhook/twin-openai";
import { afterEach, describe, expect, it } from "vitest";
import { main } from "./main.ts";
import { testTerminal } from "./testing/test-terminal.ts";

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function served(twin: Parameters<typeof serveSocketTwin>[0]): Promise<string> {
  const { baseUrl, close } = await serveSocketTwin(twin);
  closers.push(close);
  return baseUrl;
}

const emptyFolder = (): string => mkdtempSync(join(tmpdir(), "offhook-doctor-"));

interface Use {
  provider: string;
  kind: string;
  id: string;
}

/** A data folder whose server says that an assistant uses these. */
async function folderWithServer(uses: Use[], keys: string[]): Promise<string> {
  const answers: Record<string, unknown> = {
    "/health": { ok: true },
    "/v1/providers/used": { items: [{ assistantId: "asst_1", uses }] },
    "/v1/providers": { items: keys.map((id) => ({ id, configured: true })) },
  };
  const server = createServer((request, response) => {
    const found = answers[request.url ?? ""];
    response.writeHead(found ? 200 : 404).end(JSON.stringify(found ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(() => server.close());
  const folder = emptyFolder();
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  writeFileSync(join(folder, "server.json"), JSON.stringify({ address, token: "t", pid: process.pid }));
  return folder;
}

async function doctor(env: NodeJS.ProcessEnv, ...args: string[]) {
  const terminal = testTerminal({ OFFHOOK_DATA: emptyFolder(), ...env });
  const exitCode = await main(["doctor", ...args], terminal);
  return { exitCode, text: terminal.lines.join("\n"), notes: terminal.notes.join("\n") };
}

async function openai(options: { models?: string[]; key?: string } = {}) {
  const base = await served(new OpenAiTwin({ apiKey: "sk-right", models: options.models ?? ["gpt-6-luna"] }));
  return { OPENAI_BASE_URL: `${base}/v1`, OPENAI_API_KEY: options.key ?? "sk-right" };
}

describe("offhook doctor", () => {
  it("finds nothing wrong where keys are right", async () => {
    const env = {
      ...(await openai()),
      ...{ DEEPGRAM_BASE_URL: await served(new DeepgramTwin({ apiKey: "D" })), DEEPGRAM_API_KEY: "D" },
      ...{ ELEVENLABS_BASE_URL: await served(new ElevenLabsTwin({ apiKey: "E" })), ELEVENLABS_API_KEY: "E" },
    };
    const { exitCode, text, notes } = await doctor(env);
    expect(exitCode).toBe(0);
    expect(text).toMatch(/^Embedded +not needed/m);
    expect(text).toMatch(/^OpenAI +accepted +\d+ ms/m);
    expect(text).toMatch(/^Deepgram +accepted +\d+ ms +200 USD/m);
    expect(text).toMatch(/^ElevenLabs +accepted +\d+ ms +98800 characters/m);
    expect(text).toContain(`OPENAI_BASE_URL points to ${env.OPENAI_BASE_URL}.`);
    expect(text).toMatch(/All is well\.$/);
    expect(notes).toContain("No server is running");
  });

  it("names a wrong key and what to do, and never the key itself", async () => {
    const base = await served(new DeepgramTwin({ apiKey: "D" }));
    const env = { ...(await openai({ key: "sk-wrong" })), DEEPGRAM_BASE_URL: base, DEEPGRAM_API_KEY: "dg-wrong" };
    const { exitCode, text } = await doctor(env);
    expect(exitCode).toBe(1);
    expect(text).toMatch(/^OpenAI +refused/m);
    expect(text).toContain("Check that OPENAI_API_KEY is whole and still active. [openai-key-refused]");
    expect(text).toContain("[deepgram-key-refused]");
    expect(text).not.toMatch(/sk-wrong|dg-wrong/);
    const json = JSON.parse((await doctor(env, "--json")).text);
    expect(json).toMatchObject({
      ok: false,
      server: null,
      providers: [{ provider: "embedded" }, { key: "refused" }, {}],
    });
  });

  it("names an account without anything left, and one that is nearly empty", async () => {
    const env = async (used: number) => ({
      ELEVENLABS_API_KEY: "E",
      ELEVENLABS_BASE_URL: await served(new ElevenLabsTwin({ subscription: { character_count: used } })),
    });
    const empty = await doctor(await env(100_000));
    expect([empty.exitCode, empty.text]).toEqual([1, expect.stringContaining("[elevenlabs-quota-exhausted]")]);
    const low = await doctor(await env(95_000));
    expect([low.exitCode, low.text]).toEqual([0, expect.stringContaining("5000 of 100000 characters are left.")]);
  });

  it("names models that are dead or dying, and what to use instead", async () => {
    const uses = ["gpt-3.5-turbo", "gpt-6-luna"].map((id) => ({ provider: "openai", kind: "model", id }));
    const OFFHOOK_DATA = await folderWithServer(uses, ["openai"]);
    const env = { ...(await openai({ models: ["gpt-3.5-turbo", "gpt-6-luna"] })), OFFHOOK_DATA };
    const { exitCode, text, notes } = await doctor(env);
    expect([exitCode, notes]).toEqual([1, ""]);
    expect(text).toContain("gpt-3.5-turbo has been refused since 2026-10-23: use openai/gpt-5.6-terra.");
    expect(text).toContain("[model-ended]");
    expect(text).toMatch(/^OpenAI .* 1 assistant$/m);
  });

  it("names a key that an assistant needs and that is not there", async () => {
    const OFFHOOK_DATA = await folderWithServer([{ provider: "cartesia", kind: "voice", id: "x" }], []);
    const { exitCode, text } = await doctor({ OFFHOOK_DATA });
    expect([exitCode, text]).toEqual([1, expect.stringContaining("Set CARTESIA_API_KEY. [cartesia-key-missing]")]);
  });

  it("names an address where nobody is", async () => {
    const { exitCode, text } = await doctor({ GEMINI_API_KEY: "G", GEMINI_BASE_URL: "http://127.0.0.1:1" });
    expect(exitCode).toBe(1);
    expect(text).toMatch(/^Google +not checked/m);
    expect(text).toContain("[google-connect-failed]");
  });

  it("goes on without a server that does not answer", async () => {
    const folder = emptyFolder();
    const address = "http://127.0.0.1:1";
    writeFileSync(join(folder, "server.json"), JSON.stringify({ address, token: "t", pid: process.pid }));
    const { exitCode, notes } = await doctor({ OFFHOOK_DATA: folder });
    expect([exitCode, notes]).toEqual([0, expect.stringContaining("No server is running")]);
  });

  it.each([[["now"]], [["--loud"]]])("takes %j for misuse", async (args) => {
    expect((await doctor({}, ...args)).exitCode).toBe(2);
  });
});
