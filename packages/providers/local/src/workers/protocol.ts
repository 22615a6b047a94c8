/** What passes between a model's process and its owner: every request has exactly one reply. */

export interface Envelope<Request> {
  id: number;
  request: Request;
}

export type Reply<Value> = { id: number; ok: true; value: Value } | { id: number; ok: false; because: string };
