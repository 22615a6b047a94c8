/** Whoever can write a reply: a language model, or a realtime model that also speaks it. */
import type { Cancellable, Model, ModelRequest, RealtimeReplySink } from "../ports.ts";

export interface Thinker {
  readonly id: string;
  readonly part: "model" | "realtime";
  generate(request: ModelRequest, sink: RealtimeReplySink): Thought;
}

export interface Thought extends Cancellable {
  /** A spoken reply was heard so far and no further. */
  heard?(audioMs: number): void;
}

export const thinkerOf = (model: Model): Thinker => ({
  id: model.id,
  part: "model",
  generate: (request, sink) => model.generate(request, sink),
});
