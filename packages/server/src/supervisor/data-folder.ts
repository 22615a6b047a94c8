/** Makes the data folder, or says why it cannot be used. */
import { accessSync, chmodSync, constants, mkdirSync } from "node:fs";
import { OffhookError, systemCode } from "../errors.ts";

/** Root's lets others pass through, but not look: the database runs under another user. */
const MODE_OF_ROOT = 0o711;
const MODE = 0o700;

export function makeDataFolder(dataFolder: string): void {
  try {
    const made = mkdirSync(dataFolder, { recursive: true });
    if (made) chmodSync(dataFolder, process.getuid?.() === 0 ? MODE_OF_ROOT : MODE);
    accessSync(dataFolder, constants.W_OK | constants.X_OK);
  } catch (error) {
    const problem = systemCode(error) ?? "unknown";
    if (problem === "ENOSPC" || problem === "EDQUOT") throw new OffhookError("disk-full", { folder: dataFolder });
    throw new OffhookError("data-folder-not-writable", { dataFolder, problem });
  }
}
