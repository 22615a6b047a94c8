/** `offhook doctor`: would a call work now: keys, distances, quotas, models that are about to end, and the numbers. */
import { diagnose } from "@offhook/server/providers";
import { readArguments } from "./arguments.ts";
import { CliError } from "./cli-error.ts";
import { testServerKey } from "./doctor-keys.ts";
import { diagnoseNumbers } from "./doctor-numbers.ts";
import { askServer } from "./doctor-server.ts";
import { shownDiagnosis } from "./doctor-table.ts";
import type { Command } from "./terminal.ts";

const HELP = `Usage: npx --no offhook doctor [--json]

Tries every provider whose key is in this environment or that an assistant uses, all at once, within ten seconds, with
questions that cost nothing: is the key taken, how long does the answer take, what is left, and will the models that
assistants name still be there. The running server tries the keys that it has itself, such as those entered in the console;
servers behind \`openai-compatible\` are asked for their models. Whatever was not tried is named. Asks the running server why each phone number would not ring: its account at Twilio, the
way to this server, where the number leads, who answers, the last call, and Twilio's alerts. Everything wrong is printed
with its fix.

  --json   the result as one line of JSON

Exit code: 0 nothing is wrong, 1 something is, 2 misuse. A warning is nothing wrong.`;

const NO_SERVER =
  "No server is running here: none of its numbers is answered, keys that were entered in the console were not tried, and what assistants use was not looked at. Start it with `npx --no offhook start`.";

export const doctorCommand: Command = {
  summary: "Tries the providers and the numbers: keys, quotas, models that end, why it would not ring",
  help: HELP,
  async run(args, { env, out, note }) {
    const { values, positionals } = readArguments("doctor", args, { json: { type: "boolean" } });
    if (positionals.length > 0) {
      throw new CliError("misuse", { problem: `\`${positionals[0]}\` is not wanted here.`, command: "doctor" });
    }
    const server = await askServer(env);
    if (!server) note(NO_SERVER);
    const [diagnosis, numbers] = await Promise.all([
      diagnose({
        environment: env,
        used: server?.used ?? [],
        serverHasKey: server?.hasKey ?? null,
        ...(server ? { testOnServer: (provider: string) => testServerKey(server, provider) } : {}),
        today: new Date().toISOString().slice(0, 10),
      }),
      server && diagnoseNumbers(server),
    ]);
    if (server && !numbers) note("The server did not say which phone numbers it has.");
    const ok = diagnosis.ok && !numbers?.some(({ state }) => state === "failed");
    if (values.json) out(JSON.stringify({ server: server?.address ?? null, ...diagnosis, ok, numbers }));
    else out(shownDiagnosis({ ...diagnosis, ok }, numbers));
    return ok ? 0 : 1;
  },
};
