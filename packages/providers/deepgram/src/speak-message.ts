/** Reads a text message of `/v1/speak`'s socket; sound comes as binary messages. */
import { number, parse, record, string } from "@offhook/provider-kit";

export type SpeakMessage =
  /** `sequenceId` is null where the server gives none. */
  | { type: "flushed" | "cleared"; sequenceId: number | null }
  | { type: "error"; detail: string }
  /** Metadata, warnings, and kinds not known yet. */
  | { type: "other" };

/** Null: not a message of this protocol. */
export function readSpeakMessage(text: string): SpeakMessage | null {
  const message = record(parse(text));
  if (!message || typeof message.type !== "string") return null;
  if (message.type === "Flushed") return { type: "flushed", sequenceId: number(message.sequence_id) };
  if (message.type === "Cleared") return { type: "cleared", sequenceId: number(message.sequence_id) };
  if (message.type !== "Error") return { type: "other" };
  return { type: "error", detail: [message.code, message.description, message.message].map(string).join(" ") };
}
