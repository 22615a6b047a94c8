/** Assistants and templates. A draft is saved as it is written; what answers calls changes only when it is published. */
import type { ApiFault } from "@offhook/api-client";
import { queryOptions } from "@tanstack/react-query";
import type { WebCall } from "../phone/phone.ts";
import { Refusal } from "./api.ts";

export interface ProviderChoice {
  provider: string;
  id?: string;
}

export type Slot = "model" | "voice" | "transcriber";

export interface AssistantSettings {
  name: string;
  firstMessage?: string;
  instructions?: string;
  language?: string;
  timeZone?: string;
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

interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}

/** One request; a refusal of the server is thrown as every query of the console throws it. */
async function send<Body>(
  method: string,
  path: string,
  body?: object,
  headers: Record<string, string> = {},
): Promise<Body> {
  const type: Record<string, string> = body ? { "content-type": "application/json" } : {};
  const answer = await fetch(path, {
    method,
    headers: { ...type, ...headers },
    body: body ? JSON.stringify(body) : null,
  }).catch(() => null);
  if (!answer) throw new Refusal(fault("unreachable", "", "", 0));
  if (answer.status === 204) return undefined as Body;
  const given = (await answer.json().catch(() => null)) as { error?: ApiFault } | null;
  if (answer.ok && given) return given as Body;
  const { code = "internal", message = answer.statusText, fix = "" } = given?.error ?? {};
  throw new Refusal(fault(code, message, fix, answer.status));
}

const fault = (code: string, message: string, fix: string, status: number): ApiFault => ({
  code,
  message,
  fix,
  status,
});

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

export const createAssistant = (body: { name: string; templateId?: string; language?: string }) =>
  send<Assistant>("POST", "/v1/assistants", body);

export const saveDraft = (id: string, etag: string, edit: Partial<AssistantSettings>) =>
  send<Assistant>("PATCH", at(id), edit, { "if-match": etag });

export const publishAssistant = (id: string, note: string) =>
  send<{ version: number }>("POST", at(id, "/publish"), note ? { note } : {});

export const talkTo = (id: string) => send<WebCall>("POST", at(id, "/talk"), {});
