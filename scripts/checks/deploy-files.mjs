/**
 * What the deployment's files name is there: copied files, scripts, settings that the code reads, paths that the host guard
 * lets through, and enough time to finish calls. Builds no image and starts no unit: these mistakes need neither.
 */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { DEFAULT_TIMING } from "../../packages/engine/src/conversation/defaults.ts";
import { refusalOf } from "../../packages/server/src/http/host-guard.ts";

/** Names that others read than our code. */
const READ_BY_OTHERS = {
  TMPDIR: "Node",
  POSTGRES_USER: "the image of PostgreSQL",
  POSTGRES_PASSWORD: "the image of PostgreSQL",
  POSTGRES_DB: "the image of PostgreSQL",
};
const NAME = /\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b/g;
const PUBLIC_PATHS = ["/twilio/*", "/health"];
/** Each keeps the unit from ending calls, PostgreSQL or itself; the cause is said in the file. */
const UNIT_LINES = ["KillMode=mixed", "OOMPolicy=continue", "NoNewPrivileges=yes", "ProtectSystem=strict"];
const UNIT_BREAKERS = ["MemoryDenyWriteExecute=yes", "ProcSubset=pid", "NoExecPaths="];

const known = gitFiles();
const read = settingsRead();
const caddyfile = text("deploy/Caddyfile");
const problems = [];

checkDockerfile(text("Dockerfile"), text(".dockerignore"));
checkCompose(parseYaml(text("compose.yaml")));
checkCaddyfile();
checkUnit(text("deploy/offhook.service"));
for (const file of ["deploy/offhook.env.example", "docs/deploy.md", "compose.yaml"]) checkNames(file, text(file));
for (const file of ["Dockerfile", "docs/deploy.md"]) checkScripts(file, text(file));

for (const problem of problems) console.log(problem);
console.log(`${problems.length === 0 ? "Nothing" : problems.length} amiss; the code reads ${read.size} settings`);
process.exit(problems.length > 0 ? 1 : 0);

function checkDockerfile(dockerfile, ignored) {
  const instructions = dockerfile
    .replace(/^\s*#.*\n/gm, "")
    .replace(/\\\n/g, " ")
    .split("\n")
    .map((line) => line.match(/^([A-Z]+)\s+(.*)$/))
    .filter(Boolean)
    .map(([, word, rest]) => ({ word, rest }));
  const sentAlong = ignored.split("\n").filter((line) => line.startsWith("!"));
  for (const { rest } of instructions.filter(({ word, rest }) => word === "COPY" && !rest.startsWith("--from"))) {
    for (const source of rest.split(/\s+/).slice(0, -1)) {
      if (!isKnown(source)) say("Dockerfile", `copies ${source}, which git does not know`);
      if (!sentAlong.includes(`!${source}`)) say(".dockerignore", `leaves out ${source}, which the Dockerfile copies`);
    }
  }
  const words = new Set(instructions.map(({ word }) => word));
  for (const wanted of ["USER", "VOLUME", "HEALTHCHECK", "STOPSIGNAL"])
    if (!words.has(wanted)) say("Dockerfile", `has no ${wanted}`);
  for (const { rest } of instructions.filter(({ word }) => word === "ENV"))
    for (const [, name] of rest.matchAll(/(\w+)=/g)) checkName("Dockerfile", name);
}

function checkCompose({ services, volumes }) {
  const { offhook, postgres, caddy } = services;
  for (const name of Object.keys(offhook.environment)) checkName("compose.yaml", name);
  for (const port of offhook.ports)
    if (!port.startsWith("127.0.0.1:")) say("compose.yaml", `publishes ${port} of the server to the world`);
  if (postgres.ports) say("compose.yaml", "publishes the database");
  if (!/^postgres:1[89]$/.test(postgres.image) || !postgres.volumes.includes("database:/var/lib/postgresql"))
    say("compose.yaml", "keeps no volume where PostgreSQL 18 has its files");
  checkPatience("compose.yaml", offhook.stop_grace_period);
  for (const service of [offhook, postgres, caddy]) {
    for (const [source] of (service.volumes ?? []).map((volume) => volume.split(":"))) {
      const isThere = source.startsWith("./") ? isKnown(source.slice(2)) : source in volumes;
      if (!isThere) say("compose.yaml", `mounts ${source}, which is not there`);
    }
  }
  if (caddy.environment.OFFHOOK_PUBLIC_PATHS !== `\${OFFHOOK_PUBLIC_PATHS:-${PUBLIC_PATHS.join(" ")}}`)
    say("compose.yaml", "lets Caddy pass on other paths than its own file does");
  for (const name of namesOfCaddyfile())
    if (!(name in caddy.environment)) say("compose.yaml", `gives Caddy no ${name}`);
}

function checkCaddyfile() {
  const paths = caddyfile.match(/@public path \{\$OFFHOOK_PUBLIC_PATHS:(.*)\}/)?.[1].split(" ") ?? [];
  if (paths.join() !== PUBLIC_PATHS.join()) say("deploy/Caddyfile", `passes on ${paths.join(" and ")}`);
  for (const path of paths)
    if (refusalOf("calls.example.com", path, "https://calls.example.com") !== null)
      say("deploy/Caddyfile", `passes on ${path}, which the host guard refuses`);
  checkPatience("deploy/Caddyfile", caddyfile.match(/stream_close_delay (\S+)/)?.[1]);
}

function checkUnit(unit) {
  const lines = unit.split("\n");
  const script = unit.match(/^ExecStart=\S+ (\S+)/m)?.[1];
  if (!script || !isKnown(script)) say("deploy/offhook.service", `starts ${script}, which git does not know`);
  for (const [, name] of unit.matchAll(/^Environment=(\w+)=/gm)) checkName("deploy/offhook.service", name);
  for (const line of UNIT_LINES) if (!lines.includes(line)) say("deploy/offhook.service", `lacks ${line}`);
  for (const start of UNIT_BREAKERS)
    if (lines.some((line) => line.startsWith(start))) say("deploy/offhook.service", `has ${start}`);
  checkPatience("deploy/offhook.service", unit.match(/^TimeoutStopSec=(.*)/m)?.[1]);
}

/** Stopping waits for calls: a shorter patience would cut the longest ones. */
function checkPatience(file, duration) {
  const minutes = Number(/^(\d+)m(in)?$/.exec(duration ?? "")?.[1] ?? 0);
  if (minutes * 60_000 <= DEFAULT_TIMING.maxDurationMs)
    say(file, `ends calls after ${duration}, sooner than they may last`);
}

function checkNames(file, words) {
  for (const name of new Set(words.match(NAME))) checkName(file, name);
}

function checkName(file, name) {
  const isRead = read.has(name) || name in READ_BY_OTHERS || namesOfCaddyfile().includes(name);
  if (!isRead) say(file, `names ${name}, which nothing reads`);
}

function checkScripts(file, words) {
  for (const [path] of words.matchAll(/\b(?:scripts|packages|deploy|docs)\/[\w./-]+\.\w+/g))
    if (!isKnown(path)) say(file, `names ${path}, which git does not know`);
}

function namesOfCaddyfile() {
  return [...caddyfile.matchAll(/\{\$(\w+)/g)].map(([, name]) => name);
}

/** As the code writes them: `env.NAME`, a name in quotes, or taken out of `env` by a pattern. */
function settingsRead() {
  const names = new Set();
  const ours = /^packages\/(server|offhook|providers\/[^/]+)\/src\/.*(?<!\.test)\.ts$/;
  for (const path of known) {
    if (!ours.test(path) || !existsSync(path)) continue;
    const code = text(path);
    for (const [, name] of code.matchAll(/\benv(?:ironment)?\.([A-Z][A-Z0-9_]*)/g)) names.add(name);
    for (const [, name] of code.matchAll(/"([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|PORT)"/g)) names.add(name);
    for (const [, pattern] of code.matchAll(/\{([^{}]*)\} = env\b/g))
      for (const name of pattern.match(NAME) ?? []) names.add(name);
  }
  return names;
}

function gitFiles() {
  const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], { encoding: "utf8" });
  return listed.split("\n").filter(Boolean);
}

function isKnown(path) {
  return known.some((file) => file === path || file.startsWith(`${path}/`));
}

/** By the parser that the server's OpenAPI pages bring along. */
function parseYaml(yaml) {
  const server = createRequire(join(process.cwd(), "packages/server/package.json"));
  return createRequire(server.resolve("@fastify/swagger"))("yaml").parse(yaml, { merge: true });
}

function text(path) {
  return readFileSync(path, "utf8");
}

function say(file, problem) {
  problems.push(`${file} ${problem}`);
}
