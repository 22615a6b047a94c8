/** Builds the console where its sources have changed since. Plain Node; what it builds with must be installed by now. */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const CONSOLE = join(ROOT, "packages", "console");
const DIST = join(CONSOLE, "dist");
/** Everything that a build depends on, but for the versions in the lockfile, which is read too. */
const SOURCES = ["packages/console/src", "packages/console/public", "packages/api-client/src", "packages/engine/src"];
const FILES = [
  "packages/console/index.html",
  "packages/console/vite.config.ts",
  "packages/console/package.json",
  "package-lock.json",
];

/** Resolves with null, or with what went wrong. */
export async function buildConsole({ say = () => {} } = {}) {
  const sources = hashOf();
  const mark = join(DIST, "built-from.txt");
  if (existsSync(mark) && readFileSync(mark, "utf8") === sources) return null;
  say("Building the console (once, a few seconds)…");
  // Two may build at once: each beside, and then in one step into place.
  const own = `${DIST}.${process.pid}`;
  const { exitCode, output } = await run(["build", "--outDir", own, "--emptyOutDir", "--logLevel", "warn"]);
  if (exitCode !== 0) {
    rmSync(own, { recursive: true, force: true });
    return output.slice(-2_000);
  }
  writeFileSync(join(own, "built-from.txt"), sources);
  try {
    rmSync(DIST, { recursive: true, force: true });
    renameSync(own, DIST);
  } catch {
    // The other one was quicker, with the same sources.
    rmSync(own, { recursive: true, force: true });
  }
  return null;
}

function hashOf() {
  const hash = createHash("sha256");
  const all = [...SOURCES.flatMap((folder) => filesIn(join(ROOT, folder))), ...FILES.map((file) => join(ROOT, file))];
  for (const file of all) hash.update(file.slice(ROOT.length)).update("\0").update(readFileSync(file));
  return hash.digest("hex");
}

function filesIn(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function run(args) {
  const manifest = createRequire(join(CONSOLE, "package.json")).resolve("vite/package.json");
  const vite = join(dirname(manifest), "bin", "vite.js");
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [vite, ...args], {
      cwd: CONSOLE,
      env: { ...process.env, NODE_ENV: "production" },
    });
    let output = "";
    const keep = (text) => {
      output += text;
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.once("error", (error) => resolve({ exitCode: 1, output: error.message }));
    child.once("close", (exitCode) => resolve({ exitCode, output }));
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const problem = await buildConsole({ say: console.log });
  if (problem !== null) {
    console.error(problem);
    process.exit(1);
  }
}
