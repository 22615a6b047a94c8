/** Writes down how providers change, for whoever looks later. What is unknown is no change: it is still as it was last. */
import type { Logger } from "pino";
import { keepProviderState } from "../store/provider-history.ts";
import type { Store } from "../store/store.ts";
import type { Condition, VendorState } from "./vendor-state.ts";

export class ProviderChronicle {
  private readonly store: Store;
  private readonly logger: Logger;
  private readonly last = new Map<string, Condition>();

  constructor(store: Store, logger: Logger) {
    this.store = store;
    this.logger = logger;
  }

  note(provider: string, { state, lastFault }: VendorState): void {
    if (state === "unknown" || this.last.get(provider) === state) return;
    this.last.set(provider, state);
    const faultCode = state === "ready" ? null : (lastFault?.code ?? null);
    keepProviderState(this.store, { provider, state, faultCode, at: new Date() }).catch((error: unknown) => {
      // At the next look once more.
      this.last.delete(provider);
      this.logger.warn({ provider, problem: String(error) }, "provider-state-not-kept");
    });
  }
}
