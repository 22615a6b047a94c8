/** The messages that a stream sends. */
import type { RecognitionConfig } from "./speech-service.ts";

export interface Span {
  startMs: number;
  endMs: number;
}

export interface ResultFacts {
  config: RecognitionConfig;
  words: readonly string[];
  /** Where in the stream they were spoken. */
  speech: Span;
  /** The audio that the result covers ends here. */
  endMs: number;
  isFinal: boolean;
  /** Results after a stream's first begin with a space. */
  isFirst: boolean;
}

const duration = (ms: number) => ({ seconds: Math.floor(ms / 1_000), nanos: Math.round((ms % 1_000) * 1_000_000) });

export function resultMessage(facts: ResultFacts): Record<string, unknown> {
  const { config, words, endMs, isFinal, isFirst } = facts;
  const { languageCode = "", enableWordTimeOffsets } = config;
  const alternative = {
    transcript: `${isFirst ? "" : " "}${words.join(" ")}`,
    ...(isFinal ? { confidence: 0.93 } : {}),
    // Only what is final has words with places.
    ...(isFinal && enableWordTimeOffsets ? { words: timedWords(words, facts.speech) } : {}),
  };
  const result = {
    ...{
      alternatives: [alternative],
      isFinal,
      resultEndTime: duration(endMs),
      languageCode: languageCode.toLowerCase(),
    },
    ...(isFinal ? {} : { stability: 0.9 }),
  };
  return { results: [result], requestId: 7 };
}

/** Billed by the second, upwards. */
export const withBill = (message: Record<string, unknown>, audioMs: number): Record<string, unknown> => ({
  ...message,
  totalBilledTime: duration(Math.ceil(audioMs / 1_000) * 1_000),
});

export const eventMessage = (speechEventType: string, atMs: number): Record<string, unknown> => ({
  ...{ speechEventType, speechEventTime: duration(atMs), requestId: 7 },
});

/** For the plain recognition: all of it at once. */
export function recognitionMessage(config: RecognitionConfig, words: readonly string[], speech: Span, endMs: number) {
  const facts = { config, words, speech, endMs, isFinal: true, isFirst: true };
  return withBill(words.length > 0 ? resultMessage(facts) : { requestId: 7 }, endMs);
}

/** Spread evenly over the speech. */
function timedWords(words: readonly string[], { startMs, endMs }: Span): Record<string, unknown>[] {
  const eachMs = Math.max(0, endMs - startMs) / Math.max(1, words.length);
  return words.map((word, index) => ({
    word,
    startTime: duration(startMs + index * eachMs),
    endTime: duration(startMs + (index + 1) * eachMs),
  }));
}
