/**
 * A home for the database outside the data folder, for root with a data folder that `nobody` cannot reach (a clone under
 * a private home). Marked with its owner; removed when that data folder is gone.
 */
import { createHash, randomUUID } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { readPostmasterFile, signalPostmaster } from "./postmaster-file.ts";

const OUTSIDE_ROOT = "/var/lib/offhook";
const MARKER = "owner.json";
/** In the data folder: says which outside home is its own, so that a new folder at an old path starts afresh. */
const LINK = "database-home";

interface Marker {
  dataFolder: string;
  id: string;
  /** Device of the folder above the data folder: an unmounted disk is not a removed folder. */
  parentDevice: number;
}

/** The home of this data folder; a new one if it has none. */
export function claimOutsideHome(dataFolder: string, outsideRoot: string = OUTSIDE_ROOT): string {
  const home = join(outsideRoot, createHash("sha256").update(dataFolder).digest("hex").slice(0, 16));
  if (!existsSync(join(home, MARKER))) {
    mkdirSync(home, { recursive: true });
    chmodSync(outsideRoot, 0o711);
    chmodSync(home, 0o711);
    const marker: Marker = { dataFolder, id: randomUUID(), parentDevice: statSync(dirname(dataFolder)).dev };
    writeFileSync(join(dataFolder, LINK), marker.id, { mode: 0o600 });
    writeFileSync(join(home, MARKER), JSON.stringify(marker), { mode: 0o600 });
  }
  return join(home, "postgres");
}

/** Takes away what removed data folders left behind. */
export function removeOrphans(outsideRoot: string = OUTSIDE_ROOT): void {
  if (!existsSync(outsideRoot)) return;
  for (const name of readdirSync(outsideRoot)) {
    const home = join(outsideRoot, name);
    const marker = readMarker(home);
    if (marker && isGone(marker)) removeHome(home);
  }
}

function readMarker(home: string): Marker | null {
  try {
    return JSON.parse(readFileSync(join(home, MARKER), "utf8"));
  } catch {
    return null;
  }
}

function isGone({ dataFolder, id, parentDevice }: Marker): boolean {
  const parent = dirname(dataFolder);
  if (!existsSync(parent) || statSync(parent).dev !== parentDevice) return false;
  const link = join(dataFolder, LINK);
  return !existsSync(link) || readFileSync(link, "utf8").trim() !== id;
}

function removeHome(home: string): void {
  const running = readPostmasterFile(join(home, "postgres", "data"));
  // Its files go now; told to stop at once, it has nothing left to write them for.
  if (running) signalPostmaster(running, "SIGQUIT");
  rmSync(home, { recursive: true, force: true, maxRetries: 5 });
}
