/** What a webhook is told of a call: as the API gives it, and at its end the words as well. */
import { callJson } from "../http/call-json.ts";
import { priceBookOf } from "../money/price-book.ts";
import { costOfCall } from "../money/project-cost.ts";
import { findCall } from "../store/calls.ts";
import { viewCalls } from "../store/list-calls.ts";
import { readProjections } from "../store/project-call.ts";
import type { Store } from "../store/store.ts";
import type { DeliveryRow } from "../store/webhooks.ts";

export function describeCall(store: Store, dataFolder: string) {
  return async ({ callId, event }: DeliveryRow): Promise<Record<string, unknown> | null> => {
    const row = await findCall(store, callId);
    const [view] = row ? await viewCalls(store, [row]) : [];
    if (!view) return null;
    const call = callJson({ ...view, cost: await costOfCall(store, priceBookOf(dataFolder), view) }, Date.now());
    if (event !== "call-ended") return { call };
    return { call, turns: (await readProjections(store.pool, [callId])).get(callId)?.turns ?? [] };
  };
}
