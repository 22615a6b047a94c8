/** Source in the house's format, by the house's formatter. Where that is not installed, the source stays as it is: it runs. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { REPOSITORY_ROOT } from "@offhook/server";

const FORMATTER = join(REPOSITORY_ROOT, "node_modules", "@biomejs", "biome", "bin", "biome");
/** Names the language only; nothing is read or written there. */
const AS_FILE = "examples/assistant.ts";
const FORMATS_WITHIN_MS = 10_000;

export function formatSource(source: string): string {
  if (!existsSync(FORMATTER)) return source;
  const { status, stdout } = spawnSync(process.execPath, [FORMATTER, "format", `--stdin-file-path=${AS_FILE}`], {
    ...{ cwd: REPOSITORY_ROOT, input: source, encoding: "utf8", timeout: FORMATS_WITHIN_MS },
  });
  return status === 0 && stdout !== "" ? stdout : source;
}
