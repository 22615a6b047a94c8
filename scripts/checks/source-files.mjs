/** Every source file of the house that git knows or will know, as paths from the root. */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";

const FOLDERS = ["packages", "examples", "e2e", "bench", "scripts"];

export function sourceFiles(pattern = /\.(ts|tsx|mjs|cjs)$/) {
  const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "--", ...FOLDERS], {
    encoding: "utf8",
  });
  return listed.split("\n").filter((path) => pattern.test(path) && existsSync(path));
}
