/** The states of providers as `/v1/providers` shows them: what every worker's calls met, asked for when somebody looks. */
import type { Environment } from "../providers/catalogues.ts";
import { type ProviderState, type ProviderStates, unwatchedStates } from "../providers/provider-states.ts";
import type { Relay } from "../worker/relay.ts";
import type { HealthBoard, VendorHealth } from "./health-board.ts";
import { type VendorState, vendorState } from "./vendor-state.ts";

export const TOPIC_HEALTH = "offhook:health";
/** What the others said is good for so long: by then a vendor may be back, and so may a worker be gone. */
const FRESH_MS = 30_000;

export interface WatchedStates extends ProviderStates {
  /** Asks the other workers; `stateOf` answers from what came. */
  refresh(): Promise<void>;
  /** As the alerts see it. */
  vendor(name: string): VendorState;
}

export function watchedStates(
  board: HealthBoard,
  relay: Pick<Relay, "on" | "askOthers">,
  environment: Environment,
): WatchedStates {
  const without = unwatchedStates(environment);
  let others: { known: VendorHealth[]; atMs: number } = { known: [], atMs: 0 };
  relay.on(TOPIC_HEALTH, () => board.read());
  const vendor = (name: string): VendorState => {
    const nowMs = Date.now();
    const theirs = nowMs - others.atMs <= FRESH_MS ? others.known : [];
    const parts = [...board.read(), ...theirs].filter((one) => one.vendor === name);
    return vendorState(parts, nowMs);
  };
  return {
    vendor,
    async refresh() {
      const answers = (await relay.askOthers(TOPIC_HEALTH, null)) as VendorHealth[][];
      others = { known: answers.flat(), atMs: Date.now() };
    },
    stateOf(providerId): ProviderState {
      const known = without.stateOf(providerId);
      if (known.state === "no-key") return known;
      const { state, checkedAtMs, lastFault } = vendor(providerId);
      return {
        state: state === "unknown" ? known.state : state,
        checkedAt: checkedAtMs === null ? null : new Date(checkedAtMs),
        lastFault: lastFault && { code: lastFault.code, message: lastFault.message, at: new Date(lastFault.atMs) },
      };
    },
  };
}
