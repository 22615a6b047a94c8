/** `offhook login`: a fresh one-time link into the console of the running server. */
import { dataFolderOf, readServerFile } from "@offhook/server";
import { CliError } from "./cli-error.ts";
import { serverAnswers } from "./find-server.ts";
import type { Command } from "./terminal.ts";

const HELP = `Usage: npx --no offhook login [--json]

Prints a link that signs you in to the running server's console as its owner. It works once, within a day.`;

export const loginCommand: Command = {
  summary: "Prints a one-time link into the console",
  help: HELP,
  async run(args, { env, out }) {
    const dataFolder = dataFolderOf(env);
    const running = readServerFile(dataFolder);
    if (!running || !(await serverAnswers(running))) throw new CliError("no-server", { dataFolder });
    const { address, token } = running;
    const answer = await fetch(`${address}/v1/sign-in-links`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(10_000),
    }).catch(() => {
      throw new CliError("server-lost", { address, dataFolder });
    });
    const { path, expiresAt } = (await answer.json()) as { path: string; expiresAt: string };
    const link = `${address}${path}`;
    out(args.includes("--json") ? JSON.stringify({ link, expiresAt }) : `${link}\nIt works once, until ${expiresAt}.`);
    return 0;
  },
};
