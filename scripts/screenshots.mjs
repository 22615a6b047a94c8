/** `npm run screenshots`: a picture of every page in every language, colour and width; `.cache/screenshots` unless a folder is named. */
import { spawnSync } from "node:child_process";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = resolve(process.argv[2] ?? join(ROOT, ".cache", "screenshots"));
const args = [
  "node_modules/vitest/vitest.mjs",
  "run",
  "--project",
  "browser",
  "--retry",
  "0",
  "e2e/browser/pages.test.ts",
];
const { status } = spawnSync(process.execPath, args, {
  cwd: ROOT,
  stdio: "inherit",
  env: { ...process.env, SCREENSHOTS: folder },
});
console.log(status === 0 ? `Pictures: ${folder}` : "Some pages are not well: see above.");
process.exit(status ?? 1);
