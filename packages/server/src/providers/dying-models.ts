/** Warns of models that assistants use and that their vendor is about to refuse. */
import { type DyingModel, dyingAmong, type ModelKind, type ModelUse } from "@offhook/provider-kit/catalogue";
import type { Logger } from "pino";
import type { Store } from "../store/store.ts";
import { CATALOGUES } from "./catalogues.ts";

const SLOTS = ["transcriber", "voice", "model", "realtime"] as const satisfies readonly ModelKind[];

/** Where a server of one's own stands: its address, and the name of the variable with its key. */
export interface AddressedUse extends ModelUse {
  baseUrl?: string;
  apiKeyFrom?: string;
}

/** Only these look at an address that an assistant names. */
const ADDRESSED: readonly string[] = ["openai", "openai-compatible"];

/** An assistant's definition as it is stored: nothing about it is taken for granted. */
export function modelUses(definition: Readonly<Record<string, unknown>>): AddressedUse[] {
  return SLOTS.flatMap((kind) => {
    const choices: unknown[] = Array.isArray(definition[kind]) ? definition[kind] : [];
    return choices.flatMap((choice) => {
      const { provider, id, model, baseUrl, apiKeyFrom } = (choice ?? {}) as Record<string, unknown>;
      if (typeof provider !== "string") return [];
      const where = ADDRESSED.includes(provider)
        ? { ...textOf("baseUrl", baseUrl), ...textOf("apiKeyFrom", apiKeyFrom) }
        : {};
      return [{ provider, kind, ...textOf("id", id), ...textOf("model", model), ...where }];
    });
  });
}

const textOf = (name: string, value: unknown): Record<string, string> =>
  typeof value === "string" && value !== "" ? { [name]: value } : {};

/** Within four months, or over. `today`: ISO date. */
export const dyingModels = (uses: readonly ModelUse[], today: string = isoToday()): DyingModel[] =>
  dyingAmong(CATALOGUES, uses, today);

const isoToday = (): string => new Date().toISOString().slice(0, 10);

/** `gpt-4.1-mini ends on 2027-01-14: use openai/gpt-6-luna.` */
export function saidOfDying({ model, endOfLife, successor, severity }: DyingModel): string {
  const what = severity === "error" ? `has been refused since ${endOfLife}` : `ends on ${endOfLife}`;
  return `${model} ${what}${successor ? `: use ${successor}.` : "."}`;
}

/** For whoever stores an assistant, and for the start. One line a model. */
export function warnOfDyingModels(
  logger: Pick<Logger, "warn" | "error">,
  assistantId: string,
  definition: Readonly<Record<string, unknown>>,
  today?: string,
): DyingModel[] {
  const dying = dyingModels(modelUses(definition), today);
  for (const one of dying) {
    const { provider, model, endOfLife, successor, severity } = one;
    logger[severity]({ assistantId, provider, model, endOfLife, successor }, "model-dying");
  }
  return dying;
}

export interface UsedModels {
  assistantId: string;
  uses: AddressedUse[];
}

/** Of every assistant that answers calls. */
export async function usedModels(store: Store): Promise<UsedModels[]> {
  const published = await publishedDefinitions(store);
  return published.map(({ id, definition }) => ({ assistantId: id, uses: modelUses(definition) }));
}

const CLAIM = `INSERT INTO settings AS told (name, value) VALUES ($1, $2::json)
  ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE told.value::text <> excluded.value::text`;

/** At a server's start: every published assistant, told by one of its workers. */
export async function warnOfStoredAssistants(store: Store, logger: Logger, instanceId: string): Promise<void> {
  const mine = await store.pool.query(CLAIM, ["dying-models-told-by", JSON.stringify(instanceId)]);
  if (mine.rowCount === 0) return;
  for (const { id, definition } of await publishedDefinitions(store)) warnOfDyingModels(logger, id, definition);
}

async function publishedDefinitions(store: Store): Promise<{ id: string; definition: Record<string, unknown> }[]> {
  const text = `SELECT a.id, v.definition FROM assistants a
    JOIN assistant_versions v ON v.assistant_id = a.id AND v.version = a.published_version ORDER BY a.id`;
  return (await store.pool.query<{ id: string; definition: Record<string, unknown> }>(text)).rows;
}
