/** Reads a message of a stream. Fields that the adapter lives by are checked; the rest may be missing. */
import { number, record, records, string } from "@offhook/provider-kit";
import { STREAMING_RECOGNIZE } from "./speech-protocol.ts";

export type CloudAnswer =
  | { type: "results"; results: readonly CloudResult[] }
  /** A gRPC status in the middle of a stream. */
  | { type: "error"; code: number; message: string }
  /** Of this protocol, and nothing to do about it. */
  | { type: "other" };

export interface CloudResult {
  /** As it came: in most languages the second result and those after it begin with a space. */
  text: string;
  isFinal: boolean;
  /** Milliseconds since the stream's first sample; null where it was not said. */
  endMs: number | null;
  /** Of the first word; null where no words were given. */
  firstWordMs: number | null;
  confidence: number | null;
}

/** Null: not a message of this protocol. */
export function readAnswer(bytes: Buffer): CloudAnswer | null {
  const message = decoded(bytes);
  if (!message) return null;
  const error = record(message.error);
  if (error) return { type: "error", code: number(error.code) ?? 0, message: string(error.message) };
  const results = records(message.results).map(readResult);
  return results.length > 0 ? { type: "results", results } : { type: "other" };
}

function decoded(bytes: Buffer): Record<string, unknown> | null {
  try {
    return record(STREAMING_RECOGNIZE.responseDeserialize(bytes));
  } catch {
    return null;
  }
}

function readResult(result: Record<string, unknown>): CloudResult {
  const best = records(result.alternatives)[0] ?? {};
  const words = records(best.words);
  const confidence = number(best.confidence);
  return {
    text: string(best.transcript),
    isFinal: result.isFinal === true,
    endMs: milliseconds(result.resultEndTime) ?? milliseconds(words.at(-1)?.endTime),
    firstWordMs: words.length > 0 ? (milliseconds(words[0]?.startTime) ?? 0) : null,
    // Nought says that none was given.
    confidence: confidence !== null && confidence > 0 && confidence <= 1 ? confidence : null,
  };
}

/** A `Duration`, whose fields are left out where they are nought. */
function milliseconds(value: unknown): number | null {
  const duration = record(value);
  if (!duration) return null;
  return Math.max(0, (number(duration.seconds) ?? 0) * 1_000 + (number(duration.nanos) ?? 0) / 1_000_000);
}
