/** Assistants and templates. A draft is saved as it is written; what answers calls changes only when it is published. */
import { queryOptions } from "@tanstack/react-query";
import type { WebCall } from "../phone/phone.ts";
import { type Page, send } from "./send.ts";

export interface ProviderChoice {
  provider: string;
  id?: string;
}

export type Slot = "model" | "voice" | "transcriber";

export interface Person {
  id: string;
  name: string;
  /** E.164. */
  number: string;
}

export interface Version {
  version: number;
  note: string;
  author: string;
  publishedAt: string;
}

export interface AssistantSettings {
  name: string;
  people?: Person[];
  firstMessage?: string;
  instructions?: string;
  language?: string;
  timeZone?: string;
  recording?: boolean;
  model?: ProviderChoice[];
  voice?: ProviderChoice[];
  transcriber?: ProviderChoice[];
}

export interface Assistant extends AssistantSettings {
  id: string;
  draft: boolean;
  publishedVersion: number | null;
  etag: string;
  origin: "console" | "code" | "sample";
  problems: string[];
  updatedAt: string;
}

export interface Template {
  id: string;
  name: string;
  description: string;
  examples: string[];
}

export interface SettingChange {
  path: string;
  from: unknown;
  to: unknown;
}

const at = (id: string, rest = ""): string => `/v1/assistants/${encodeURIComponent(id)}${rest}`;

export const assistantsQuery = () =>
  queryOptions({
    queryKey: ["assistants"],
    queryFn: async () => (await send<Page<Assistant>>("GET", "/v1/assistants?limit=200")).items,
  });

export const assistantQuery = (id: string) =>
  queryOptions({ queryKey: ["assistants", id], queryFn: () => send<Assistant>("GET", at(id)) });

export const templatesQuery = (language: string) =>
  queryOptions({
    queryKey: ["templates", language],
    queryFn: async () => (await send<Page<Template>>("GET", `/v1/templates?language=${language}`)).items,
    staleTime: Number.POSITIVE_INFINITY,
  });

export const diffQuery = (id: string, etag: string) =>
  queryOptions({
    queryKey: ["assistants", id, "diff", etag],
    queryFn: async () => (await send<{ changes: SettingChange[] }>("GET", at(id, "/diff"))).changes,
  });

export const versionsQuery = (id: string, published: number | null) =>
  queryOptions({
    queryKey: ["assistants", id, "versions", published],
    queryFn: async () => (await send<Page<Version>>("GET", at(id, "/versions"))).items,
  });

/** That version's settings are published once more, under a new number. */
export const rollBack = (id: string, version: number) =>
  send<{ version: number }>("POST", at(id, "/rollback"), { version });

export const createAssistant = (body: { name: string; templateId?: string; language?: string; timeZone?: string }) =>
  send<Assistant>("POST", "/v1/assistants", body);

export const saveDraft = (id: string, etag: string, edit: Partial<AssistantSettings>) =>
  send<Assistant>("PATCH", at(id), edit, { "if-match": etag });

export const publishAssistant = (id: string, note: string) =>
  send<{ version: number }>("POST", at(id, "/publish"), note ? { note } : {});

export const talkTo = (id: string) => send<WebCall>("POST", at(id, "/talk"), {});
