import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { temporaryFolder } from "../testing/test-database.ts";
import { lockDataFolder } from "./data-folder-lock.ts";

let dataFolder: string;
let lockFile: string;
beforeEach(() => {
  dataFolder = temporaryFolder();
  lockFile = join(dataFolder, "supervisor.lock");
});
afterEach(() => rmSync(dataFolder, { recursive: true, force: true }));

it("is held by one living process, and free again when released", () => {
  const lock = lockDataFolder(dataFolder);
  expect(() => lockDataFolder(dataFolder)).toThrow(/is using the data folder/);
  lock.release();
  expect(existsSync(lockFile)).toBe(false);
  lockDataFolder(dataFolder).release();
});

it("names who holds it and where that answers", () => {
  writeFileSync(
    join(dataFolder, "server.json"),
    JSON.stringify({ address: "http://127.0.0.1:3000", token: "", pid: 1 }),
  );
  const lock = lockDataFolder(dataFolder);
  const refused = expect.objectContaining({ fix: expect.stringContaining("http://127.0.0.1:3000") });
  expect(() => lockDataFolder(dataFolder)).toThrow(refused);
  lock.release();
});

it("passes over a holder that died, even when its number belongs to another process now", () => {
  const lock = lockDataFolder(dataFolder);
  const { pid, startedAt } = JSON.parse(readFileSync(lockFile, "utf8"));
  lock.release();
  for (const dead of [
    { pid: 4_000_000, startedAt },
    { pid, startedAt: "another boot 1" },
    { pid, startedAt: "" },
  ]) {
    writeFileSync(lockFile, JSON.stringify(dead));
    lockDataFolder(dataFolder).release();
  }
  writeFileSync(lockFile, "half a li");
  lockDataFolder(dataFolder).release();
});

it("does not release what another has taken since", () => {
  const lock = lockDataFolder(dataFolder);
  writeFileSync(lockFile, "another's");
  lock.release();
  expect(existsSync(lockFile)).toBe(true);
});
