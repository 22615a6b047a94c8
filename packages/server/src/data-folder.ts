/** Where the data folder is, for the server and for every command of the CLI. Knows no other setting. */
import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The root of this checkout (or of the installed package). */
export const REPOSITORY_ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../../..");

/** `OFFHOOK_DATA`, else `.offhook/` in the nearest folder from the repository's root upwards that has one, else in the root. */
export function dataFolderOf(env: NodeJS.ProcessEnv, root: string = REPOSITORY_ROOT): string {
  if (env.OFFHOOK_DATA) return resolve(env.OFFHOOK_DATA);
  for (let folder = root; ; folder = dirname(folder)) {
    const candidate = join(folder, ".offhook");
    if (existsSync(candidate)) return candidate;
    if (dirname(folder) === folder) return join(root, ".offhook");
  }
}
