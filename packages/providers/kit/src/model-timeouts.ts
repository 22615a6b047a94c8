/** How long a language model behind HTTP is waited for. */
import type { ModelRequest } from "@offhook/engine/ports";

export interface ModelTimeouts {
  /** From the request to the answer's headers. */
  connectMs: number;
  /** From the request to the first piece of text or of a tool call. */
  firstTokenMs: number;
  /** Between two pieces. */
  stallMs: number;
  /** From the request to the answer's end. */
  endMs: number;
}

/**
 * A little under the call's own watchdogs (4 s for a first token, 3 s for a stall), so that the log names what really
 * happened. A reply of 400 tokens takes 4–10 s from usual servers; the end leaves room for slow local ones.
 */
export const MODEL_TIMEOUTS: Readonly<ModelTimeouts> = Object.freeze({
  connectMs: 3_500,
  firstTokenMs: 3_800,
  stallMs: 2_800,
  endMs: 30_000,
});

/** The reason to finish has come, the stream's end has not: nothing more is worth a longer wait. */
export const AFTER_FINISH_MS = 500;

/** A hair under the call's own patience, for the reason above. */
const BEFORE_WATCHDOG_MS = 200;

/** A model that stands alone is waited for until its first piece, also where its server sends no header before that. */
export function patientTimeouts(own: Partial<ModelTimeouts> | undefined, { patienceMs }: ModelRequest): ModelTimeouts {
  const usual = { ...MODEL_TIMEOUTS, ...own };
  if (patienceMs === undefined) return usual;
  const atLeast = patienceMs - BEFORE_WATCHDOG_MS;
  return {
    ...usual,
    connectMs: Math.max(usual.connectMs, atLeast),
    firstTokenMs: Math.max(usual.firstTokenMs, atLeast),
  };
}
