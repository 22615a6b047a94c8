/** Warns of models that assistants use and that their vendor is about to refuse: at the start, and every day that follows. */
import type { Logger } from "pino";
import { warnOfStoredAssistants } from "../providers/dying-models.ts";
import type { Store } from "../store/store.ts";

const DAY_MS = 86_400_000;

/** By one worker of the instance a day. Returns how to end it; a server that runs for months is not warned once and never again. */
export function warnDaily(store: Store, logger: Logger, instanceId: string): () => void {
  const warn = (): void => {
    const today = new Date().toISOString().slice(0, 10);
    warnOfStoredAssistants(store, logger, `${instanceId} ${today}`).catch((error: unknown) =>
      logger.warn({ problem: String(error) }, "models-not-checked"),
    );
  };
  warn();
  const timer = setInterval(warn, DAY_MS).unref();
  return () => clearInterval(timer);
}
