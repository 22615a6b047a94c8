/** The server's tools that somebody made, as commands read and store them. */
import { isDeepStrictEqual } from "node:util";
import type { HttpToolDefinition } from "@offhook/server/code";
import type { FoundServer } from "./find-server.ts";
import { askJson } from "./server-api.ts";

interface StoredTool {
  id: string;
  etag: string;
  definition: HttpToolDefinition;
}

type ToolJson = HttpToolDefinition & { id: string; etag: string; createdAt: string; updatedAt: string };

export async function storedTools(server: FoundServer): Promise<StoredTool[]> {
  const { items } = await askJson<{ items: ToolJson[] }>(server, "GET", "/v1/tools");
  return items.map(({ id, etag, createdAt: _at, updatedAt: _since, ...definition }) => ({ id, etag, definition }));
}

export interface PushedTool {
  name: string;
  state: "created" | "changed" | "same";
  /** Secrets that it sends and the server does not have. */
  missingSecrets: readonly string[];
}

/** Made, or made the same; one that is the same already is not touched. */
export async function pushTool(
  server: FoundServer,
  definition: HttpToolDefinition,
  stored: readonly StoredTool[],
  secrets: readonly string[],
): Promise<PushedTool> {
  const { name, headers = {} } = definition;
  const wanted = Object.values(headers).flatMap((value) => (typeof value === "string" ? [] : [value.secret]));
  const missingSecrets = wanted.filter((one) => !secrets.includes(one));
  const before = stored.find((one) => one.definition.name === name);
  // As it would be stored: what is not set is not there.
  const plain = JSON.parse(JSON.stringify(definition)) as HttpToolDefinition;
  if (before && isDeepStrictEqual(before.definition, plain)) return { name, state: "same", missingSecrets };
  if (!before) await askJson(server, "POST", "/v1/tools", plain);
  else await askJson(server, "PUT", `/v1/tools/${before.id}`, plain, { "if-match": before.etag });
  return { name, state: before ? "changed" : "created", missingSecrets };
}

export async function storedSecrets(server: FoundServer): Promise<string[]> {
  const { items } = await askJson<{ items: { name: string }[] }>(server, "GET", "/v1/secrets");
  return items.map(({ name }) => name);
}
