/** The process's side of the protocol. Requests are handled one after the other, in order. */
import { detailOf } from "../faults.ts";
import type { Envelope, Reply } from "./protocol.ts";

/**
 * Answers every request with what the handler gives, or with why it could not. `make` loads the model at the first
 * request, so that a failure to load is an answer too, and is tried again.
 */
export function serve<Model, Request, Value>(make: (model: Model) => (request: Request) => Value): void {
  let handle: ((request: Request) => Value) | null = null;
  process.on("message", ({ id, request }: Envelope<Request>) => {
    process.send?.(
      answer(id, () => {
        handle ??= make(JSON.parse(process.argv[3] ?? "null") as Model);
        return handle(request);
      }),
    );
  });
  // The owner is gone, however it went: a model without one would stay in memory for ever.
  process.on("disconnect", () => process.exit());
}

function answer<Value>(id: number, run: () => Value): Reply<Value> {
  try {
    return { id, ok: true, value: run() };
  } catch (error) {
    return { id, ok: false, because: detailOf(error) };
  }
}
