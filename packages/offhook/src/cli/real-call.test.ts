/** The commands against a whole server of their own, with its database: over real sockets, in real time. */
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { main } from "./main.ts";
import { testTerminal } from "./testing/test-terminal.ts";

it("a call is answered, stored, replayed the same, backed up and restored, with a server for each command's duration", async () => {
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

  // The house burns down: what was backed up is there in another one, and the call can still be heard and explained.
  const backup = join(dataFolder, "backup.tar.gz");
  const backing = testTerminal(env);
  expect(await main(["backup", backup], backing)).toBe(0);
  expect(await main(["backup", backup], backing)).toBe(1);
  expect(backing.notes.at(-1)).toContain("[backup-exists]");
  const rebuilt = join(dataFolder, "rebuilt");
  const there = testTerminal({ ...env, OFFHOOK_DATA: rebuilt });
  expect(await main(["restore", backup], there)).toBe(0);
  expect(await main(["restore", backup], there)).toBe(1);
  expect(there.notes.at(-1)).toContain("[restore-not-empty]");
  expect(await main(["replay", result.callId, "--json"], there)).toBe(0);
  expect(JSON.parse(there.lines.at(-1) ?? "{}")).toMatchObject({ same: true, events: log.length });
  const recording = relative(dataFolder, result.recordingPath);
  expect(readFileSync(join(rebuilt, recording)).equals(readFileSync(result.recordingPath))).toBe(true);
}, 120_000);
