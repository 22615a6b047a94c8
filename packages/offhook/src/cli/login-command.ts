/** `offhook login`: a fresh one-time link into the console of the running server. */
import { dataFolderOf, readServerFile } from "@offhook/server";
import { CliError } from "./cli-error.ts";
import { serverAnswers } from "./find-server.ts";
import type { Command } from "./terminal.ts";

interface SignInLink {
  path: string;
  expiresAt: string;
}
interface ConsoleSetting {
  allowed: boolean;
  publicUrl: string | null;
}

const HELP = `Usage: npx --no offhook login [--json]

Prints a link that signs you in to the running server's console as its owner. It works once, within a day.
Where an owner has allowed the console under the public name, the link is printed for that name as well.`;

export const loginCommand: Command = {
  summary: "Prints a one-time link into the console",
  help: HELP,
  async run(args, { env, out }) {
    const dataFolder = dataFolderOf(env);
    const running = readServerFile(dataFolder);
    if (!running || !(await serverAnswers(running))) throw new CliError("no-server", { dataFolder });
    const { address, token } = running;
    const asked = async <Answer>(method: string, route: string): Promise<Answer> => {
      const headers = { authorization: `Bearer ${token}` };
      const answer = await fetch(`${address}${route}`, { method, headers, signal: AbortSignal.timeout(10_000) });
      return (await answer.json()) as Answer;
    };
    const lost = () => {
      throw new CliError("server-lost", { address, dataFolder });
    };
    const { path, expiresAt } = await asked<SignInLink>("POST", "/v1/sign-in-links").catch(lost);
    const { allowed, publicUrl } = await asked<ConsoleSetting>("GET", "/v1/settings/console").catch(lost);
    const link = `${address}${path}`;
    const publicLink = allowed ? `${publicUrl}${path}` : null;
    const lines = [
      link,
      ...(publicLink ? [`Or from elsewhere: ${publicLink}`] : []),
      `It works once, until ${expiresAt}.`,
    ];
    out(args.includes("--json") ? JSON.stringify({ link, publicLink, expiresAt }) : lines.join("\n"));
    return 0;
  },
};
