/** Assistants and templates. A draft is saved as it is written; what answers calls changes only when it is published. */
import type { components } from "@offhook/api-client";
import { queryOptions } from "@tanstack/react-query";
import { api, ask } from "./api.ts";

type Schemas = components["schemas"];
export type Assistant = Schemas["Assistant"];
export type AssistantSettings = Schemas["AssistantSettings"];
export type ProviderChoice = Schemas["ProviderChoice"];
export type SettingChange = Schemas["SettingChange"];
export type Version = Schemas["AssistantVersion"];
export type TimingPreset = Schemas["TimingPreset"];
export type Timing = Required<TimingPreset["timing"]>;
export type Person = NonNullable<AssistantSettings["people"]>[number];
export type Template = Awaited<ReturnType<typeof fetchTemplates>>[number];

export type Slot = "model" | "voice" | "transcriber";

/** What is to be otherwise. `undefined` gives a setting back: then its default counts. The name stays. */
export type SettingsEdit = Partial<AssistantSettings>;

const path = (id: string) => ({ path: { id } });

export const assistantsQuery = () =>
  queryOptions({
    queryKey: ["assistants"],
    queryFn: async () => (await ask(api.GET("/v1/assistants", { params: { query: { limit: 200 } } }))).items,
  });

export const fetchAssistant = (id: string) => ask(api.GET("/v1/assistants/{id}", { params: path(id) }));

export const assistantQuery = (id: string) =>
  queryOptions({ queryKey: ["assistants", id], queryFn: () => fetchAssistant(id) });

async function fetchTemplates(language: "en" | "ru") {
  return (await ask(api.GET("/v1/templates", { params: { query: { language } } }))).items;
}

export const templatesQuery = (language: "en" | "ru") =>
  queryOptions({
    queryKey: ["templates", language],
    queryFn: () => fetchTemplates(language),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** What a release brings: it does not change while the page is open. */
export const timingQuery = () =>
  queryOptions({
    queryKey: ["timing"],
    queryFn: () => ask(api.GET("/v1/timing")),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** `from` left out: what answers calls; `to` left out: the draft, which is another one with each `etag`. */
export const diffQuery = (id: string, etag: string, between: { from?: number; to?: number } = {}) =>
  queryOptions({
    queryKey: ["assistants", id, "diff", etag, between],
    queryFn: async () =>
      (await ask(api.GET("/v1/assistants/{id}/diff", { params: { ...path(id), query: between } }))).changes,
  });

/** Newest first. Asked anew when another one answers calls. */
export const versionsQuery = (id: string, published: number | null) =>
  queryOptions({
    queryKey: ["assistants", id, "versions", published],
    queryFn: async () => (await ask(api.GET("/v1/assistants/{id}/versions", { params: path(id) }))).items,
  });

/** Into the draft, whole; what answers calls stays until it is published. */
export const restoreVersion = (id: string, version: number, etag: string) =>
  ask(
    api.POST("/v1/assistants/{id}/versions/{version}/restore", {
      params: { path: { id, version }, header: { "if-match": etag } },
    }),
  );

/** That version's settings are published once more, under a new number. */
export const rollBack = (id: string, version: number) =>
  ask(api.POST("/v1/assistants/{id}/rollback", { params: path(id), body: { version } }));

export const createAssistant = (body: { name: string; templateId?: string; language?: string; timeZone?: string }) =>
  ask(api.POST("/v1/assistants", { body }));

export const saveDraft = (id: string, etag: string, edit: SettingsEdit) =>
  ask(
    api.PATCH("/v1/assistants/{id}", { params: { ...path(id), header: { "if-match": etag } }, body: requestOf(edit) }),
  );

/** In JSON nothing says `undefined`; and null, which gives a setting back, turns the disclosure off. */
function requestOf(edit: SettingsEdit) {
  const { disclosure, name, ...others } = edit;
  const given = Object.fromEntries(Object.entries(others).map(([key, value]) => [key, value ?? null]));
  return {
    ...given,
    ...(name === undefined ? {} : { name }),
    ...("disclosure" in edit ? { disclosure: disclosure === undefined ? ("automatic" as const) : disclosure } : {}),
  };
}

export const publishAssistant = (id: string, note: string) =>
  ask(api.POST("/v1/assistants/{id}/publish", { params: path(id), body: note ? { note } : {} }));

export const talkTo = (id: string, by: "voice" | "chat", variables: Record<string, string>) =>
  ask(api.POST("/v1/assistants/{id}/talk", { params: path(id), body: { by, variables } }));
