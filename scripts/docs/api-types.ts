/**
 * Writes the client's types from the API's own description; `--check` only compares. The server's application is put
 * together without a database: nothing is asked of it but what it describes.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import openapiTypes, { astToString } from "openapi-typescript";
import { readConfig } from "../../packages/server/src/config.ts";
import { createApp, type HttpContext } from "../../packages/server/src/http/app.ts";
import { createLogger } from "../../packages/server/src/logger.ts";
import { KeyRing } from "../../packages/server/src/providers/key-ring.ts";
import { createCallHost } from "../../packages/server/src/testing/no-calls.ts";
import { AccountBook } from "../../packages/server/src/twilio/account-book.ts";

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const PATH = join(ROOT, "packages", "api-client", "src", "schema.ts");
const HEAD = `/**
 * The API's types, written by \`node --import tsx scripts/docs/api-types.ts\` from what the server says of itself.
 * Changes go into the server's shapes.
 */
`;

async function describedApi(): Promise<object> {
  const folder = mkdtempSync(join(tmpdir(), "offhook-openapi-"));
  const config = readConfig({ OFFHOOK_DATA: folder, OFFHOOK_LOG_LEVEL: "silent" });
  const nobody = async () => {
    throw new Error("there is no database here");
  };
  const vault = { put: nobody, get: nobody, remove: nobody, list: nobody };
  const context: HttpContext = {
    ...{ config, logger: createLogger(config, {}), callHost: createCallHost() },
    store: { pool: { query: nobody } } as unknown as HttpContext["store"],
    ...{ vault, keys: new KeyRing({}, vault), accounts: new AccountBook([], vault), consoleFolder: "/nowhere" },
    ...{ instanceId: "", localToken: "", address: () => "", draining: () => false },
    ...{ loads: async () => [], metricsText: async () => "" },
  };
  const app = await createApp(context);
  await app.ready();
  const document = app.swagger();
  await app.close();
  rmSync(folder, { recursive: true });
  return document;
}

const written =
  HEAD +
  astToString(await openapiTypes(JSON.parse(JSON.stringify(await describedApi())), { defaultNonNullable: false }));
const biome = join(ROOT, "node_modules", "@biomejs", "biome", "bin", "biome");
const formatted = execFileSync(process.execPath, [biome, "format", `--stdin-file-path=${PATH}`], {
  cwd: ROOT,
  input: written,
  encoding: "utf8",
});

if (!process.argv.includes("--check")) writeFileSync(PATH, formatted);
else if (readFileSync(PATH, "utf8") !== formatted) {
  console.error(
    "packages/api-client/src/schema.ts is not what the server says. Run: node --import tsx scripts/docs/api-types.ts",
  );
  process.exit(1);
}
