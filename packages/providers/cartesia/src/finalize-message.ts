/** Reads a message of `/stt/websocket`. */
import { parse, record } from "@offhook/provider-kit";
import { readVendorError, type VendorError } from "./faults.ts";

export type FinalizeMessage =
  /** What comes after the last final words, with the spaces that belong to it. */
  | { type: "words"; text: string; isFinal: boolean }
  /** All that was said before `finalize` has been told. */
  | { type: "flushed" }
  | { type: "error"; error: VendorError }
  /** Of this protocol, and nothing to do about it. */
  | { type: "other" };

/** Null: not a message of this protocol. */
export function readFinalizeMessage(text: string): FinalizeMessage | null {
  const message = record(parse(text));
  if (!message || typeof message.type !== "string") return null;
  if (message.type === "error") return { type: "error", error: readVendorError(message) };
  if (message.type === "flush_done") return { type: "flushed" };
  if (message.type !== "transcript") return { type: "other" };
  if (typeof message.text !== "string" || typeof message.is_final !== "boolean") return null;
  return { type: "words", text: message.text, isFinal: message.is_final };
}
