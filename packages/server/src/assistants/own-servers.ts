/**
 * Servers of one's own that an assistant names, and the variable whose key they get. What callers say goes there, and the key
 * with it: an owner decides that, and editors use what an owner has decided.
 */
import { maySendKey } from "@offhook/provider-openai";
import { OffhookError } from "../errors.ts";
import { CATALOGUES } from "../providers/catalogues.ts";
import { modelUses } from "../providers/dying-models.ts";
import type { Actor } from "../sign-in/actor.ts";
import { definitionsNamingServers } from "../store/assistant-drafts.ts";
import type { Store } from "../store/store.ts";
import { COMPATIBLE } from "./vapi/import-model.ts";

type Definition = Readonly<Record<string, unknown>>;

/** `["http://127.0.0.1:11434/v1", ""]`: the address, empty for the vendor's own, and the key's name, empty for none. */
type Pair = readonly [baseUrl: string, keyName: string];

const VENDORS = new Set(CATALOGUES.flatMap(({ keyName }) => keyName ?? []));

/** Throws unless this one may let these settings name what they name. `before`: what stood there already may stay. */
export async function checkServers(
  store: Store,
  { role }: Actor,
  settings: Definition,
  before: Definition = {},
): Promise<void> {
  const named = without(pairsIn(settings), pairsIn(before));
  for (const [, keyName] of named) if (keyName !== "") refuseKeyName(keyName);
  if (role === "owner" || named.length === 0) return;
  const known = (await definitionsNamingServers(store)).flatMap(pairsIn);
  const [unknown] = without(named, [...PUBLIC, ...known]);
  if (unknown) throw new OffhookError("server-not-allowed", { server: unknown[0] || unknown[1] });
}

function without(pairs: readonly Pair[], known: readonly Pair[]): Pair[] {
  const names = new Set(known.map((pair) => JSON.stringify(pair)));
  return pairs.filter((pair) => !names.has(JSON.stringify(pair)));
}

/** A vendor's key goes to that vendor: an assistant has no need to name it, unless to send it elsewhere. */
function refuseKeyName(keyName: string): void {
  if (!maySendKey(keyName) || VENDORS.has(keyName)) throw new OffhookError("key-name-refused", { name: keyName });
}

function pairsIn(settings: Definition): Pair[] {
  return modelUses(settings)
    .map(({ baseUrl = "", apiKeyFrom = "" }): Pair => [baseUrl, apiKeyFrom])
    .filter(([baseUrl, keyName]) => baseUrl !== "" || keyName !== "");
}

/** Services that many use: their keys go to them. */
const PUBLIC: readonly Pair[] = Object.values(COMPATIBLE).map(({ baseUrl, apiKeyFrom }) => [baseUrl, apiKeyFrom]);
