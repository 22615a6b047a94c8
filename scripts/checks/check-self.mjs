/**
 * `npm run check:self`: plants each kind of fault in a temporary copy of the house and expects the check that is there for
 * it to find it. A check that cannot fail is no check.
 */
import { execFileSync, spawnSync } from "node:child_process";
import {
  appendFileSync,
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const ROOT = process.cwd();
const TSC = ["node_modules/typescript/bin/tsc", "-p", "tsconfig.json"];
const BIOME = [
  "node_modules/@biomejs/biome/bin/biome",
  "check",
  "--error-on-warnings",
  "packages/engine/src/conversation",
];
const ARROWS = [
  "node_modules/dependency-cruiser/bin/dependency-cruise.mjs",
  "--config",
  ".dependency-cruiser.cjs",
  "packages",
];
const PURE = ["scripts/checks/pure-words.mjs"];
const SIZES = ["scripts/checks/sizes.mjs"];
const ERRORS = ["--import", "tsx", "scripts/docs/errors-page.ts", "--check"];
const SNIPPETS = ["scripts/checks/snippets.mjs"];
const CORE = "packages/engine/src/conversation/step.ts";

/** What is planted, which check must fail, and by what. */
const FAULTS = [
  ["a type error", TSC, () => append(CORE, '\nexport const wrong: number = "text";\n')],
  [
    "a floating promise",
    BIOME,
    () => append(CORE, "\nexport function leak(work: Promise<void>): void {\n  work;\n}\n"),
  ],
  ["unformatted code", BIOME, () => append(CORE, "\nexport   const   untidy=1\n")],
  [
    "the engine knowing a carrier",
    ARROWS,
    () => append(CORE, '\nexport * from "../../../carriers/twilio/src/twiml.ts";\n'),
  ],
  ["a pure room using Node", ARROWS, () => append(CORE, '\nexport { readFileSync } from "node:fs";\n')],
  ["a pure room using the shell", ARROWS, () => append(CORE, '\nexport * from "../call/replay.ts";\n')],
  [
    "a caller reading the conversation",
    ARROWS,
    () => append("packages/callers/src/person.ts", '\nexport * from "../../engine/src/conversation/step.ts";\n'),
  ],
  [
    "a twin knowing the carrier",
    ARROWS,
    () => append("packages/twins/twilio/src/line.ts", '\nexport * from "../../../carriers/twilio/src/twiml.ts";\n'),
  ],
  ["a clock in the core", PURE, () => append(CORE, "\nexport const now = () => Date.now();\n")],
  ["randomness in the core", PURE, () => append(CORE, "\nexport const dice = () => Math.random();\n")],
  [
    "an await in the core",
    PURE,
    () => append(CORE, "\nexport async function wait(): Promise<void> {\n  await null;\n}\n"),
  ],
  [
    "a function of a hundred lines",
    SIZES,
    () => append(CORE, `\nexport function long(): void {\n${"  long();\n".repeat(100)}}\n`),
  ],
  ["a file of five hundred lines", SIZES, () => append(CORE, "// line\n".repeat(500))],
  [
    "an error without its page",
    ERRORS,
    () => replace("packages/server/src/errors.ts", "This needs a key.", "A key is wanted."),
  ],
  [
    "a snippet that does not compile",
    SNIPPETS,
    () => append("README.md", '\n```ts\nimport { nothing } from "offhook";\nnothing();\n```\n'),
  ],
];

const copy = mkdtempSync(join(tmpdir(), "offhook-self-"));
let failed = 0;
let passed = 0;
try {
  takeCopy();
  for (const args of [TSC, BIOME, ARROWS, PURE, SIZES, ERRORS, SNIPPETS])
    report(`unharmed: ${args.join(" ")}`, run(args) === 0);
  for (const [name, args, plant] of FAULTS) {
    const restore = plant();
    report(`found: ${name}`, run(args) !== 0);
    restore();
  }
} finally {
  rmSync(copy, { recursive: true, force: true });
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);

function takeCopy() {
  const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
    cwd: ROOT,
    encoding: "utf8",
  });
  for (const file of files.split("\n").filter(Boolean)) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(join(ROOT, file), join(copy, file));
  }
  linkPackages("node_modules");
  linkPackages("node_modules/@offhook");
  execFileSync("git", ["init", "-q"], { cwd: copy });
}

/** The packages are the installed ones; our own workspaces are the copy's. */
function linkPackages(folder) {
  mkdirSync(join(copy, folder), { recursive: true });
  for (const name of readdirSync(join(ROOT, folder))) {
    if (name === "@offhook") continue;
    const path = join(ROOT, folder, name);
    const isOurs = lstatSync(path).isSymbolicLink();
    symlinkSync(isOurs ? readlinkSync(path) : path, join(copy, folder, name));
  }
}

function append(file, text) {
  const before = readFileSync(join(copy, file), "utf8");
  appendFileSync(join(copy, file), text);
  return () => writeFileSync(join(copy, file), before);
}

function replace(file, from, to) {
  const before = readFileSync(join(copy, file), "utf8");
  writeFileSync(join(copy, file), before.replace(from, to));
  return () => writeFileSync(join(copy, file), before);
}

function run(args) {
  return spawnSync(process.execPath, args, { cwd: copy, stdio: "ignore" }).status;
}

function report(name, ok) {
  console.log(`${ok ? "✓" : "✗"} ${name}`);
  if (ok) passed += 1;
  else failed += 1;
}
