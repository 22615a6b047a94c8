/** Tools that call somebody's own server. */
export type { HttpToolDefinition, HttpToolHeader } from "./definition.ts";
export { type HttpToolParts, type HttpToolRun, httpTool } from "./http-tool.ts";
export { templateProblems } from "./template.ts";
