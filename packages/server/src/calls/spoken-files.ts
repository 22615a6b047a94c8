/** Spoken clauses as files of the data folder: a line of JSON, then the µ-law bytes. */
import { createHash, randomBytes } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { CachedClause } from "@offhook/engine/call";

const fileOf = (folder: string, key: string): string =>
  join(folder, `${createHash("sha256").update(key).digest("hex").slice(0, 32)}.ulaw`);

/** Null where there is none, or none that can be read. */
export async function readSpoken(folder: string, key: string): Promise<CachedClause | null> {
  try {
    const bytes = await readFile(fileOf(folder, key));
    const end = bytes.indexOf(10);
    const head = JSON.parse(bytes.subarray(0, end).toString("utf8")) as { key: string; words: CachedClause["words"] };
    if (head.key !== key) return null;
    return { audio: new Uint8Array(bytes.subarray(end + 1)), words: head.words };
  } catch {
    return null;
  }
}

/** Whole or not at all: two workers may write the same clause at once. */
export async function writeSpoken(folder: string, key: string, clause: CachedClause): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = fileOf(folder, key);
  const draft = `${path}.${randomBytes(4).toString("hex")}`;
  const head = Buffer.from(`${JSON.stringify({ key, words: clause.words })}\n`, "utf8");
  await writeFile(draft, Buffer.concat([head, clause.audio]), { mode: 0o600 });
  await rename(draft, path);
}
