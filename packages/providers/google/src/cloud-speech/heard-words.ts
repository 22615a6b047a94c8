/** Google's results as words at their place in the caller's stream. What was said twice, or is empty, is nothing. */
import type { Heard } from "@offhook/engine/ports";
import type { CloudResult } from "./answer-message.ts";
import type { SpeechStream } from "./speech-stream.ts";

export type FinalWords = Heard & { endOfTurn: boolean };

/** `fromAudioMs`: where the speech began, by the detector; null where it did not say. */
export function finalWords(stream: SpeechStream, result: CloudResult, fromAudioMs: number | null): FinalWords | null {
  const text = result.text.trim();
  const endAudioMs = endOf(stream, [result]);
  if (text === "" || isSettled(stream, endAudioMs)) return null;
  const startAudioMs = result.firstWordMs === null ? startOf(stream, fromAudioMs) : stream.place(result.firstWordMs);
  return {
    ...{ text, startAudioMs: Math.min(startAudioMs, endAudioMs), endAudioMs },
    // Google's pauses are pauses, not the ends of sentences.
    ...{ confidence: result.confidence, endOfTurn: false },
  };
}

/** Where two results come, the first is more certain, and the second goes on from it. */
export function partialWords(
  stream: SpeechStream,
  results: readonly CloudResult[],
  fromAudioMs: number | null,
): Heard | null {
  const text = results
    .map((result) => result.text)
    .join("")
    .trim();
  const endAudioMs = endOf(stream, results);
  if (text === "" || isSettled(stream, endAudioMs)) return null;
  return { text, startAudioMs: Math.min(startOf(stream, fromAudioMs), endAudioMs), endAudioMs, confidence: null };
}

/** Speech, but no words: that answers a pause as well. Null: there were words, or nobody asked. */
export function noWords({ asked, settledAudioMs, endAudioMs }: SpeechStream): FinalWords | null {
  if (!asked || (settledAudioMs ?? -1) > asked.fromAudioMs) return null;
  const { fromAudioMs: startAudioMs, pausedAudioMs } = asked;
  const place = { startAudioMs, endAudioMs: Math.max(endAudioMs, pausedAudioMs, startAudioMs) };
  return { text: "", ...place, confidence: null, endOfTurn: false };
}

const isSettled = ({ settledAudioMs }: SpeechStream, endAudioMs: number): boolean =>
  settledAudioMs !== null && endAudioMs <= settledAudioMs;

function endOf(stream: SpeechStream, results: readonly CloudResult[]): number {
  return stream.place(Math.max(...results.map(({ endMs }) => endMs ?? stream.sentMs)));
}

function startOf(stream: SpeechStream, fromAudioMs: number | null): number {
  const { startAudioMs, settledAudioMs } = stream;
  return Math.max(fromAudioMs ?? startAudioMs, settledAudioMs ?? startAudioMs);
}
