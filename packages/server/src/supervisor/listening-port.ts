/** Looks whether the port is free before anything else is started, so that the answer is clear and comes first. */
import { createServer } from "node:net";
import { OffhookError, systemCode } from "../errors.ts";

/** The port itself, or for 0 one that is free. */
export function freeListeningPort(port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error) => {
      const problem = systemCode(error) ?? "unknown";
      reject(new OffhookError(problem === "EADDRINUSE" ? "port-taken" : "port-not-allowed", { port, host, problem }));
    });
    probe.listen({ port, host, exclusive: true }, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : port));
    });
  });
}
