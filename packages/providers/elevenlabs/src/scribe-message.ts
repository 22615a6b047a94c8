/** Reads a message of Scribe's socket. Fields that the adapter lives by are checked; the rest may be missing. */
import { number, parse, record, records, string } from "@offhook/provider-kit";

export type ScribeMessage =
  /** All words of the segment so far; they may still change. */
  | { type: "partial"; text: string }
  /** They will not change any more, and the segment is over. `words` is null in the message without times. */
  | { type: "committed"; text: string; words: readonly ScribeWord[] | null }
  /** A commit was not carried out, and nothing is lost. */
  | { type: "throttled" }
  /** It hears nobody. */
  | { type: "inactive" }
  | { type: "error"; name: string; detail: string }
  /** Of this protocol, and nothing to do about it. */
  | { type: "other" };

export interface ScribeWord {
  /** Seconds since the stream's first sample. */
  startS: number;
  endS: number;
  /** 0–1; null: not told. */
  probability: number | null;
}

/** Null: not a message of this protocol. */
export function readScribeMessage(text: string): ScribeMessage | null {
  const message = record(parse(text));
  if (!message || typeof message.message_type !== "string") return null;
  const name = message.message_type;
  switch (name) {
    case "partial_transcript":
      return typeof message.text === "string" ? { type: "partial", text: message.text.trim() } : null;
    case "committed_transcript":
    case "committed_transcript_with_timestamps": {
      if (typeof message.text !== "string") return null;
      const words = name === "committed_transcript" ? null : wordsIn(message.words);
      return { type: "committed", text: message.text.trim(), words };
    }
    case "commit_throttled":
      return { type: "throttled" };
    case "insufficient_audio_activity":
      return { type: "inactive" };
  }
  // Kinds of errors may be added at any time, and all of them have this field.
  if (typeof message.error === "string") return { type: "error", name, detail: message.error };
  return { type: "other" };
}

/** Spaces between words stand in the list as well. */
function wordsIn(value: unknown): ScribeWord[] {
  return records(value).flatMap((word) => {
    const [startS, endS] = [number(word.start), number(word.end)];
    if (string(word.type) !== "word" || startS === null || endS === null || endS < startS) return [];
    const logarithm = number(word.logprob);
    return [{ startS, endS, probability: logarithm === null || logarithm > 0 ? null : Math.exp(logarithm) }];
  });
}
