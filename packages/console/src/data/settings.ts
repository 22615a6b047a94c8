/** What an owner sets: people, keys, what is kept, whom agents may call, who is told. An `etag` says what an edit was made on. */
import { queryOptions } from "@tanstack/react-query";
import { api, ask } from "./api.ts";

export type Role = "owner" | "editor" | "viewer";
export type KeyScope = "read" | "calls" | "write" | "admin";

export const sessionQuery = () => queryOptions({ queryKey: ["session"], queryFn: () => ask(api.GET("/v1/session")) });

export const membersQuery = () =>
  queryOptions({ queryKey: ["members"], queryFn: async () => (await ask(api.GET("/v1/members"))).items });

export const addMember = (body: { name: string; email: string; role: Role }) => ask(api.POST("/v1/members", { body }));
export const changeRole = ({ id, role }: { id: string; role: Role }) =>
  ask(api.PATCH("/v1/members/{id}", { params: { path: { id } }, body: { role } }));
export const removeMember = (id: string) => ask(api.DELETE("/v1/members/{id}", { params: { path: { id } } }));
export const linkFor = (memberId: string) => ask(api.POST("/v1/sign-in-links", { body: { memberId } }));

export const apiKeysQuery = () =>
  queryOptions({ queryKey: ["api-keys"], queryFn: async () => (await ask(api.GET("/v1/api-keys"))).items });

export const makeApiKey = (body: { name: string; scope: KeyScope }) => ask(api.POST("/v1/api-keys", { body }));
export const revokeApiKey = (id: string) => ask(api.DELETE("/v1/api-keys/{id}", { params: { path: { id } } }));

export const retentionQuery = () =>
  queryOptions({ queryKey: ["settings", "retention"], queryFn: () => ask(api.GET("/v1/settings/retention")) });

export const setRetention = (body: { transcriptDays: number | null; recordingDays: number | null; etag: string }) =>
  ask(api.PUT("/v1/settings/retention", { body }));

export const outboundQuery = () =>
  queryOptions({ queryKey: ["settings", "outbound"], queryFn: () => ask(api.GET("/v1/settings/outbound")) });

export const setOutbound = (body: { countries: string[] | null; callsPerDay: number; etag: string }) =>
  ask(api.PUT("/v1/settings/outbound", { body }));

export const alertsQuery = () => queryOptions({ queryKey: ["alerts"], queryFn: () => ask(api.GET("/v1/alerts")) });
export const setAlerts = (body: { webhookUrl: string | null; etag: string }) => ask(api.PUT("/v1/alerts", { body }));

export const auditQuery = () =>
  queryOptions({
    queryKey: ["audit-log"],
    queryFn: async () => (await ask(api.GET("/v1/audit-log", { params: { query: { limit: 15 } } }))).items,
  });

export const consoleQuery = () =>
  queryOptions({ queryKey: ["settings", "console"], queryFn: () => ask(api.GET("/v1/settings/console")) });

export const setConsole = (body: { allowed: boolean; etag: string }) => ask(api.PUT("/v1/settings/console", { body }));

/** In which money everything is shown; vendors bill in dollars. */
export const currencyQuery = () =>
  queryOptions({
    queryKey: ["settings", "currency"],
    queryFn: () => ask(api.GET("/v1/settings/currency")),
    staleTime: 300_000,
  });

export const setCurrency = (body: { currency: string; perDollar: string; etag: string }) =>
  ask(api.PUT("/v1/settings/currency", { body }));
