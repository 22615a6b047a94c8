/** What the calls of a worker share: the cache of spoken clauses and the built-in tools. */
import { VoiceCache } from "@offhook/engine/call";
import type { Tool } from "@offhook/engine/ports";
import type { Store } from "../store/index.ts";
import { builtInTools } from "./built-in-tools.ts";

export interface CallShop {
  cache: VoiceCache;
  tools: readonly Tool[];
}

export const openShop = (store: Store): CallShop => ({ cache: new VoiceCache(), tools: builtInTools(store) });
