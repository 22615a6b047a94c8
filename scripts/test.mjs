/**
 * `npm test`: installs what is missing, then runs every check and every test. Plain Node, since nothing may be
 * installed yet. Ends with `N passed, N failed`, summed over all runners, and exits 1 if anything failed.
 */
import { spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const REPORT = join(ROOT, ".cache", "vitest.json");
/** Name, then the command. Each is one test of the sum; vitest counts its own. */
const CHECKS = [
  ["types", ["node_modules/typescript/bin/tsc", "-p", "tsconfig.json"]],
  ["types of the console", ["node_modules/typescript/bin/tsc", "-p", "packages/console"]],
  ["the console builds", ["scripts/build-console.mjs"]],
  ["style", ["node_modules/@biomejs/biome/bin/biome", "check", "--error-on-warnings", "."]],
  [
    "arrows",
    [
      "node_modules/dependency-cruiser/bin/dependency-cruise.mjs",
      "--config",
      ".dependency-cruiser.cjs",
      "packages",
      "examples",
    ],
  ],
  ["pure rooms", ["scripts/checks/pure-words.mjs"]],
  ["sizes", ["scripts/checks/sizes.mjs"]],
  ["unused", ["node_modules/knip/bin/knip.js"]],
  ["the client's types are what the server says", ["--import", "tsx", "scripts/docs/api-types.ts", "--check"]],
  ["errors page", ["--import", "tsx", "scripts/docs/errors-page.ts", "--check"]],
  ["snippets in the docs", ["scripts/checks/snippets.mjs"]],
  ["commands of the Russian page", ["scripts/checks/readme-ru.mjs"]],
  ["files for deploying", ["--import", "tsx", "scripts/checks/deploy-files.mjs"]],
  ["providers that fail", ["--import", "tsx", "e2e/chaos/run.ts", "--check"]],
  ["PostgreSQL 15, the oldest", ["scripts/test-postgres.mjs", "15", "--store"]],
];
/** They fetch 30 MB, which somebody who tries a change need not wait for. */
const FETCHING = new Set(["PostgreSQL 15, the oldest"]);
/** Theirs alone: what they fetch could not be had. Said, and not counted. */
const NOT_FETCHED = 3;

const sum = { passed: 0, failed: 0 };
if (!existsSync(join(ROOT, "node_modules", ".package-lock.json"))) await install();
for (const [name, args] of CHECKS) if (process.env.CI || !FETCHING.has(name)) await check(name, args);
await unitTests();
console.log(`\n${sum.passed} passed, ${sum.failed} failed`);
process.exit(sum.failed > 0 ? 1 : 0);

async function install() {
  console.log("Installing packages (once, about half a minute)…");
  const npm = process.env.npm_execpath;
  const [program, args] = npm?.endsWith(".js") ? [process.execPath, [npm]] : ["npm", []];
  const { exitCode, output } = await run(
    program,
    [...args, "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
    false,
  );
  if (exitCode === 0) return;
  console.log(output);
  console.log("\n0 passed, 1 failed");
  process.exit(1);
}

async function check(name, args) {
  const startMs = Date.now();
  const { exitCode, output } = await run(process.execPath, args, false);
  const seconds = ((Date.now() - startMs) / 1_000).toFixed(1);
  if (exitCode === NOT_FETCHED && FETCHING.has(name)) {
    console.log(`not run: ${name}\n${output}`);
    return;
  }
  console.log(`${exitCode === 0 ? "✓" : "✗"} ${name} (${seconds} s)`);
  if (exitCode !== 0) console.log(output);
  sum[exitCode === 0 ? "passed" : "failed"] += 1;
}

async function unitTests() {
  rmSync(REPORT, { force: true });
  const args = [
    "node_modules/vitest/vitest.mjs",
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${REPORT}`,
  ];
  const { exitCode } = await run(process.execPath, args, true);
  if (!existsSync(REPORT)) {
    sum.failed += 1;
    return;
  }
  const report = JSON.parse(readFileSync(REPORT, "utf8"));
  sum.passed += report.numPassedTests;
  sum.failed += report.numFailedTests;
  // A file that cannot be loaded fails no test of its own, but fails.
  if (exitCode !== 0 && report.numFailedTests === 0) sum.failed += 1;
}

function run(program, args, shown) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: ROOT,
      stdio: ["ignore", shown ? "inherit" : "pipe", shown ? "inherit" : "pipe"],
    });
    let output = "";
    const collect = (chunk) => {
      output += chunk;
    };
    child.stdout?.on("data", collect);
    child.stderr?.on("data", collect);
    child.on("error", (error) => resolve({ exitCode: 1, output: String(error) }));
    child.on("exit", (code) => resolve({ exitCode: code ?? 1, output }));
  });
}
