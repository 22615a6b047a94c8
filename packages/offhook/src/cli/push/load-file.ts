/** The assistants that a file of somebody's defines. What is wrong with it is a sentence, not a stack. */
import { pathToFileURL } from "node:url";
import { tsImport } from "tsx/esm/api";
import type { DefinedAssistant } from "../../index.ts";
import { CliError } from "../cli-error.ts";

/** Each time anew, with everything that it imports. */
export async function loadFile(path: string): Promise<DefinedAssistant[]> {
  const module = await tsImport(pathToFileURL(path).href, import.meta.url).catch((error: unknown) => {
    throw new CliError("file-unreadable", { path, problem: sentenceOf(error) });
  });
  const given = defaultOf(module);
  const all = Array.isArray(given) ? given : [given];
  if (all.length === 0 || !all.every(isDefined)) {
    throw new CliError("file-unreadable", { path, problem: "its default export is no assistant." });
  }
  return all;
}

/** Where no package.json says `"type": "module"`, what is imported is wrapped once more. */
function defaultOf(module: { default?: unknown }): unknown {
  const given = module.default as { __esModule?: boolean; default?: unknown } | undefined;
  return given?.__esModule ? given.default : given;
}

/** By what it has: the file may have brought its own copy of the SDK. */
function isDefined(value: unknown): value is DefinedAssistant {
  const { definition, settings, tools } = (value ?? {}) as Partial<DefinedAssistant>;
  return typeof definition === "object" && typeof settings === "object" && Array.isArray(tools);
}

const sentenceOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
