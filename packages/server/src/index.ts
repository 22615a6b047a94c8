/** What commands and tests use of the server. The server itself is started through `supervisor/main.ts`. */
export { type Config, readConfig } from "./config.ts";
export { dataFolderOf, REPOSITORY_ROOT } from "./data-folder.ts";
export { ERRORS, type ErrorCode, OffhookError } from "./errors.ts";
export { newId } from "./ids.ts";
export { readServerFile, type ServerFile } from "./supervisor/server-file.ts";
export { ServerStartError, type SpawnedServer, spawnServer } from "./supervisor/spawn-server.ts";
