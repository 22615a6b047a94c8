/** The server's assistants, as commands find and read them. */
import { type AssistantSettings, settingsShape } from "@offhook/server/code";
import { CliError } from "./cli-error.ts";
import type { FoundServer } from "./find-server.ts";
import { askJson } from "./server-api.ts";

export interface StoredAssistant {
  id: string;
  name: string;
  etag: string;
  draft: boolean;
  publishedVersion: number | null;
  origin: "console" | "code" | "sample";
  settings: AssistantSettings;
}

const A_PAGE = 200;

export async function storedAssistants(server: FoundServer): Promise<StoredAssistant[]> {
  const all: StoredAssistant[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const query = new URLSearchParams({ limit: String(A_PAGE), ...(cursor === "" ? {} : { cursor }) });
    const page: { items: Record<string, unknown>[]; nextCursor: string | null } = await askJson(
      server,
      "GET",
      `/v1/assistants?${query}`,
    );
    all.push(...page.items.map(asStored));
    cursor = page.nextCursor;
  }
  return all;
}

/** By its id, else by its name, in whatever case. */
export async function findStored(server: FoundServer, wanted: string): Promise<StoredAssistant> {
  const all = await storedAssistants(server);
  const byId = all.find(({ id }) => id === wanted);
  if (byId) return byId;
  const named = all.filter(({ name }) => name.toLowerCase() === wanted.toLowerCase());
  if (named.length > 1) {
    throw new CliError("assistant-name-not-unique", { wanted, ids: named.map(({ id }) => id).join(", ") });
  }
  if (!named[0]) {
    const names = all.map(({ name }) => `"${name}"`).join(", ");
    throw new CliError("assistant-not-found", { wanted, names: names || "none" });
  }
  return named[0];
}

/** What the API adds to the settings is told apart by the settings' own shape. */
export function asStored(json: Record<string, unknown>): StoredAssistant {
  const fields = Object.keys(settingsShape.shape).filter((name) => json[name] !== undefined);
  const settings = Object.fromEntries(fields.map((name) => [name, json[name]])) as AssistantSettings;
  return { ...(json as unknown as StoredAssistant), settings };
}
