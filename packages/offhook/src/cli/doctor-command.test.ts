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
import { diagnoseNumbers } from "./doctor-numbers.ts";
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

/** A data folder whose server says that an assistant uses these. `more`: what else it says, by path. */
async function folderWithServer(uses: Use[], keys: string[], more: Record<string, unknown> = {}): Promise<string> {
  const answers: Record<string, unknown> = {
    "/health": { ok: true },
    "/v1/providers/used": { items: [{ assistantId: "asst_1", uses }] },
    "/v1/providers": { items: keys.map((id) => ({ id, configured: true })) },
    "/v1/phone-numbers": { items: [] },
    ...more,
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
    // Of its numbers nobody knows anything.
    expect(text).toMatch(/The providers are well\.$/);
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

  describe("of phone numbers", () => {
    const WELL = { ok: true, code: "all-well", message: "Everything is in order.", fix: "Call it.", action: "call" };
    const NOWHERE = {
      ...{ ok: false, code: "routing-nowhere", message: "At Twilio the number leads nowhere." },
      ...{ fix: "Point the number here again.", action: "repair", checks: [] },
    };
    const UNASKED = { name: "routing", state: "unknown", message: "Where the number leads is not known." };
    const UNCALLED = { name: "webhook", state: "unknown", message: "Nobody has called yet." };
    /** A number with that diagnosis; none: the server breaks over it. */
    const folderWithNumbers = (diagnoses: Record<string, unknown>) => {
      const ids = Object.keys(diagnoses);
      const items = ids.map((id, at) => ({ id, number: `+1212555012${at}` }));
      const each = ids.map((id) => [`/v1/phone-numbers/${id}/diagnosis`, diagnoses[id]]);
      return folderWithServer([], [], { "/v1/phone-numbers": { items }, ...Object.fromEntries(each) });
    };

    it("says of each whether it would ring, and what to do where it would not", async () => {
      const well = { ...WELL, checks: [UNCALLED] };
      const OFFHOOK_DATA = await folderWithNumbers({ num_a: well, num_b: NOWHERE });
      const { exitCode, text, notes } = await doctor({ OFFHOOK_DATA });
      expect([exitCode, notes]).toEqual([1, ""]);
      expect(text).toMatch(/^✓ \+12125550120: Everything is in order\.$/m);
      expect(text).toMatch(/^✗ \+12125550121: At Twilio the number leads nowhere\.$/m);
      expect(text).toMatch(
        /Point the number here again\. In the console: http\S+\/phone-numbers\. \[routing-nowhere\]/,
      );
      expect(text).not.toContain("All is well");
      const json = JSON.parse((await doctor({ OFFHOOK_DATA }, "--json")).text);
      expect(json).toMatchObject({ ok: false, numbers: [{ id: "num_a", state: "ok" }, { code: "routing-nowhere" }] });
      expect(JSON.stringify(json)).not.toContain("token");
    });

    it("finds all well where every number would ring", async () => {
      const OFFHOOK_DATA = await folderWithNumbers({ num_a: { ...WELL, checks: [] } });
      const { exitCode, text } = await doctor({ OFFHOOK_DATA });
      expect([exitCode, text]).toEqual([0, expect.stringMatching(/All is well\.$/)]);
    });

    it("does not call well what it could not see, nor broken", async () => {
      const OFFHOOK_DATA = await folderWithNumbers({ num_a: { ...WELL, checks: [UNASKED] }, num_b: undefined });
      const { exitCode, text } = await doctor({ OFFHOOK_DATA });
      expect(exitCode).toBe(0);
      expect(text).toMatch(/^! \+12125550120: Nothing .* Where the number leads is not known\.$/m);
      expect(text).toMatch(/^! \+12125550121: .*\n.*\[diagnosis-unanswered\]$/m);
      expect(text).toMatch(/Nothing is broken\.$/);
    });

    it("says that it does not know them without a server, or where that does not tell", async () => {
      const none = await doctor({}, "--json");
      expect([JSON.parse(none.text).numbers, none.notes]).toEqual([
        null,
        expect.stringContaining("none of its numbers is answered"),
      ]);
      const OFFHOOK_DATA = await folderWithServer([], [], { "/v1/phone-numbers": undefined });
      expect((await doctor({ OFFHOOK_DATA })).notes).toContain("did not say which phone numbers");
    });

    it("waits for a server that hangs no longer than it was told", async () => {
      const server = createServer((request, response) => {
        if (request.url === "/v1/phone-numbers") response.end('{"items":[{"id":"num_a","number":"+12125550120"}]}');
      });
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      closers.push(
        () => server.closeAllConnections(),
        () => server.close(),
      );
      const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const found = await diagnoseNumbers({ address, token: "t", used: [], hasKey: {} }, 300);
      expect(found).toEqual([expect.objectContaining({ state: "unknown", code: "diagnosis-unanswered" })]);
    });
  });

  it.each([[["now"]], [["--loud"]]])("takes %j for misuse", async (args) => {
    expect((await doctor({}, ...args)).exitCode).toBe(2);
  });
});
