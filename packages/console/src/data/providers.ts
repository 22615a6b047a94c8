/** Providers, what is used of them, and test calls. */
import { queryOptions } from "@tanstack/react-query";
import { api, ask } from "./api.ts";

const EVERY_MS = 15_000;

export const providersQuery = () =>
  queryOptions({
    queryKey: ["providers"],
    queryFn: async ({ signal }) => (await ask(api.GET("/v1/providers", { signal }))).items,
    refetchInterval: EVERY_MS,
  });

/** Changes of the last day, by provider. */
export const providerHistoryQuery = () =>
  queryOptions({
    queryKey: ["providers", "history"],
    queryFn: async ({ signal }) => (await ask(api.GET("/v1/providers/history", { signal }))).items,
    refetchInterval: EVERY_MS,
  });

/** The ids of the providers that some assistant names. */
export const usedProvidersQuery = () =>
  queryOptions({
    queryKey: ["providers", "used"],
    queryFn: async ({ signal }) => {
      const { items } = await ask(api.GET("/v1/providers/used", { signal }));
      return [...new Set(items.flatMap(({ uses }) => uses.map(({ provider }) => provider)))];
    },
    refetchInterval: EVERY_MS,
  });

export const testCallsQuery = () =>
  queryOptions({
    queryKey: ["test-calls"],
    queryFn: async ({ signal }) => (await ask(api.GET("/v1/test-calls", { signal }))).items,
    refetchInterval: EVERY_MS,
  });

export const testRunsQuery = (id: string, limit: number) =>
  queryOptions({
    queryKey: ["test-calls", id, "runs", limit],
    queryFn: ({ signal }) =>
      ask(api.GET("/v1/test-calls/{id}/runs", { params: { path: { id }, query: { limit } }, signal })),
    refetchInterval: EVERY_MS,
  });

/** Where each vendor's key is read from (the environment of the server). */
export const KEY_VARIABLES: Readonly<Record<string, string>> = {
  openai: "OPENAI_API_KEY",
  google: "GEMINI_API_KEY",
  anthropic: "ANTHROPIC_API_KEY",
  deepgram: "DEEPGRAM_API_KEY",
  elevenlabs: "ELEVENLABS_API_KEY",
  cartesia: "CARTESIA_API_KEY",
};

/** A vendor that was added later names its key the same way. */
export const keyVariable = (id: string): string =>
  KEY_VARIABLES[id] ?? `${id.toUpperCase().replaceAll("-", "_")}_API_KEY`;

/** Of the account, where its vendor lists them. */
export const voicesQuery = (provider: string) =>
  queryOptions({
    queryKey: ["providers", provider, "voices"],
    queryFn: async () =>
      (await ask(api.GET("/v1/providers/{id}/voices", { params: { path: { id: provider } } }))).items,
    retry: false,
    staleTime: 300_000,
  });
