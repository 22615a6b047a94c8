/** `offhook eject`: an assistant of the console as a TypeScript file. */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readArguments } from "../arguments.ts";
import { CliError } from "../cli-error.ts";
import { findServer } from "../find-server.ts";
import { findStored } from "../stored-assistants.ts";
import { storedTools } from "../stored-tools.ts";
import type { Command } from "../terminal.ts";
import { formatSource } from "./format-source.ts";
import { foreignTools, printAssistant } from "./print-assistant.ts";

const HELP = `Usage: npx --no offhook eject <assistant id or name> [--out folder] [--force]

Writes the assistant, as it is being edited, as a TypeScript file: the same assistant, which a call cannot tell from
the one in the console. \`npx --no offhook push <file>\` brings changes back.

  --out <folder>   where to write, default assistants
  --force          write over a file that is there`;

export const ejectCommand: Command = {
  summary: "Writes an assistant of the console as a TypeScript file",
  help: HELP,
  async run(args, terminal) {
    const { values, positionals } = readArguments("eject", args, {
      out: { type: "string" },
      force: { type: "boolean" },
    });
    const [wanted] = positionals;
    if (wanted === undefined || positionals.length !== 1) {
      throw new CliError("misuse", { problem: "One assistant is wanted, by its id or name.", command: "eject" });
    }
    const server = await findServer(terminal);
    try {
      const { id, name, settings } = await findStored(server, wanted);
      const stored = await storedTools(server);
      const foreign = foreignTools(settings);
      const made = stored.filter((tool) => foreign.includes(tool.definition.name)).map(({ definition }) => definition);
      const lost = foreign.filter((tool) => !made.some((one) => one.name === tool));
      if (lost.length > 0) throw new CliError("tools-not-ejectable", { tools: lost.join(", ") });
      const folder = values.out ?? "assistants";
      const path = join(folder, `${fileNameOf(name, id)}.ts`);
      if (existsSync(path) && !values.force) throw new CliError("file-exists", { path });
      mkdirSync(folder, { recursive: true });
      writeFileSync(path, formatSource(printAssistant(settings, id, made)));
      terminal.out(path);
      return 0;
    } finally {
      await server.release();
    }
  },
};

/** "Front desk" is `front-desk`; a name without letters that every file system takes is the id. */
export function fileNameOf(name: string, id: string): string {
  const words = name.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return words.length > 0 && /^[\x20-\x7e]*$/.test(name) ? words.join("-") : id;
}
