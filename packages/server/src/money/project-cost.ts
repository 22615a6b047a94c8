/** What a call costs by its log: for calls that have ended, and for whoever asks while one lasts. */
import { readBilledItems, readCallCosts, type StoredCost, saveCallCost } from "../store/call-costs.ts";
import type { CallRow } from "../store/calls.ts";
import type { Store } from "../store/store.ts";
import { FactLedger } from "./call-facts.ts";
import { costOfUses } from "./cost.ts";
import type { PriceBook } from "./price-book.ts";
import type { PriceList } from "./price-list.ts";

/** After its end a call's worker still writes down what providers told last. */
const SETTLED_AFTER_MS = 10_000;

type CostedCall = Pick<CallRow, "id" | "status" | "startedAt" | "endedAt">;

/** By the durable log alone. Null: nothing is known of what the call used. */
export async function projectCost(
  store: Store,
  call: CostedCall,
  prices: PriceList,
  nowMs: number,
): Promise<StoredCost | null> {
  const ledger = new FactLedger();
  for (const item of await readBilledItems(store.pool, call.id)) ledger.take(item);
  const untilMs = (call.endedAt?.getTime() ?? nowMs) - call.startedAt.getTime();
  const facts = ledger.facts(untilMs);
  const cost = costOfUses(ledger.uses(), facts, prices);
  const ended = call.status === "ended";
  // A call that has just begun: nothing used yet is not the same as free.
  if (cost.items.length === 0 && !(ended && facts)) return null;
  const final = ended && nowMs - (call.endedAt?.getTime() ?? nowMs) > SETTLED_AFTER_MS;
  return { ...cost, callId: call.id, seq: ledger.seq, final };
}

/** As its worker left it at the end; else counted now, and kept once nothing more can come. */
export async function costOfCall(
  store: Store,
  book: PriceBook,
  call: CostedCall,
  nowMs: number = Date.now(),
): Promise<StoredCost | null> {
  const stored = (await readCallCosts(store, [call.id])).get(call.id);
  if (stored?.final) return stored;
  const projected = await projectCost(store, call, book.current(), nowMs);
  if (projected?.final) await saveCallCost(store, projected);
  return projected ?? stored ?? null;
}
