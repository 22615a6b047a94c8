/**
 * Tools that somebody made, as assistants name them and as calls run them. A version of an assistant pins what a tool is
 * called, takes and says; its address, headers and body are those that the tool has when the call begins.
 */
import type { PinnedTool } from "@offhook/engine/conversation";
import type { Tool } from "@offhook/engine/ports";
import { type HttpToolDefinition, type HttpToolRun, httpTool } from "@offhook/tool-http";
import { describedHttpTool } from "@offhook/tool-http/describe";
import type { Logger } from "pino";
import { BUILT_IN_TOOLS } from "../assistants/built-in-tools.ts";
import type { Config } from "../config.ts";
import type { Store } from "../store/store.ts";
import { keepToolRun, listTools, type ToolRow, toolsNamed } from "../store/tools.ts";
import type { Vault } from "../store/vault.ts";

export interface ToolHouse {
  store: Store;
  vault: Vault;
  logger: Logger;
  config: Pick<Config, "toolHosts">;
}

/** What every assistant may name without anybody making it. */
export const BUILT_IN: readonly PinnedTool[] = BUILT_IN_TOOLS;
/** The core's own, which come with every model. */
const CORE = ["end_call", "transfer_to_person"];
export const TAKEN_NAMES: ReadonlySet<string> = new Set([...BUILT_IN.map(({ name }) => name), ...CORE]);

export const secretName = (name: string): string => `tool:${name}`;

/** All that an assistant may name. */
export async function knownTools(store: Store): Promise<readonly PinnedTool[]> {
  return [...BUILT_IN, ...(await listTools(store)).map(pinned)];
}

/** Those of these names that somebody made, ready to be run in this call. */
export async function toolsForCall(house: ToolHouse, names: readonly string[]): Promise<Tool[]> {
  const wanted = names.filter((name) => !TAKEN_NAMES.has(name));
  if (wanted.length === 0) return [];
  return (await toolsNamed(house.store, wanted)).map((row) => runnable(house, row));
}

/** `tried`: somebody pressed Test, so no call is named; told of the run when it is kept. */
export function runnable({ store, vault, logger, config }: ToolHouse, row: ToolRow, tried = false): Tool {
  const keep = ({ callId, ok, durationMs, ...record }: HttpToolRun): void => {
    keepToolRun(store, row.id, { callId: tried ? null : callId, ok, durationMs, record }).catch((error: unknown) =>
      logger.warn({ toolId: row.id, problem: String(error) }, "tool-run-not-kept"),
    );
  };
  return httpTool(row.definition, {
    secret: (name) => vault.get(secretName(name)),
    allowedHosts: config.toolHosts,
    ran: keep,
  });
}

/** One that a file defines: asked here, with the secrets that are kept here. */
export const runnableFromCode = ({ vault, config }: ToolHouse, definition: HttpToolDefinition): Tool =>
  httpTool(definition, { secret: (name) => vault.get(secretName(name)), allowedHosts: config.toolHosts });

const pinned = ({ definition }: ToolRow): PinnedTool => describedHttpTool(definition);
