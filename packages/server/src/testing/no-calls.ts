/** A call host that carries no calls, ready at once. */
import type { CallHost } from "../worker/call-host.ts";

export function createCallHost(): CallHost {
  return {
    start: async () => {},
    registerRoutes: () => {},
    handleUpgrade: () => false,
    drain: async () => {},
    activeCalls: () => 0,
    capacity: () => 0,
  };
}
