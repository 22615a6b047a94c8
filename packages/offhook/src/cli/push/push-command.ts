/** `offhook push`: assistants of files become drafts of those in the console. */
import { readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { readArguments } from "../arguments.ts";
import { CliError } from "../cli-error.ts";
import { type FoundServer, findServer } from "../find-server.ts";
import { storedAssistants } from "../stored-assistants.ts";
import { type PushedTool, pushTool, storedSecrets, storedTools } from "../stored-tools.ts";
import type { Command } from "../terminal.ts";
import { loadFile } from "./load-file.ts";
import { httpToolsOf, type Pushed, pushAssistant, pushable, type Source } from "./push-assistant.ts";

const HELP = `Usage: npx --no offhook push <file or folder> [--publish] [--json]

Stores the assistants of a file, or of every file of a folder, as drafts of those with the same \`id\`, which
\`npx --no offhook eject\` writes into the file. One without an \`id\` is made anew; put the id that is printed into
the file. What differs is printed, field by field; an assistant without a difference is not touched.

  --publish   they answer calls from now on
  --json      the result as one line of JSON

Tools with code of your own cannot be stored; those of \`offhook/tools\` can. An \`httpTool({ … })\` among them is made on
the server, or changed there for every assistant that has it.`;

export const pushCommand: Command = {
  summary: "Stores assistants of TypeScript files in the server",
  help: HELP,
  async run(args, terminal) {
    const { values, positionals } = readArguments("push", args, {
      publish: { type: "boolean" },
      json: { type: "boolean" },
    });
    const [path] = positionals;
    if (path === undefined || positionals.length !== 1) {
      throw new CliError("misuse", { problem: "One file or folder is wanted.", command: "push" });
    }
    const sources = await sourcesOf(resolve(path));
    // All are looked at before the first is stored.
    for (const source of sources) pushable(source);
    const server = await findServer(terminal);
    try {
      const stored = new Map((await storedAssistants(server)).map((one) => [one.id, one]));
      const lost = sources.find(({ assistant: { id } }) => id !== undefined && !stored.has(id));
      if (lost) {
        const names = [...stored.values()].map(({ id, name }) => `${id} "${name}"`).join(", ");
        throw new CliError("assistant-not-found", { wanted: lost.assistant.id ?? "", names: names || "none" });
      }
      // Before the assistants that name them.
      const tools = await pushTools(server, sources);
      if (!values.json) for (const tool of tools) terminal.out(shownTool(tool));
      const results: Pushed[] = [];
      for (const source of sources) {
        const before = stored.get(source.assistant.id ?? "") ?? null;
        results.push(await pushAssistant(server, source, before, values.publish ?? false));
        if (!values.json) terminal.out(shown(results.at(-1) as Pushed));
      }
      if (values.json) terminal.out(JSON.stringify({ assistants: results, tools }));
      return 0;
    } finally {
      await server.release();
    }
  },
};

/** Each once, though several assistants have it. */
async function pushTools(server: FoundServer, sources: readonly Source[]): Promise<PushedTool[]> {
  const definitions = new Map(sources.flatMap(httpToolsOf).map((one) => [one.name, one]));
  if (definitions.size === 0) return [];
  const [stored, secrets] = [await storedTools(server), await storedSecrets(server)];
  const pushed: PushedTool[] = [];
  for (const definition of definitions.values()) pushed.push(await pushTool(server, definition, stored, secrets));
  return pushed;
}

function shownTool({ name, state, missingSecrets }: PushedTool): string {
  const done = { created: "made", changed: "changed, for every assistant that has it", same: "no difference" }[state];
  const missing = missingSecrets.map(
    (secret) => `\n  The server has no secret "${secret}": enter it under Tools → Secrets.`,
  );
  return `The tool ${name}: ${done}.${missing.join("")}`;
}

async function sourcesOf(path: string): Promise<Source[]> {
  const files = filesOf(path);
  if (files.length === 0) throw new CliError("nothing-to-push", { path });
  const sources: Source[] = [];
  for (const file of files) {
    for (const assistant of await loadFile(file)) sources.push({ path: file, assistant });
  }
  return sources;
}

function filesOf(path: string): string[] {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) throw new CliError("nothing-to-push", { path });
  if (!found.isDirectory()) return [path];
  const names = readdirSync(path).filter((name) => /\.(ts|mts|js)$/.test(name) && !/\.(d|test)\.m?ts$/.test(name));
  return names.sort().map((name) => join(path, name));
}

const LONGEST_VALUE = 100;

function shown({ id, name, state, changes, publishedVersion }: Pushed): string {
  const answers = publishedVersion === null ? "not published" : `version ${publishedVersion} answers calls`;
  if (state === "same") return `${name} (${id}): no difference; ${answers}.`;
  if (state === "created") return `${name}: made as ${id}; ${answers}. Put \`id: "${id}"\` into the file.`;
  const lines = changes.map(({ path, from, to }) => `  ${path}: ${short(from)} → ${short(to)}`);
  return [`${name} (${id}): ${answers}.`, ...lines].join("\n");
}

function short(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}
