/** The health of providers in one worker: circuits for its calls, states for the API, alerts for the operator. */
import { Circuits } from "@offhook/engine/call";
import type { Logger } from "pino";
import { realClock } from "../calls/real-clock.ts";
import { priceBookOf } from "../money/price-book.ts";
import { typicalMinute } from "../money/typical-minute.ts";
import type { Environment } from "../providers/catalogues.ts";
import type { Store } from "../store/store.ts";
import type { Relay } from "../worker/relay.ts";
import { type AlertDesk, alertDesk } from "./alerts.ts";
import { HealthBoard } from "./health-board.ts";
import { PROBE_EVERY_MS, probeVendors } from "./probes.ts";
import { ProviderAlerts } from "./provider-alerts.ts";
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
  logger: Logger;
  relay: Pick<Relay, "on" | "askOthers">;
  environment: Environment;
  dataFolder: string;
}): Health {
  const prices = priceBookOf(parts.dataFolder);
  const seen = new Set<string>();
  const due = new Map<string, NodeJS.Timeout>();
  const alerts = alertDesk(parts.store, parts.logger);
  const watch = new ProviderAlerts(alerts);
  const look = (vendor: string): void => {
    due.delete(vendor);
    watch.look(vendor, states.vendor(vendor));
  };
  const board = new HealthBoard(Date.now, (vendor) => {
    seen.add(vendor);
    if (!due.has(vendor)) due.set(vendor, setTimeout(() => look(vendor), LOOK_AFTER_MS).unref());
  });
  const states = watchedStates(board, parts.relay, parts.environment);
  const beat = setInterval(() => [...seen].forEach(look), LOOK_EVERY_MS).unref();
  const probe = (): void => {
    const { store, logger, environment } = parts;
    probeVendors({ store, logger, environment, board, alerts, vendor: states.vendor }).catch((error: unknown) =>
      logger.warn({ problem: String(error) }, "providers-not-probed"),
    );
  };
  const first = setTimeout(probe, FIRST_PROBE_MS).unref();
  const probes = setInterval(probe, PROBE_EVERY_MS).unref();
  return {
    board,
    circuits: new Circuits(realClock, board, (part, id) => typicalMinute(prices.current(), part, id)),
    states,
    alerts,
    stop() {
      clearInterval(beat);
      clearInterval(probes);
      clearTimeout(first);
      for (const timer of due.values()) clearTimeout(timer);
    },
  };
}
