/** How each provider is, as far as is known. The monitor of calls gives better answers than these defaults. */
import { catalogueOf, type Environment, isConfigured } from "./catalogues.ts";

export interface ProviderState {
  state: "ready" | "no-key" | "degraded" | "down" | "unknown";
  checkedAt: Date | null;
  lastFault: { code: string; message: string; at: Date } | null;
}

export interface ProviderStates {
  /** Before they are looked at: asks whoever knows more. */
  refresh?(): Promise<void>;
  stateOf(providerId: string): ProviderState;
}

/** Nobody has asked the vendors: a key that is there may be wrong. */
export function unwatchedStates(environment: Environment): ProviderStates {
  return {
    stateOf(providerId) {
      const catalogue = catalogueOf(providerId);
      const state = !catalogue
        ? "unknown"
        : catalogue.keyName === null && isConfigured(catalogue, environment)
          ? "ready"
          : catalogue.keyName === null || isConfigured(catalogue, environment)
            ? "unknown"
            : "no-key";
      return { state, checkedAt: null, lastFault: null };
    },
  };
}
