/** Reads a message of `/v1/listen`. Fields that the adapter lives by are checked; the rest may be missing. */
import { list, number, parse, record, records, string } from "@offhook/provider-kit";

export type NovaMessage =
  | { type: "results"; results: NovaResults }
  | { type: "utterance-end" }
  | { type: "error"; detail: string }
  /** Of this protocol, and nothing to do about it: new kinds may come at any time. */
  | { type: "other" };

export interface NovaResults {
  text: string;
  /** Seconds since the stream's first sample. */
  startS: number;
  endS: number;
  /** Of the first and the last word; null without words. */
  firstWordS: number | null;
  lastWordS: number | null;
  confidence: number | null;
  isFinal: boolean;
  /** Deepgram saw a pause after it. */
  speechFinal: boolean;
  fromFinalize: boolean;
}

/** Null: not a message of this protocol. */
export function readNovaMessage(text: string): NovaMessage | null {
  const message = record(parse(text));
  if (!message || typeof message.type !== "string") return null;
  if (message.type === "UtteranceEnd") return { type: "utterance-end" };
  if (message.type === "Error") {
    return { type: "error", detail: string(message.description) || string(message.message) };
  }
  if (message.type !== "Results") return { type: "other" };
  const results = readResults(message);
  return results ? { type: "results", results } : null;
}

function readResults(message: Record<string, unknown>): NovaResults | null {
  const startS = number(message.start);
  const durationS = number(message.duration);
  const alternative = record(list(record(message.channel)?.alternatives)[0]);
  if (startS === null || durationS === null || startS < 0 || durationS < 0) return null;
  if (typeof alternative?.transcript !== "string") return null;
  const words = records(alternative.words);
  return {
    text: alternative.transcript.trim(),
    startS,
    endS: startS + durationS,
    firstWordS: number(words[0]?.start),
    lastWordS: number(words.at(-1)?.end),
    confidence: sureness(alternative.confidence),
    isFinal: message.is_final === true,
    speechFinal: message.speech_final === true,
    fromFinalize: message.from_finalize === true,
  };
}

/** 0–1; anything else says nothing. */
export function sureness(value: unknown): number | null {
  const sure = number(value);
  return sure !== null && sure >= 0 && sure <= 1 ? sure : null;
}
