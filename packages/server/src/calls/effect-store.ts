/** The engine's effects, kept in the database under the call's present epoch. */
import type { EffectStore } from "@offhook/engine/call";
import { intendEffect, type Store, settleEffect } from "../store/index.ts";

export function effectStore(store: Store, epoch: () => number): EffectStore {
  return {
    async intend(callId, key, { tool, args }) {
      const intended = await intendEffect(store, { key, callId, epoch: epoch(), tool, arguments: args });
      if (!intended.ok) return intended;
      const { first, effect } = intended.value;
      if (first) return { ok: true, value: { state: "new" } };
      if (effect.settledAt === null) return { ok: true, value: { state: "unsettled" } };
      return { ok: true, value: { state: "settled", result: effect.result } };
    },
    settle: (key, result) => settleEffect(store, key, result),
  };
}
