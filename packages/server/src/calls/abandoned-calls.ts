/** Calls that a dead server left open: if no carrier has come back for them, they are ended, so that no ghost remains. */
import { endCall, listOpenCalls } from "../store/index.ts";
import type { CallHostContext } from "../worker/call-host.ts";

/** A carrier asks to resume within seconds; ten times that is patience enough. */
const PATIENCE_MS = 60_000;
const TOPIC_HOSTS = "calls:hosts";

/** Looks once, a while after the start. `hosts`: is this call here? */
export function endAbandonedCalls(context: CallHostContext, hosts: (callId: string) => boolean): void {
  const { store, relay, logger } = context;
  const startedAt = new Date();
  relay.on(TOPIC_HOSTS, (callId) => hosts(String(callId)));
  const look = async (): Promise<void> => {
    for (const call of await listOpenCalls(store)) {
      if (call.startedAt >= startedAt || hosts(call.id)) continue;
      if ((await relay.askOthers(TOPIC_HOSTS, call.id)).includes(true)) continue;
      await endCall(store, call.id, { endedReason: "carrier-lost" });
      logger.warn({ callId: call.id }, "abandoned-call-ended");
    }
  };
  setTimeout(() => {
    look().catch((error: unknown) => logger.error({ problem: String(error) }, "abandoned-calls-not-ended"));
  }, PATIENCE_MS).unref();
}
