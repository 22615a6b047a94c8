/** What passes between a worker thread and its owner: every request has exactly one reply. */
import type { Fault } from "@offhook/engine/ports";

export interface Envelope<Request> {
  id: number;
  request: Request;
}

export type Reply<Value> = { id: number; ok: true; value: Value } | { id: number; ok: false; fault: Fault };
