/** Reads a message of `/stt/turns/websocket`. */
import { parse, record } from "@offhook/provider-kit";
import { readVendorError, type VendorError } from "./faults.ts";

export type TurnsMessage =
  | { type: "start" }
  /** The whole turn so far: it replaces what came before. */
  | { type: "words" | "end"; text: string }
  | { type: "error"; error: VendorError }
  /** Of this protocol, and nothing to do about it. */
  | { type: "other" };

/** An eager end is words like others: it may be taken back. */
const WITH_WORDS: Readonly<Record<string, "words" | "end">> = {
  "turn.update": "words",
  "turn.eager_end": "words",
  "turn.end": "end",
};

/** Null: not a message of this protocol. */
export function readTurnsMessage(text: string): TurnsMessage | null {
  const message = record(parse(text));
  if (!message || typeof message.type !== "string") return null;
  if (message.type === "error") return { type: "error", error: readVendorError(message) };
  if (message.type === "turn.start") return { type: "start" };
  const type = WITH_WORDS[message.type];
  if (!type) return { type: "other" };
  return typeof message.transcript === "string" ? { type, text: message.transcript.trim() } : null;
}
