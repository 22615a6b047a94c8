/** `offhook backup`: everything of the running server in one file. Calls go on meanwhile. */
import { createWriteStream } from "node:fs";
import { rename, rm, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import { readArguments } from "./arguments.ts";
import { CliError } from "./cli-error.ts";
import { findServer } from "./find-server.ts";
import { refusalOf } from "./server-api.ts";
import type { Command } from "./terminal.ts";

const HELP = `Usage: npx --no offhook backup [file] [--with-secrets]

Writes everything that cannot be made again into one file: assistants, numbers, calls with their logs, recordings,
settings. A file that is there already is not overwritten. Without a name: offhook-<today>.tar.gz, here.

  --with-secrets  also the vendors' keys (sealed), what they are sealed with, and who is signed in; without it the
                  keys are entered again after a restore. Who has such a file has your keys: keep it as one.

Put it back with \`npx --no offhook restore <file>\`.`;

export const backupCommand: Command = {
  summary: "Writes everything into one file, while calls go on",
  help: HELP,
  async run(args, terminal) {
    const { values, positionals } = readArguments("backup", args, { "with-secrets": { type: "boolean" } });
    if (positionals.length > 1) throw new CliError("misuse", { problem: "One file is written.", command: "backup" });
    const path = resolve(positionals[0] ?? `offhook-${new Date().toISOString().slice(0, 10)}.tar.gz`);
    if (await isThere(path)) throw new CliError("backup-exists", { path });
    const server = await findServer(terminal);
    try {
      const body = await askForBackup(server, values["with-secrets"] ?? false);
      await save(body, path);
    } finally {
      await server.release();
    }
    const { size } = await stat(path);
    terminal.out(
      `${path}: ${size < 1_000_000 ? `${Math.ceil(size / 1_000)} kB` : `${(size / 1_000_000).toFixed(1)} MB`}.`,
    );
    if (!values["with-secrets"]) terminal.note("Without keys: they are entered again after a restore.");
    return 0;
  },
};

async function askForBackup(
  { address, token, dataFolder }: { address: string; token: string; dataFolder: string },
  withSecrets: boolean,
): Promise<Readable> {
  const response = await fetch(`${address}/v1/backups`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ withSecrets }),
  }).catch(() => {
    throw new CliError("server-lost", { address, dataFolder });
  });
  if (!response.ok || !response.body) throw await refusalOf(response);
  return Readable.fromWeb(response.body as ReadableStream);
}

/** Under its own name only once it is whole. */
async function save(body: Readable, path: string): Promise<void> {
  const unfinished = `${path}.unfinished`;
  try {
    await pipeline(body, createWriteStream(unfinished, { mode: 0o600 }));
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw new CliError("backup-not-written", { path, problem: error instanceof Error ? error.message : String(error) });
  }
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
