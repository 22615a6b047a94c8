/** `offhook import vapi`: another platform's assistant becomes a draft here, with a report on every field. */
import { readFileSync } from "node:fs";
import { type ImportReport, importVapi } from "@offhook/server/code";
import { readArguments } from "../arguments.ts";
import { CliError } from "../cli-error.ts";
import { findServer } from "../find-server.ts";
import { askJson } from "../server-api.ts";
import type { Command } from "../terminal.ts";

const HELP = `Usage: npx --no offhook import vapi <file> [--dry-run] [--json]

Reads an assistant's JSON as Vapi's API gives it and makes a draft of it. What was taken over, what was changed and
what was left is printed, every field once.

  --dry-run   makes no draft
  --json      {"assistant","report","id"} as one line of JSON`;

export const importCommand: Command = {
  summary: "Makes a draft of another platform's assistant",
  help: HELP,
  async run(args, terminal) {
    const { values, positionals } = readArguments("import", args, {
      "dry-run": { type: "boolean" },
      json: { type: "boolean" },
    });
    const [from, path] = positionals;
    if (from !== "vapi" || path === undefined || positionals.length !== 2) {
      throw new CliError("misuse", { problem: "`vapi` and one file are wanted.", command: "import" });
    }
    const { assistant, report } = importVapi(readObject(path));
    const id = values["dry-run"] ? null : await createDraft(assistant, terminal);
    if (values.json) terminal.out(JSON.stringify({ assistant, report, id }));
    else terminal.out([...shown(report), id === null ? "No draft was made." : `The draft is ${id}.`].join("\n"));
    return 0;
  },
};

async function createDraft(assistant: object, terminal: Parameters<Command["run"]>[1]): Promise<string> {
  const server = await findServer(terminal);
  try {
    return (await askJson<{ id: string }>(server, "POST", "/v1/assistants", assistant)).id;
  } finally {
    await server.release();
  }
}

function readObject(path: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(readFileSync(path, "utf8"));
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
    throw new Error("it is no JSON object");
  } catch (error) {
    throw new CliError("import-unreadable", { path, problem: (error as Error).message });
  }
}

function shown({ kept, changed, left }: ImportReport): string[] {
  return [
    ...kept.map(({ field, as }) => `kept     ${field} → ${as}`),
    ...changed.map(({ field, why }) => `changed  ${field}: ${why}`),
    ...left.map(({ field, why }) => `left     ${field}: ${why}`),
  ];
}
