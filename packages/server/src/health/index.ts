/** The health of providers in one worker: circuits for its calls, states for the API, alerts for the operator. */
import { Circuits } from "@offhook/engine/call";
import type { Logger } from "pino";
import { realClock } from "../calls/real-clock.ts";
import { priceBookOf } from "../money/price-book.ts";
import { typicalMinute } from "../money/typical-minute.ts";
import type { Environment } from "../providers/catalogues.ts";
import { providerChanges } from "../store/provider-history.ts";
import type { Store } from "../store/store.ts";
import type { Vault } from "../store/vault.ts";
import type { Relay } from "../worker/relay.ts";
import { sealAlertSecret } from "./alert-settings.ts";
import { type AlertDesk, type AlertSender, alertDesk } from "./alerts.ts";
import { HealthBoard } from "./health-board.ts";
import { PROBE_EVERY_MS, probeVendors } from "./probes.ts";
import { ProviderAlerts } from "./provider-alerts.ts";
import { ProviderChronicle } from "./provider-chronicle.ts";
import { type WatchedStates, watchedStates } from "./watched-states.ts";

export interface Health {
  board: HealthBoard;
  circuits: Circuits;
  states: WatchedStates;
  alerts: AlertDesk;
  stop(): void;
}

/** Failures come in bursts: they are looked at together. */
const LOOK_AFTER_MS = 1_000;
/** What turns by the passing of time alone. */
const LOOK_EVERY_MS = 30_000;
/** After the start, when calls are taken already. */
const FIRST_PROBE_MS = 15_000;

export function createHealth(parts: {
  store: Store;
  vault: Vault;
  logger: Logger;
  relay: Pick<Relay, "on" | "askOthers">;
  environment: Environment;
  dataFolder: string;
  /** For tests. */
  alerts?: AlertSender;
}): Health {
  const prices = priceBookOf(parts.dataFolder);
  const seen = new Set<string>();
  const due = new Map<string, NodeJS.Timeout>();
  const { store, logger, environment } = parts;
  const alerts = parts.alerts ?? alertDesk({ store, vault: parts.vault, logger });
  const watch = new ProviderAlerts(alerts);
  const chronicle = new ProviderChronicle(store, logger);
  sealAlertSecret(store, parts.vault).catch((error: unknown) => {
    logger.warn({ problem: String(error) }, "alert-secret-not-sealed");
  });
  const remembered = providerChanges(store, new Date()).then(
    (changes) => watch.remember(changes),
    (error: unknown) => logger.warn({ problem: String(error) }, "provider-history-not-read"),
  );
  /** With what the other workers know now: what they knew a minute ago may be over. */
  const look = async (vendors: readonly string[]): Promise<void> => {
    await Promise.all([states.refresh().catch(() => {}), remembered]);
    for (const vendor of vendors) {
      watch.look(vendor, states.vendor(vendor));
      chronicle.note(vendor, states.vendor(vendor));
    }
  };
  const board = new HealthBoard(Date.now, (vendor) => {
    seen.add(vendor);
    if (due.has(vendor)) return;
    const later = (): void => {
      due.delete(vendor);
      void look([vendor]);
    };
    due.set(vendor, setTimeout(later, LOOK_AFTER_MS).unref());
  });
  const circuits = new Circuits(realClock, board, (part, id) => typicalMinute(prices.current(), part, id));
  board.follow(circuits);
  const states = watchedStates(board, parts.relay, environment);
  const beat = setInterval(() => {
    void look([...seen]);
    void alerts.sendWaiting();
  }, LOOK_EVERY_MS).unref();
  const probe = async (): Promise<void> => {
    await states.refresh().catch(() => {});
    const probed = probeVendors({ store, logger, environment, board, alerts, vendor: states.vendor });
    await probed.catch((error: unknown) => logger.warn({ problem: String(error) }, "providers-not-probed"));
  };
  const first = setTimeout(() => void probe(), FIRST_PROBE_MS).unref();
  const probes = setInterval(() => void probe(), PROBE_EVERY_MS).unref();
  return {
    ...{ board, circuits, states, alerts },
    stop() {
      clearInterval(beat);
      clearInterval(probes);
      clearTimeout(first);
      for (const timer of due.values()) clearTimeout(timer);
    },
  };
}
