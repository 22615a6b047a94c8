/** Assistants as the API shows them: the draft where there is one, and beside it what answers calls. */
import { type AssistantDefinition, completed, type PinnedTool } from "@offhook/engine/conversation";
import { compileSettings, settingsOf } from "../assistants/compile-settings.ts";
import type { AssistantSettings } from "../assistants/settings-shape.ts";
import type { AssistantRow, VersionRow } from "../store/assistant-drafts.ts";

/** In quotes, as HTTP has it. */
export const etagOf = ({ revision }: AssistantRow): string => `"${revision}"`;

export function settingsOfVersion(version: Pick<VersionRow, "settings" | "definition">): AssistantSettings {
  return version.settings ?? settingsOf(completed(version.definition) as AssistantDefinition);
}

export function settingsOfRow(row: AssistantRow): AssistantSettings {
  if (row.draft) return row.draft;
  return row.published ? settingsOfVersion(row.published) : { name: row.name };
}

/** `tools`: all that an assistant may name. */
export function assistantJson(row: AssistantRow, tools: readonly PinnedTool[]) {
  const settings = settingsOfRow(row);
  return {
    id: row.id,
    ...settings,
    ...{ draft: row.draft !== null, publishedVersion: row.publishedVersion, etag: etagOf(row) },
    ...{ origin: row.origin, templateId: row.templateId },
    /** Why it could not be published as it is. */
    problems: row.origin === "code" ? [] : compileSettings(settings, tools).problems,
    ...{ createdAt: row.createdAt.toISOString(), updatedAt: row.updatedAt.toISOString() },
  };
}

export function versionJson({ version, note, author, createdAt }: VersionRow) {
  return { version, note, author, publishedAt: createdAt.toISOString() };
}
