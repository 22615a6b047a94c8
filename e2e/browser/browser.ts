/** A browser for tests: `CHROMIUM_PATH`, else a Chromium on the PATH. None: null, and who asks says so. */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { type Browser, chromium } from "@playwright/test";

const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export function browserPath(): string | null {
  const given = process.env.CHROMIUM_PATH;
  if (given) return existsSync(given) ? given : null;
  for (const name of ["chromium", "chromium-browser", "google-chrome"]) {
    try {
      return execFileSync("which", [name], { encoding: "utf8" }).trim();
    } catch {
      // Not this one.
    }
  }
  return null;
}

/** `microphone`: a WAV file that plays over and over where a microphone would be. */
export function openBrowser(path: string, { microphone }: { microphone?: string } = {}): Promise<Browser> {
  const sound = microphone
    ? [
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        `--use-file-for-fake-audio-capture=${microphone}`,
        "--autoplay-policy=no-user-gesture-required",
      ]
    : [];
  return chromium.launch({ executablePath: path, args: [...FLAGS, ...sound] });
}
