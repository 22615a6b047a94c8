/** `offhook start`: the same as `npm start`, on demand with a tunnel that gives it a public address. */
import { spawn } from "node:child_process";
import { statSync } from "node:fs";
import { join, resolve } from "node:path";
import { REPOSITORY_ROOT } from "@offhook/server";
import { readArguments } from "./arguments.ts";
import { CliError } from "./cli-error.ts";
import type { Command, Terminal } from "./terminal.ts";
import { openTunnel, type Tunnel } from "./tunnel/open-tunnel.ts";

const HELP = `Usage: npx --no offhook start [folder] [--tunnel] [--with <program>]

Starts the server in this terminal, as \`npm start\` does. Ctrl-C ends it once calls under way are over.

  folder             files whose default export is a \`defineAssistant(…)\`: they answer calls, and a file that is
                     saved counts from the next call on
  --tunnel           gives the server a public https address, so that Twilio reaches it: cloudflared, ngrok or tailscale,
                     whichever is installed. Connected numbers are pointed to it.
  --with <program>   one of them, by name

Settings come from the environment: PORT (3000), HOST (127.0.0.1), OFFHOOK_DATA, DATABASE_URL and others.`;

const DEFAULT_PORT = 3_000;

export const startCommand: Command = {
  summary: "Starts the server, as `npm start` does; `--tunnel` gives it a public address",
  help: HELP,
  async run(args, terminal) {
    const { values, positionals } = readArguments("start", args, {
      tunnel: { type: "boolean" },
      with: { type: "string" },
    });
    const env = { ...terminal.env, ...withFolder(positionals) };
    if (!values.tunnel && values.with === undefined) return runServer(env);
    const tunnel = await opened(terminal, values.with);
    terminal.note(`${tunnel.url} leads here by ${tunnel.tool}.`);
    let stopping = false;
    void tunnel.ended.then(() => {
      if (!stopping)
        terminal.note(`${tunnel.tool} has ended: Twilio does not reach this server any more. Start again.`);
    });
    try {
      return await runServer({ ...env, PUBLIC_URL: tunnel.url, OFFHOOK_REPOINT: "1" });
    } finally {
      stopping = true;
      tunnel.close();
    }
  },
};

/** Where the assistants' files are, for the server. */
function withFolder(positionals: readonly string[]): { OFFHOOK_ASSISTANTS?: string } {
  const [folder, another] = positionals;
  if (folder === undefined) return {};
  if (another !== undefined) throw new CliError("misuse", { problem: "One folder is wanted.", command: "start" });
  const path = resolve(folder);
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
    throw new CliError("misuse", { problem: `There is no folder ${folder}.`, command: "start" });
  }
  return { OFFHOOK_ASSISTANTS: path };
}

function opened({ env, note }: Terminal, wanted?: string): Promise<Tunnel> {
  if (env.PUBLIC_URL) {
    const problem = `PUBLIC_URL is set to ${env.PUBLIC_URL}: with a tunnel, the tunnel gives the address. Unset it.`;
    throw new CliError("misuse", { problem, command: "start" });
  }
  const port = Number(env.PORT || DEFAULT_PORT);
  if (!(port > 0)) throw new CliError("misuse", { problem: "A tunnel needs a PORT that is not 0.", command: "start" });
  note("Opening a tunnel…");
  return openTunnel(port, env, wanted);
}

function runServer(env: NodeJS.ProcessEnv): Promise<number> {
  const script = join(REPOSITORY_ROOT, "scripts", "start.mjs");
  const child = spawn(process.execPath, [script], { cwd: REPOSITORY_ROOT, env, stdio: "inherit" });
  // The terminal's Ctrl-C reaches the server too: here it is only waited for. Other signals are passed on.
  const ignore = () => {};
  const passOn = (signal: NodeJS.Signals) => void child.kill(signal);
  process.on("SIGINT", ignore);
  for (const signal of ["SIGTERM", "SIGHUP"] as const) process.on(signal, passOn);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
}
