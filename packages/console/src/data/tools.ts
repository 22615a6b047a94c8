/** Tools that call somebody's own server, what became of their runs, and the secrets that they send. */
import type { components } from "@offhook/api-client";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, ask } from "./api.ts";

type Schemas = components["schemas"];

export type Tool = Schemas["Tool"];
export type ToolRun = Schemas["ToolRun"];
export type ToolTest = Schemas["ToolTest"];
export type BuiltInTool = Schemas["BuiltInTool"];
/** As it is sent. */
export type ToolBody = Omit<Tool, "id" | "etag" | "createdAt" | "updatedAt">;

const path = (id: string) => ({ path: { id } });

export const toolsQuery = () =>
  queryOptions({ queryKey: ["tools"], queryFn: async () => (await ask(api.GET("/v1/tools"))).items });

export const builtInToolsQuery = () =>
  queryOptions({
    queryKey: ["tools", "built-in"],
    queryFn: async () => (await ask(api.GET("/v1/tools/built-in"))).items,
    staleTime: Number.POSITIVE_INFINITY,
  });

export const toolQuery = (id: string) =>
  queryOptions({ queryKey: ["tools", id], queryFn: () => ask(api.GET("/v1/tools/{id}", { params: path(id) })) });

const askRuns = (id: string, query: { limit: number; cursor?: string }) =>
  ask(api.GET("/v1/tools/{id}/runs", { params: { ...path(id), query } }));

/** Newest first. */
export const toolRunsQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ["tools", id, "runs"],
    queryFn: ({ pageParam }) => askRuns(id, { limit: 20, ...(pageParam ? { cursor: pageParam } : {}) }),
    initialPageParam: "",
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });

/** Null: it has not run yet. */
export const lastRunQuery = (id: string) =>
  queryOptions({
    queryKey: ["tools", id, "last-run"],
    queryFn: async () => (await askRuns(id, { limit: 1 })).items[0] ?? null,
  });

export const addTool = (body: ToolBody) => ask(api.POST("/v1/tools", { body }));

export const replaceTool = (id: string, etag: string, body: ToolBody) =>
  ask(api.PUT("/v1/tools/{id}", { params: { ...path(id), header: { "if-match": etag } }, body }));

export const removeTool = (id: string) => ask(api.DELETE("/v1/tools/{id}", { params: path(id) }));

export interface TriedTool extends ToolTest {
  /** What was sent and what came back; null: it could not be read. */
  run: ToolRun | null;
}

const RECORD_LOOKS = 10;
const RECORD_AGAIN_MS = 150;

/** For real. What it did is kept a moment after the answer: looked for until it is there. */
export async function tryTool(id: string, args: Record<string, unknown>): Promise<TriedTool> {
  const newest = async () => (await askRuns(id, { limit: 5 })).items;
  const before = new Set((await newest()).map((run) => run.id));
  const outcome = await ask(api.POST("/v1/tools/{id}/test", { params: path(id), body: { arguments: args } }));
  for (let looks = 0; looks < RECORD_LOOKS; looks += 1) {
    const run = (await newest().catch(() => [])).find((one) => one.callId === null && !before.has(one.id));
    if (run) return { ...outcome, run };
    await new Promise((resolve) => setTimeout(resolve, RECORD_AGAIN_MS));
  }
  return { ...outcome, run: null };
}

export const secretsQuery = () =>
  queryOptions({ queryKey: ["secrets"], queryFn: async () => (await ask(api.GET("/v1/secrets"))).items });

export const enterSecret = (name: string, value: string) =>
  ask(api.PUT("/v1/secrets/{name}", { params: { path: { name } }, body: { value } }));

export const removeSecret = (name: string) => ask(api.DELETE("/v1/secrets/{name}", { params: { path: { name } } }));
