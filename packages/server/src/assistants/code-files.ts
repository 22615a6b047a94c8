/** Assistants that somebody's files define: read anew each time, and what is wrong with a file is a sentence. */
import { readdirSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import type { AssistantDefinition } from "@offhook/engine/conversation";
import type { Tool } from "@offhook/engine/ports";
import type { HttpToolDefinition } from "@offhook/tool-http";
import { tsImport } from "tsx/esm/api";

export interface CodeAssistant {
  /** Stays the same as long as its file does: `clinic/front-desk.ts`, and a number where a file has several. */
  key: string;
  definition: AssistantDefinition;
  /** Those whose code is in the file; the server's own stay the server's. */
  tools: readonly CodeFileTool[];
}

/** With `http` it has no code: the server asks, by that description. */
export type CodeFileTool = Tool & { http?: HttpToolDefinition };

export interface CodeFile {
  path: string;
  assistants: CodeAssistant[];
  /** Why nothing could be read; null: it could. */
  problem: string | null;
}

const SOURCE = /\.(?:ts|mts|js|mjs)$/;
const NOT_SOURCE = /\.(?:test|d)\.|(?:^|\/)(?:node_modules|\.[^/]*)(?:\/|$)/;

/** Every file below the folder whose default export is an assistant, or several. Files without one are left alone. */
export async function readCodeFolder(folder: string): Promise<CodeFile[]> {
  const paths = sourcesOf(folder);
  const files = await Promise.all(paths.map((path) => readCodeFile(folder, join(folder, path))));
  return files.filter(({ assistants, problem }) => assistants.length > 0 || problem !== null);
}

function sourcesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => SOURCE.test(path) && !NOT_SOURCE.test(path))
    .sort();
}

/** Another one whenever a file there was saved, added or taken away. */
export function stampOfFolder(folder: string): string {
  const times = sourcesOf(folder).map((path) => {
    const { mtimeMs, size } = statSync(join(folder, path), { throwIfNoEntry: false }) ?? { mtimeMs: 0, size: 0 };
    return `${path} ${mtimeMs} ${size}`;
  });
  return times.join("\n");
}

async function readCodeFile(folder: string, path: string): Promise<CodeFile> {
  const name = relative(folder, path).replaceAll("\\", "/");
  try {
    const module = (await tsImport(pathToFileURL(path).href, import.meta.url)) as { default?: unknown };
    const given = [defaultOf(module)].flat();
    const found = given.filter(isDefined);
    const assistants = found.map(({ definition, tools }, at) => ({
      ...{ key: found.length > 1 ? `${name}#${at + 1}` : name, definition },
      tools: tools.filter((tool) => !tool.builtIn),
    }));
    return { path: name, assistants, problem: null };
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    return { path: name, assistants: [], problem: problem.split("\n").slice(0, 8).join("\n") };
  }
}

/** Where no package.json says `"type": "module"`, what is imported is wrapped once more. */
function defaultOf(module: { default?: unknown }): unknown {
  const given = module.default as { __esModule?: boolean; default?: unknown } | undefined;
  return given?.__esModule ? given.default : given;
}

interface Defined {
  definition: AssistantDefinition;
  tools: (CodeFileTool & { builtIn?: true })[];
}

/** By what it has: the file may have brought its own copy of the SDK. */
function isDefined(value: unknown): value is Defined {
  const { definition, tools } = (value ?? {}) as Partial<Defined>;
  return typeof definition === "object" && typeof definition?.name === "string" && Array.isArray(tools);
}
