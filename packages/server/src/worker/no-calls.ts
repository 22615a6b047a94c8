/** A call host that carries no calls: what a worker has until `calls/` gives it a real one. */
import type { CallHost } from "./call-host.ts";

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
