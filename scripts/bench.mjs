/**
 * `npm run bench`: installs what is missing, then measures and prints docs/capacity.md. Plain Node, since nothing may be
 * installed yet. `-- --json` prints the figures as JSON in the last line, `-- --only name,…` measures some and writes nothing.
 */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

if (!existsSync(join(ROOT, "node_modules", ".package-lock.json"))) {
  console.error("Installing packages (once, about half a minute)…");
  const npm = process.env.npm_execpath;
  const [program, args] = npm?.endsWith(".js") ? [process.execPath, [npm]] : ["npm", []];
  const exitCode = await run(program, [...args, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
  if (exitCode !== 0) process.exit(exitCode);
}
process.exit(await run(process.execPath, ["--import", "tsx", "bench/run.ts", ...process.argv.slice(2)]));

function run(program, args) {
  return new Promise((resolve) => {
    // npm's own words are no part of the result: they go to stderr.
    const child = spawn(program, args, { cwd: ROOT, stdio: ["ignore", args.includes("bench/run.ts") ? 1 : 2, 2] });
    child.on("error", () => resolve(1));
    child.on("exit", (code) => resolve(code ?? 1));
  });
}
