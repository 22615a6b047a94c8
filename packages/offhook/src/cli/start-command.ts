/** `offhook start`: the same as `npm start`. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { REPOSITORY_ROOT } from "@offhook/server";
import type { Command } from "./terminal.ts";

const HELP = `Usage: npx --no offhook start

Starts the server in this terminal, as \`npm start\` does. Ctrl-C ends it once calls under way are over.

Settings come from the environment: PORT (3000), HOST (127.0.0.1), OFFHOOK_DATA, DATABASE_URL and others.`;

export const startCommand: Command = {
  summary: "Starts the server, as `npm start` does",
  help: HELP,
  run(args, { env }) {
    const script = join(REPOSITORY_ROOT, "scripts", "start.mjs");
    const child = spawn(process.execPath, [script, ...args], { cwd: REPOSITORY_ROOT, env, stdio: "inherit" });
    // The terminal's Ctrl-C reaches the server too: here it is only waited for. Other signals are passed on.
    const ignore = () => {};
    const passOn = (signal: NodeJS.Signals) => void child.kill(signal);
    process.on("SIGINT", ignore);
    for (const signal of ["SIGTERM", "SIGHUP"] as const) process.on(signal, passOn);
    return new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("exit", (code) => resolve(code ?? 1));
    });
  },
};
