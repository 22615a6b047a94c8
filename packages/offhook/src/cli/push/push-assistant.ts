/** One assistant of a file into the store: only the fields that differ are touched. */
import {
  type AssistantSettings,
  describedHttpTool,
  effectiveSettings,
  type HttpToolDefinition,
  type SettingChange,
  settingChanges,
} from "@offhook/server/code";
import type { DefinedAssistant } from "../../index.ts";
import { CliError } from "../cli-error.ts";
import type { FoundServer } from "../find-server.ts";
import { askJson } from "../server-api.ts";
import { asStored, type StoredAssistant } from "../stored-assistants.ts";

export interface Pushed {
  id: string;
  name: string;
  state: "created" | "changed" | "same";
  changes: readonly SettingChange[];
  publishedVersion: number | null;
}

export interface Source {
  path: string;
  assistant: DefinedAssistant;
}

/** `before`: the stored one that the file names; null makes a new one. */
export async function pushAssistant(
  server: FoundServer,
  source: Source,
  before: StoredAssistant | null,
  publish: boolean,
): Promise<Pushed> {
  const settings = pushable(source);
  const made = httpToolsOf(source).map(describedHttpTool);
  const changes = settingChanges(
    before ? effectiveSettings(before.settings, made) : {},
    effectiveSettings(settings, made),
  );
  const after = before ? await edited(server, before, settings, changes) : await created(server, settings);
  const state = before ? (changes.length > 0 ? "changed" : "same") : "created";
  const pushed = { id: after.id, name: after.name, state, changes } as const;
  if (!publish || (!after.draft && after.publishedVersion !== null)) {
    return { ...pushed, publishedVersion: after.publishedVersion };
  }
  const { version } = await askJson<{ version: number }>(server, "POST", `/v1/assistants/${after.id}/publish`, {});
  return { ...pushed, publishedVersion: version };
}

const httpOf = (tool: object): HttpToolDefinition | undefined => (tool as { http?: HttpToolDefinition }).http;

/** Tools that are data, and so can be stored. */
export const httpToolsOf = ({ assistant: { tools } }: Source): HttpToolDefinition[] =>
  tools.flatMap((tool) => httpOf(tool) ?? []);

/** Throws for tools whose code the store could not hold. */
export function pushable({ path, assistant: { settings, tools, definition } }: Source): AssistantSettings {
  const coded = tools.filter((tool) => !tool.builtIn && !httpOf(tool)).map(({ name }) => name);
  if (coded.length > 0) {
    throw new CliError("tools-not-pushable", { path, name: definition.name, tools: coded.join(", ") });
  }
  return settings as AssistantSettings;
}

async function created(server: FoundServer, settings: AssistantSettings): Promise<StoredAssistant> {
  return asStored(await askJson(server, "POST", "/v1/assistants", settings));
}

async function edited(
  server: FoundServer,
  before: StoredAssistant,
  settings: AssistantSettings,
  changes: readonly SettingChange[],
): Promise<StoredAssistant> {
  if (changes.length === 0) return before;
  const given = settings as Record<string, unknown>;
  const fields = new Set(changes.map(({ path }) => path.split(".")[0] ?? path));
  // What stands for the other in the store would win over it.
  if (fields.has("answers") || fields.has("flow")) for (const one of ["answers", "flow"]) fields.add(one);
  const edit = Object.fromEntries([...fields].map((name) => [name, given[name] ?? null]));
  const headers = { "if-match": before.etag };
  return asStored(await askJson(server, "PATCH", `/v1/assistants/${before.id}`, edit, headers));
}
