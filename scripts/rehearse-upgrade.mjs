/**
 * `npm run rehearse [commit]`: an older Offhook takes a call and makes a back-up; then this one starts on the same data, and a
 * third house is made from the back-up. In all of them the call has to be there, with its words and its recording.
 * Left out, the older one is the last whose database looked different.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const WORDS = "When are you open?";
const git = (...args) => execFileSync("git", args, { cwd: ROOT, encoding: "utf8" }).trim();

const migrated = git("log", "-1", "--format=%H", "--", "packages/server/drizzle");
const commit = git("rev-parse", process.argv[2] ?? `${migrated}~1`);
const folder = mkdtempSync(join(tmpdir(), "offhook-rehearsal-"));
const old = join(folder, "old");
const data = join(folder, "data");
const rebuilt = join(folder, "rebuilt");
let failed = false;
try {
  step(`The older one is ${git("log", "-1", "--format=%h, %ad", "--date=short", commit)}`);
  execFileSync("git", ["clone", "--quiet", ROOT, old]);
  execFileSync("git", ["checkout", "--quiet", commit], { cwd: old });
  execFileSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], { cwd: old, stdio: "ignore" });
  const call = offhook(old, data, "call", WORDS, "--json");
  const { callId } = JSON.parse(call.at(-1));
  step(`It has taken a call: ${callId}`);
  const backup = join(folder, "backup.tar.gz");
  const hasBackup = existsSync(join(old, "packages/offhook/src/cli/backup-command.ts"));
  if (hasBackup) offhook(old, data, "backup", backup);

  const before = found(ROOT, data, callId);
  step(`This one has it on the same data: ${before}`);
  offhook(ROOT, data, "call", WORDS, "--json");
  step("And takes another call there");

  if (!hasBackup) offhook(ROOT, data, "backup", backup);
  offhook(ROOT, rebuilt, "restore", backup);
  step(`A house made from the ${hasBackup ? "older one's " : ""}back-up has it too: ${found(ROOT, rebuilt, callId)}`);
} catch (error) {
  failed = true;
  console.error(error.message);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(failed ? "The upgrade went wrong." : "The upgrade went well.");
process.exit(failed ? 1 : 0);

function step(text) {
  console.log(`· ${text}`);
}

/** Its lines of stdout; throws with what it said on stderr. */
function offhook(code, dataFolder, ...args) {
  const command = [join(code, "packages/offhook/bin/offhook.mjs"), ...args];
  const env = { ...process.env, OFFHOOK_DATA: dataFolder, OFFHOOK_LOG_LEVEL: "silent" };
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: code, env, encoding: "utf8" });
  if (status !== 0) throw new Error(`offhook ${args[0]} ended with ${status}: ${stderr || stdout}`);
  return stdout.trim().split("\n");
}

/** The call's log, as the command that replays it reads it, and its recording. What the older engine decided may be decided otherwise now. */
function found(code, dataFolder, callId) {
  const command = [join(code, "packages/offhook/bin/offhook.mjs"), "replay", callId, "--json"];
  const env = { ...process.env, OFFHOOK_DATA: dataFolder, OFFHOOK_LOG_LEVEL: "silent" };
  const { stdout, stderr } = spawnSync(process.execPath, command, { cwd: code, env, encoding: "utf8" });
  const { same, events } = JSON.parse(stdout.trim().split("\n").at(-1) || "{}");
  if (!(events > 0)) throw new Error(`the call ${callId} is not there: ${stderr || stdout}`);
  const recording = join(dataFolder, "recordings", `${callId}.wav`);
  const bytes = existsSync(recording) ? readFileSync(recording).length : 0;
  if (bytes < 100_000) throw new Error(`the call's recording is not there: ${recording}`);
  return `${events} events${same ? ", replayed the same" : ""}, ${Math.round(bytes / 1_000)} kB of sound`;
}
