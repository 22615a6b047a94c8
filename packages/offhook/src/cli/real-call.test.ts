/** The commands against a whole server of their own, with its database: over real sockets, in real time. */
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { main } from "./main.ts";
import { testTerminal } from "./testing/test-terminal.ts";

it("a call is answered, stored, and replayed the same, with a server for each command's duration", async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), "offhook-call-"));
  onTestFinished(() => rmSync(dataFolder, { recursive: true, force: true }));
  const { PATH, HOME, TMPDIR } = process.env;
  const env = { PATH, HOME, TMPDIR, OFFHOOK_DATA: dataFolder, OFFHOOK_LOG_LEVEL: "silent" };

  const call = testTerminal(env);
  const exitCode = await main(["call", "When are you open?", "--json"], call);
  const result = JSON.parse(call.lines.at(-1) ?? "{}");
  expect(call.notes).toEqual([expect.stringMatching(/^No server is running/)]);
  expect(result).toMatchObject({ ok: true, endedReason: "caller-hung-up" });
  expect(exitCode).toBe(0);
  const speakers = result.turns.map(({ speaker }: { speaker: string }) => speaker);
  expect(speakers).toEqual(["agent", "caller", "agent"]);
  expect(result.turns[2].text).toMatch(/^We are open from nine/);
  expect(statSync(result.recordingPath).size).toBeGreaterThan(32 * 10_000);
  const log = readFileSync(result.logPath, "utf8").trim().split("\n");
  expect(log.map((line) => JSON.parse(line).seq)).toEqual(log.map((_, at) => at + 1));
  expect(existsSync(join(dataFolder, "server.json"))).toBe(false);

  const replay = testTerminal(env);
  expect(await main(["replay", result.callId, "--json"], replay)).toBe(0);
  expect(JSON.parse(replay.lines.at(-1) ?? "{}")).toMatchObject({ same: true, events: log.length });
}, 90_000);
