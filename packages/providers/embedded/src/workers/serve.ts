/** The worker's side of the protocol. Requests are handled one after the other, in order. */
import { parentPort } from "node:worker_threads";
import { detailOf, type EmbeddedFaultCode, embeddedFault } from "../faults.ts";
import type { Envelope, Reply } from "./protocol.ts";

/** Thrown by a handler to answer with another fault than its usual one. */
export class ServedFault extends Error {
  readonly code: EmbeddedFaultCode;
  constructor(code: EmbeddedFaultCode, detail: string) {
    super(detail);
    this.code = code;
  }
}

/** Answers every request with what `handle` gives, or with a fault (`usualFault`) where it throws. */
export function serve<Request, Value>(
  usualFault: EmbeddedFaultCode,
  handle: (request: Request) => Value | Promise<Value>,
): void {
  const port = parentPort;
  if (!port) throw new Error("serve() runs in a worker thread only");
  let last: Promise<void> = Promise.resolve();
  port.on("message", ({ id, request }: Envelope<Request>) => {
    last = last.then(async () => port.postMessage(await answer(id, usualFault, () => handle(request))));
  });
}

async function answer<Value>(
  id: number,
  usualFault: EmbeddedFaultCode,
  run: () => Value | Promise<Value>,
): Promise<Reply<Value>> {
  try {
    return { id, ok: true, value: await run() };
  } catch (error) {
    const code = error instanceof ServedFault ? error.code : usualFault;
    return { id, ok: false, fault: embeddedFault(code, detailOf(error)) };
  }
}
