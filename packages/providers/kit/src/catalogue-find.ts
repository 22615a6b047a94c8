/** Which model is meant by what stands in an assistant or in a bill. */
import type { Catalogue, ModelCard, ModelKind } from "./catalogue.ts";

/** Vendors date their snapshots: `gpt-5-mini-2025-08-07`, `claude-haiku-4-5-20251001`. */
const SNAPSHOT = /-(?:\d{4}-\d{2}-\d{2}|\d{8})$/;

/**
 * `id` as in an assistant's choice, or as a provider calls itself after its vendor's name: `aura-2-thalia-en`,
 * `Rachel/eleven_v3?stability=0.5`. Null: not in the catalogue.
 */
export function findModel(catalogue: Catalogue, kind: ModelKind, id: string | undefined): ModelCard | null {
  const parts = (id ?? "").replace(/\?.*$/, "").split("/");
  const named = parts.filter((part) => part !== "");
  // The model stands last where a voice's name stands before it.
  for (const part of named.reverse()) {
    const found = cardOf(catalogue, kind, part) ?? cardOf(catalogue, kind, part.replace(SNAPSHOT, ""));
    if (found) return found;
  }
  const defaultId = catalogue.defaults[kind];
  const mayStandIn = named.length === 0 || catalogue.idsAreNames?.includes(kind);
  return defaultId !== undefined && mayStandIn ? cardOf(catalogue, kind, defaultId) : null;
}

function cardOf({ models }: Catalogue, kind: ModelKind, id: string): ModelCard | null {
  const ofKind = models.filter((card) => card.kind === kind);
  const alike = ofKind.find(({ prefix }) => prefix !== undefined && id.startsWith(prefix));
  return ofKind.find((card) => card.id === id) ?? alike ?? null;
}
