/** Reads a message of `/tts/websocket`. */
import type { WordTime } from "@offhook/engine/ports";
import { list, number, parse, record, string } from "@offhook/provider-kit";
import { readVendorError, type VendorError } from "./faults.ts";

export type SpeechMessage =
  | { type: "sound"; contextId: string; audio: Uint8Array }
  /** Counted from the beginning of the context's sound. */
  | { type: "words"; contextId: string; words: readonly WordTime[] }
  | { type: "done"; contextId: string }
  /** Of the context, or of the whole socket where none is named. */
  | { type: "error"; contextId: string; error: VendorError }
  /** Of this protocol, and nothing to do about it. */
  | { type: "other" };

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** Null: not a message of this protocol. */
export function readSpeechMessage(text: string): SpeechMessage | null {
  const message = record(parse(text));
  if (!message || typeof message.type !== "string") return null;
  const contextId = string(message.context_id);
  if (message.type === "error") return { type: "error", contextId, error: readVendorError(message) };
  if (contextId === "") return ENDING_OR_SPEAKING.has(message.type) ? null : { type: "other" };
  if (message.type === "chunk") return readSound(contextId, message.data);
  if (message.type === "timestamps") return { type: "words", contextId, words: readWords(message.word_timestamps) };
  return message.type === "done" ? { type: "done", contextId } : { type: "other" };
}

const ENDING_OR_SPEAKING = new Set(["chunk", "done"]);

function readSound(contextId: string, data: unknown): SpeechMessage | null {
  if (typeof data !== "string" || data.length % 4 !== 0 || !BASE64.test(data)) return null;
  return { type: "sound", contextId, audio: Buffer.from(data, "base64") };
}

/** Seconds to milliseconds. Lists that do not fit each other: the times are simply not known. */
function readWords(value: unknown): WordTime[] {
  const timed = record(value);
  const words = list(timed?.words).map(string);
  const starts = list(timed?.start).map(number);
  const ends = list(timed?.end).map(number);
  if (starts.length !== words.length || ends.length !== words.length) return [];
  return words.flatMap((word, index) => {
    const [start, end] = [starts[index] ?? null, ends[index] ?? null];
    const isKnown = word.trim() !== "" && start !== null && end !== null;
    return isKnown ? [{ word: word.trim(), startMs: Math.round(start * 1_000), endMs: Math.round(end * 1_000) }] : [];
  });
}
