/** What a back-up says of itself: the first file in it. */
import { z } from "zod";

export const BACKUP_FORMAT = 1;
export const MANIFEST_NAME = "offhook-backup.json";
export const TABLES_FOLDER = "tables/";
export const FILES_FOLDER = "files/";

const tableShape = z.strictObject({ name: z.string(), columns: z.array(z.string()) });

export const manifestShape = z.strictObject({
  format: z.literal(BACKUP_FORMAT),
  /** Of the Offhook that wrote it. */
  version: z.string(),
  madeAt: z.string(),
  /** Applied to the database, in order: a restored one gets these, then the back-up, then the rest. */
  migrations: z.array(z.string()),
  /** In the order in which they can be filled. */
  tables: z.array(tableShape),
  withSecrets: z.boolean(),
  /** Names of the keys that were left out. */
  leftOut: z.array(z.string()),
});

export type Manifest = z.infer<typeof manifestShape>;

/** Sealed keys and what opens a door: left out unless asked for. Who must sign in again gets a link by `offhook login`. */
export const SECRET_TABLES: ReadonlySet<string> = new Set([
  "secrets",
  "member_sessions",
  "member_accounts",
  "sign_in_links",
  "tickets",
]);

/** Of the data folder; a folder ends with a slash. Everything else there is made anew. */
export const KEPT_FILES = ["recordings/", "prices.json"] as const;
export const SECRET_FILES = ["secret", "twin.json"] as const;

/** Nothing else may be written by a back-up, whatever its names say. */
export function isKeptFile(path: string): boolean {
  const isOurs = [...KEPT_FILES, ...SECRET_FILES].some((kept) =>
    kept.endsWith("/") ? path.startsWith(kept) : path === kept,
  );
  return isOurs && path.split("/").every((part) => /^[\w.-]+$/.test(part) && part !== ".." && part !== ".");
}
