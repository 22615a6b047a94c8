/** `offhook doctor`: would a call work now: keys, distances, quotas, and models that are about to end. */
import { diagnose } from "@offhook/server/providers";
import { readArguments } from "./arguments.ts";
import { CliError } from "./cli-error.ts";
import { askServer } from "./doctor-server.ts";
import { shownDiagnosis } from "./doctor-table.ts";
import type { Command } from "./terminal.ts";

const HELP = `Usage: npx --no offhook doctor [--json]

Tries every provider whose key is in this environment or that an assistant uses, all at once, within ten seconds, with
questions that cost nothing: is the key taken, how long does the answer take, what is left, and will the models that
assistants name still be there. Everything wrong is printed with its fix.

  --json   the result as one line of JSON

Exit code: 0 nothing is wrong, 1 something is, 2 misuse. A warning is nothing wrong.`;

export const doctorCommand: Command = {
  summary: "Tries the providers: keys, distances, quotas, models that end",
  help: HELP,
  async run(args, { env, out, note }) {
    const { values, positionals } = readArguments("doctor", args, { json: { type: "boolean" } });
    if (positionals.length > 0) {
      throw new CliError("misuse", { problem: `\`${positionals[0]}\` is not wanted here.`, command: "doctor" });
    }
    const server = await askServer(env);
    if (!server) note("No server is running here: what assistants use was not looked at.");
    const diagnosis = await diagnose({
      environment: env,
      used: server?.used ?? [],
      serverHasKey: server?.hasKey ?? null,
      today: new Date().toISOString().slice(0, 10),
    });
    if (values.json) out(JSON.stringify({ server: server?.address ?? null, ...diagnosis }));
    else out(shownDiagnosis(diagnosis));
    return diagnosis.ok ? 0 : 1;
  },
};
