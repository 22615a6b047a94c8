/**
 * `npm start`: installs what is missing, then runs the server in this terminal. Plain Node, since nothing may be installed
 * yet; must not import anything that is.
 */
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const LEAST_NODE = [20, 19];
/** Of npm's output, when it fails. */
const TAIL_CHARACTERS = 4_000;

refuseOldNode();
if (!isInstalled()) await install();
const { buildConsole } = await import("./build-console.mjs");
const problem = await buildConsole({ say: console.log });
// Calls are answered without it: a server that starts is worth more than its pages.
if (problem !== null)
  console.error(`${problem}\nThe console could not be built and will not be there; the reason is above.`);
const { register } = await import("tsx/esm/api");
register();
await import("../packages/server/src/supervisor/main.ts");

function refuseOldNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const [leastMajor = 0, leastMinor = 0] = LEAST_NODE;
  if (major > leastMajor || (major === leastMajor && minor >= leastMinor)) return;
  fail(
    `Offhook needs Node ${LEAST_NODE.join(".")} or newer; this is ${process.versions.node}. Get it at https://nodejs.org.`,
  );
}

/** Whether node_modules holds what the lockfile asks for. Contents count, not times: a checkout changes times. */
function isInstalled() {
  const installed = packagesOf(join(ROOT, "node_modules", ".package-lock.json"));
  const wanted = packagesOf(join(ROOT, "package-lock.json"));
  if (!installed || !wanted) return installed !== null;
  return Object.entries(wanted).every(([path, entry]) => {
    const canBeAbsent = path === "" || entry.optional || entry.dev || entry.devOptional || entry.peer;
    const found = installed[path];
    return found ? found.version === entry.version : canBeAbsent;
  });
}

function packagesOf(path) {
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")).packages ?? {}) : null;
}

async function install() {
  const stopProgress = showProgress("Installing packages (once, about half a minute)");
  const { exitCode, output } = await runNpm(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
  stopProgress();
  if (exitCode !== 0)
    fail(`${output.slice(-TAIL_CHARACTERS)}\nThe packages could not be installed; npm's reason is above.`);
}

function runNpm(args) {
  // Under `npm start` this names npm's own script, so the same npm is used; on Windows `npm` alone is a batch file.
  const npm = process.env.npm_execpath;
  const [program, all] = npm?.endsWith(".js") ? [process.execPath, [npm, ...args]] : ["npm", args];
  return new Promise((resolve) => {
    const child = spawn(program, all, { cwd: ROOT, shell: process.platform === "win32" && program === "npm" });
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

/** A line that counts seconds in a terminal, or a plain one elsewhere. */
function showProgress(what) {
  const startedAtMs = Date.now();
  const seconds = () => Math.round((Date.now() - startedAtMs) / 1_000);
  if (!process.stdout.isTTY) console.log(`${what}…`);
  const timer = process.stdout.isTTY
    ? setInterval(() => process.stdout.write(`\r${what}… ${seconds()} s `), 500)
    : null;
  return () => {
    if (timer) clearInterval(timer);
    console.log(`${timer ? "\r" : ""}Packages installed in ${seconds()} s.`);
  };
}

function fail(text) {
  console.error(text);
  process.exit(1);
}
