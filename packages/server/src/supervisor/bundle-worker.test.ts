/** The worker's code as one file: made, and whole wherever it stands. */
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, expect, it } from "vitest";
import { temporaryFolder } from "../testing/test-database.ts";
import { bundleWorker } from "./bundle-worker.ts";

const MAIN = fileURLToPath(new URL("../worker/main.ts", import.meta.url));
const folder = temporaryFolder();
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it("finds packages and the files beside each source from where they are, not from where it stands", async () => {
  const path = await bundleWorker(MAIN, join(folder, "code"));
  const code = readFileSync(path ?? "", "utf8");
  expect(code.match(/import\.meta\.\w+/g)).toBeNull();
  const imports = [...code.matchAll(/^import .* from "([^"]+)"/gm)].map(([, from = ""]) => from);
  expect(imports.length).toBeGreaterThan(20);
  expect(imports.filter((from) => !/^(?:file:|node:)/.test(from))).toEqual([]);
  // Threads, migrations, models: by addresses of their own.
  expect(code).toContain('/packages/providers/embedded/src/transcriber/decoders.ts"');
});

it("is not there where the sources have a mistake, which the sources' own run will tell", async () => {
  expect(await bundleWorker(join(folder, "nothing.ts"), join(folder, "code"))).toBeNull();
});
