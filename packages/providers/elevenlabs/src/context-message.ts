/** Reads a message of `multi-stream-input`. The vendor's own SDK has two spellings of its fields: both are taken. */
import { list, number, parse, record, string } from "@offhook/provider-kit";

export type ContextMessage =
  | { type: "audio"; contextId: string; audio: Uint8Array; alignment: Alignment | null }
  | { type: "final"; contextId: string }
  | { type: "error"; contextId: string; error: string; message: string }
  /** Of this protocol, and nothing to do about it. */
  | { type: "other" };

/** Each character with its place in this message's sound, milliseconds. */
export interface Alignment {
  characters: readonly string[];
  startsMs: readonly number[];
  durationsMs: readonly number[];
}

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** Null: not a message of this protocol. */
export function readContextMessage(text: string): ContextMessage | null {
  const message = record(parse(text));
  if (!message) return null;
  const contextId = string(message.contextId) || string(message.context_id);
  if (typeof message.error === "string" || (message.audio === undefined && typeof message.message === "string")) {
    return { type: "error", contextId, error: string(message.error), message: string(message.message) };
  }
  const { audio } = message;
  const final = (message.isFinal ?? message.is_final) === true;
  if (typeof audio === "string" && audio !== "") {
    if (audio.length % 4 !== 0 || !BASE64.test(audio)) return null;
    const alignment = readAlignment(message.alignment) ?? readAlignment(normalised(message));
    return { type: "audio", contextId, audio: Buffer.from(audio, "base64"), alignment };
  }
  if (audio !== undefined && audio !== null && audio !== "") return null;
  return final ? { type: "final", contextId } : { type: "other" };
}

const normalised = (message: Record<string, unknown>): unknown =>
  message.normalizedAlignment ?? message.normalized_alignment;

/** Null: none, or lists that do not fit each other. Word times are then simply not known. */
function readAlignment(value: unknown): Alignment | null {
  const alignment = record(value);
  if (!alignment) return null;
  const characters = list(alignment.chars).map(string);
  const startsMs = numbers(alignment.charStartTimesMs ?? alignment.char_start_times_ms);
  // Older documentation has `charsDurationsMs`.
  const durations = alignment.charDurationsMs ?? alignment.charsDurationsMs ?? alignment.char_durations_ms;
  const durationsMs = numbers(durations);
  const fits = characters.length === startsMs.length && characters.length === durationsMs.length;
  return fits && characters.length > 0 ? { characters, startsMs, durationsMs } : null;
}

const numbers = (value: unknown): number[] => list(value).map((one) => Math.max(0, number(one) ?? 0));
