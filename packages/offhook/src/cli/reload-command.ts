/** `offhook reload`: new workers for the running server, with the code as it is on disk. No call is cut. */
import { dataFolderOf, readServerFile } from "@offhook/server";
import { CliError } from "./cli-error.ts";
import { serverAnswers } from "./find-server.ts";
import type { Command } from "./terminal.ts";

const HELP = `Usage: npx --no offhook reload

After an update: the running server replaces its workers one after the other. Calls under way go on; each moves to a
new worker between two turns. If the new code does not start, everything stays as it was; the server's terminal says so.
A change of the supervisor itself (port, database, settings from the environment) needs a restart.`;

export const reloadCommand: Command = {
  summary: "Replaces the running server's workers; calls go on",
  help: HELP,
  async run(_args, { env, out }) {
    const dataFolder = dataFolderOf(env);
    const running = readServerFile(dataFolder);
    if (!running || !(await serverAnswers(running))) throw new CliError("no-server", { dataFolder });
    process.kill(running.pid, "SIGUSR2");
    out("The server replaces its workers; calls under way move over between turns. Its terminal says when it is done.");
    return 0;
  },
};
