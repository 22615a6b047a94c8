/** The server's own secret: `OFFHOOK_SECRET`, else one that is made once and kept in the data folder. */
import { randomBytes } from "node:crypto";
import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Of any text, never shown or logged. */
export function readSecret(dataFolder: string, given: string | null): string {
  if (given) return given;
  const path = join(dataFolder, "secret");
  const known = read(path);
  if (known) return known;
  // Two workers start at once: whoever links first has made it, the other reads it.
  const own = `${path}.${process.pid}`;
  writeFileSync(own, randomBytes(32).toString("base64url"), { mode: 0o600 });
  try {
    linkSync(own, path);
  } catch (error) {
    if ((error as { code?: string }).code !== "EEXIST") throw error;
  } finally {
    rmSync(own, { force: true });
  }
  return read(path) ?? "";
}

function read(path: string): string | null {
  try {
    return readFileSync(path, "utf8").trim() || null;
  } catch {
    return null;
  }
}
