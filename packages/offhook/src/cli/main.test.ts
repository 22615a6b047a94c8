/** What a person meets who uses the command line, rightly and wrongly. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { CLI_ERRORS } from "./cli-error.ts";
import { main } from "./main.ts";
import { testTerminal } from "./testing/test-terminal.ts";

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** A data folder whose server answers these paths, the rest with 404 as the real one does. */
async function folderWithServer(answers: Record<string, unknown>): Promise<string> {
  const server = createServer((request, response) => {
    const found = answers[(request.url ?? "").split("?")[0] ?? ""];
    response.writeHead(found ? 200 : 404, { "content-type": "application/json" });
    const error = { code: "unknown-call", message: "There is no call call_x.", fix: "List calls with GET /v1/calls." };
    response.end(JSON.stringify(found ?? { error }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(() => server.close());
  const folder = mkdtempSync(join(tmpdir(), "offhook-cli-"));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  writeFileSync(join(folder, "server.json"), JSON.stringify({ address, token: "t", pid: process.pid }));
  return folder;
}

const READY = { "/health": { ok: true }, "/ready": { ready: true, because: null } };

describe("offhook", () => {
  it.each([["--help"], ["help"], ["call", "--help"], ["replay", "-h"], ["start", "--help"]])(
    "%s %s explains",
    async (...args) => {
      const terminal = testTerminal();
      expect(await main(args, terminal)).toBe(0);
      expect(terminal.lines.join("\n")).toMatch(/^Usage: npx --no offhook/m);
    },
  );

  it.each([
    [["dance"], "unknown-command", /call, replay, start/],
    [["call", "--loud"], "misuse", /--loud/],
    [["call", "..."], "misuse", /without words/],
    [["call", "--noise", "loud"], "misuse", /0 to 60/],
    [["call", "--noise", ""], "misuse", /0 to 60/],
    [["call", "--persona", "angry"], "misuse", /patient and impatient/],
    [["call", "--audio", "/nowhere/hello.wav"], "audio-unreadable", /ENOENT/],
    [["replay"], "misuse", /call id/],
    [["replay", "call_1", "call_2"], "misuse", /call id/],
  ])("%j is misuse: %s", async (args, code, text) => {
    const terminal = testTerminal();
    expect(await main(args, terminal)).toBe(2);
    expect(terminal.lines).toEqual([]);
    expect(terminal.notes.join("\n")).toContain(`[${code}]`);
    expect(terminal.notes.join("\n")).toMatch(text);
    expect(terminal.notes.join("\n")).not.toMatch(/^\s+at /m);
  });

  it("without a command shows what there is, as misuse", async () => {
    expect(await main([], testTerminal())).toBe(2);
  });

  it("says errors in JSON where JSON is wanted", async () => {
    const terminal = testTerminal();
    expect(await main(["call", "--noise", "x", "--json"], terminal)).toBe(2);
    expect(JSON.parse(terminal.lines.at(-1) ?? "")).toMatchObject({ error: { code: "misuse" } });
  });

  it("passes on the server's own code, sentence and fix", async () => {
    const terminal = testTerminal({ OFFHOOK_DATA: await folderWithServer(READY) });
    expect(await main(["replay", "call_x"], terminal)).toBe(1);
    expect(terminal.notes.join("\n")).toMatch(/404: There is no call call_x\.\nList calls .*\n\[unknown-call\]/);
  });

  it("says when the server has no account for the twin", async () => {
    const terminal = testTerminal({ OFFHOOK_DATA: await folderWithServer(READY) });
    expect(await main(["call", "hello"], terminal)).toBe(1);
    expect(terminal.notes.join("\n")).toContain("[twin-account-missing]");
  });

  it("does not call a server that is draining", async () => {
    const draining = { ...READY, "/ready": { ready: false, because: "draining" } };
    const terminal = testTerminal({ OFFHOOK_DATA: await folderWithServer(draining) });
    expect(await main(["call", "hello"], terminal)).toBe(1);
    expect(terminal.notes.join("\n")).toContain("is not ready: draining");
  });

  it("does not replay a redacted call, nor one without events", async () => {
    const answers = { ...READY, "/v1/calls/call_r": { replayable: false }, "/v1/calls/call_e": { replayable: true } };
    const env = {
      OFFHOOK_DATA: await folderWithServer({ ...answers, "/v1/calls/call_e/events": { items: [], nextCursor: null } }),
    };
    const [redacted, empty] = [testTerminal(env), testTerminal(env)];
    expect(await main(["replay", "call_r"], redacted)).toBe(1);
    expect(redacted.notes.join("\n")).toContain("[not-replayable]");
    expect(await main(["replay", "call_e"], empty)).toBe(1);
    expect(empty.notes.join("\n")).toContain("[empty-log]");
  });
});

describe("every error of the command line", () => {
  it.each(Object.entries(CLI_ERRORS))("%s says what and how to fix it", (_code, { says, fix }) => {
    expect(says).not.toBe("");
    expect(fix).not.toBe("");
  });
});
