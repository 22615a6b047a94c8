/** `offhook restore`: puts a back-up into an empty data folder, before a server is started on it. */
import { createReadStream } from "node:fs";
import { access } from "node:fs/promises";
import { readConfig } from "@offhook/server";
import { restore } from "@offhook/server/backup";
import { readArguments } from "./arguments.ts";
import { CliError } from "./cli-error.ts";
import type { Command } from "./terminal.ts";

const HELP = `Usage: npx --no offhook restore <file>

Puts a file of \`npx --no offhook backup\` into the data folder (OFFHOOK_DATA) and its database (DATABASE_URL, or one of its own).
No server may run there, and the database has to be empty: nothing is overwritten. The back-up may be of an older Offhook;
it is brought up to date. Then start the server there.`;

export const restoreCommand: Command = {
  summary: "Puts a back-up into an empty data folder",
  help: HELP,
  async run(args, { env, out, note }) {
    const { positionals } = readArguments("restore", args, {});
    const path = positionals[0];
    if (path === undefined || positionals.length > 1) {
      throw new CliError("misuse", { problem: "Which file? One is wanted.", command: "restore" });
    }
    await access(path).catch(() => {
      throw new CliError("file-missing", { path });
    });
    const config = readConfig(env);
    const { madeAt, version, leftOut } = await restore({ config, progress: note }, createReadStream(path));
    out(`Restored into ${config.dataFolder}: as it was at ${madeAt}, made by Offhook ${version}.`);
    if (leftOut.length > 0)
      out(`Not in the file, and to be set again in the console: ${leftOut.map(sealed).join(", ")}.`);
    out("Start the server with `npm start`; `npx --no offhook login` prints a link into its console.");
    return 0;
  },
};

const PAGES: Readonly<Record<string, string>> = Object.freeze({
  provider: "under Providers",
  twilio: "under Phone numbers",
  tool: "under Tools",
  webhook: "under Settings",
  alerts: "under Settings",
});

/** `provider:deepgram` is the key of deepgram, under Providers. */
function sealed(name: string): string {
  const [kind = "", id] = name.split(":");
  const what = kind === "alerts" ? "the alerts' secret" : `${kind} ${id}`;
  return PAGES[kind] ? `${what} (${PAGES[kind]})` : name;
}
