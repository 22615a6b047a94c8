/** Tools that call somebody's own server, what became of their runs, and the secrets that they send. */
import type { components } from "@offhook/api-client";
import { queryOptions } from "@tanstack/react-query";
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

export const toolRunsQuery = (id: string) =>
  queryOptions({
    queryKey: ["tools", id, "runs"],
    queryFn: async () =>
      (await ask(api.GET("/v1/tools/{id}/runs", { params: { ...path(id), query: { limit: 20 } } }))).items,
  });

export const addTool = (body: ToolBody) => ask(api.POST("/v1/tools", { body }));

export const replaceTool = (id: string, etag: string, body: ToolBody) =>
  ask(api.PUT("/v1/tools/{id}", { params: { ...path(id), header: { "if-match": etag } }, body }));

export const removeTool = (id: string) => ask(api.DELETE("/v1/tools/{id}", { params: path(id) }));

/** For real. */
export const testTool = (id: string, args: Record<string, unknown>) =>
  ask(api.POST("/v1/tools/{id}/test", { params: path(id), body: { arguments: args } }));

export const secretsQuery = () =>
  queryOptions({ queryKey: ["secrets"], queryFn: async () => (await ask(api.GET("/v1/secrets"))).items });

export const enterSecret = (name: string, value: string) =>
  ask(api.PUT("/v1/secrets/{name}", { params: { path: { name } }, body: { value } }));

export const removeSecret = (name: string) => ask(api.DELETE("/v1/secrets/{name}", { params: { path: { name } } }));
