/** The people at the telephones: what they hear and say, and what they do when the telephone rings. */
import { SILENT_FRAME } from "./frame-ticker.ts";

/** A person on the line. Every 20 ms `nextFrame` is asked and `hear` is told. */
export interface CallerEar {
  /** 160 bytes of µ-law: what the person says now. Not written to again before the next call. */
  nextFrame(): Uint8Array;
  /** 160 bytes of µ-law: what the person hears now. `atMs` by the twin's clock. */
  hear(frame: Uint8Array, atMs: number): void;
  event?(event: CallEvent): void;
}

export type CallEvent = { atMs: number } & (
  | { type: "ringing" | "answered" | "bridged" }
  | { type: "said"; text: string }
  | { type: "played"; url: string }
  | { type: "keys-played"; digits: string }
  | { type: "stream-started"; streamSid: string }
  | { type: "stream-ended"; streamSid: string; because: string }
  | { type: "dialed"; number: string; outcome: string }
  | { type: "alert"; code: number; detail: string }
  | { type: "ended"; status: string; because: string }
);

/** What happens when a number is called. */
export interface Person {
  outcome: "answers" | "busy" | "no-answer" | "failed" | "declines";
  /** After it began to ring. */
  afterMs: number;
  /** The person hangs up so long after answering; without it the other side must. */
  talksForMs?: number;
  ear?: () => CallerEar;
  /** For answering machine detection. */
  answeredBy?: "human" | "machine_start" | "fax" | "unknown";
}

export const DEFAULT_PERSON: Person = Object.freeze({ outcome: "answers", afterMs: 2_000 });

/** Says nothing and remembers nothing. */
export function silentEar(): CallerEar {
  return { nextFrame: () => SILENT_FRAME, hear: () => {} };
}
