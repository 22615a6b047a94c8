/** Reads a message of `/v2/listen`. Fields that the adapter lives by are checked; the rest may be missing. */
import { number, parse, record, records, string } from "@offhook/provider-kit";
import { sureness } from "./nova-message.ts";

export type FluxEvent = "StartOfTurn" | "Update" | "EagerEndOfTurn" | "TurnResumed" | "EndOfTurn";

export type FluxMessage =
  | { type: "turn"; turn: FluxTurn }
  | { type: "error"; detail: string }
  /** Of this protocol, and nothing to do about it. */
  | { type: "other" };

export interface FluxTurn {
  event: FluxEvent;
  turnIndex: number;
  /** The whole turn so far: it replaces what came before. */
  text: string;
  /** Seconds since the stream's first sample. */
  startS: number;
  endS: number;
  firstWordS: number | null;
  /** The words' mean; null without words. */
  confidence: number | null;
}

const EVENTS = new Set<unknown>(["StartOfTurn", "Update", "EagerEndOfTurn", "TurnResumed", "EndOfTurn"]);

/** Null: not a message of this protocol. */
export function readFluxMessage(text: string): FluxMessage | null {
  const message = record(parse(text));
  if (!message || typeof message.type !== "string") return null;
  if (message.type === "Error") {
    return { type: "error", detail: `${string(message.code)} ${string(message.description)}` };
  }
  // An event that is not known yet is nothing to break over.
  if (message.type !== "TurnInfo" || (typeof message.event === "string" && !EVENTS.has(message.event))) {
    return { type: "other" };
  }
  const turn = readTurn(message);
  return turn ? { type: "turn", turn } : null;
}

function readTurn(message: Record<string, unknown>): FluxTurn | null {
  const turnIndex = number(message.turn_index);
  const startS = number(message.audio_window_start);
  const endS = number(message.audio_window_end);
  if (!EVENTS.has(message.event) || turnIndex === null || startS === null || endS === null) return null;
  if (typeof message.transcript !== "string" || startS < 0 || endS < startS) return null;
  const words = records(message.words);
  const sure = words.map(({ confidence }) => sureness(confidence)).filter((one) => one !== null);
  return {
    event: message.event as FluxEvent,
    turnIndex,
    text: message.transcript.trim(),
    startS,
    endS,
    firstWordS: number(words[0]?.start),
    confidence: sure.length > 0 ? sure.reduce((sum, one) => sum + one, 0) / sure.length : null,
  };
}
