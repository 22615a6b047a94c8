/** `npm run chaos`: installs what is missing, then breaks providers. Plain Node, since nothing may be installed yet. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

if (!existsSync(join(ROOT, "node_modules", ".package-lock.json"))) {
  console.error("Installing packages (once, about half a minute)…");
  const npm = process.env.npm_execpath;
  const [program, args] = npm?.endsWith(".js") ? [process.execPath, [npm]] : ["npm", []];
  const exitCode = await run(program, [...args, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], 2);
  if (exitCode !== 0) process.exit(exitCode);
}
process.exit(await run(process.execPath, ["--import", "tsx", "e2e/chaos/run.ts", ...process.argv.slice(2)], 1));

function run(program, args, stdout) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: ROOT, stdio: ["ignore", stdout, 2] });
    child.on("error", () => resolve(1));
    child.on("exit", (code) => resolve(code ?? 1));
  });
}
