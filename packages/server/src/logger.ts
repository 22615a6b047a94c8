/**
 * The application's log: what happened, never what was said or who called (DESIGN §10). In a terminal it goes to
 * `server.log` in the data folder, so that the terminal stays readable; elsewhere, as one JSON object a line, to stderr.
 */
import { renameSync, statSync } from "node:fs";
import { join } from "node:path";
import pino, { type Logger } from "pino";
import type { Config } from "./config.ts";

const LARGEST_LOG_BYTES = 10_000_000;

/** Names of fields that could hold words or numbers; whatever is logged under them is cut out. */
const PRIVATE_FIELDS = ["from", "to", "text", "words", "phone", "name", "body", "data", "authorization", "token"];

export function createLogger(config: Config, base: Record<string, unknown>): Logger {
  const destination = process.stdout.isTTY
    ? pino.destination({ dest: join(config.dataFolder, "server.log"), mode: 0o600, sync: true })
    : pino.destination({ dest: 2, sync: true });
  const redact = { paths: PRIVATE_FIELDS.flatMap((field) => [field, `*.${field}`]), censor: "[private]" };
  return pino({ level: config.logLevel, base, redact, timestamp: pino.stdTimeFunctions.isoTime }, destination);
}

/** Once, by the supervisor, before anyone writes. */
export function rotateLog(config: Config): void {
  const path = join(config.dataFolder, "server.log");
  try {
    if (statSync(path).size > LARGEST_LOG_BYTES) renameSync(path, `${path}.1`);
  } catch {
    // None yet.
  }
}
