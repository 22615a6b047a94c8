/** The shapes that `/v1/listen` sends. */

export interface Span {
  startMs: number;
  endMs: number;
}

export interface ResultsFacts {
  /** What the window covers, and where in it there was speech. */
  window: Span;
  speech: Span;
  words: readonly string[];
  isFinal: boolean;
  speechFinal: boolean;
  fromFinalize: boolean;
  requestId: string;
  model: string;
}

const seconds = (ms: number): number => Math.round(ms) / 1_000;

export function resultsMessage(facts: ResultsFacts): Record<string, unknown> {
  const { window, words, isFinal, speechFinal, fromFinalize, requestId, model } = facts;
  const alternative = {
    transcript: words.join(" "),
    confidence: words.length > 0 ? 0.98 : 0,
    ...(words.length > 0 ? { languages: ["en"] } : {}),
    words: timedWords(words, facts.speech),
  };
  return {
    type: "Results",
    channel_index: [0, 1],
    duration: seconds(window.endMs - window.startMs),
    start: seconds(window.startMs),
    is_final: isFinal,
    speech_final: speechFinal,
    from_finalize: fromFinalize,
    channel: { alternatives: [alternative] },
    metadata: {
      request_id: requestId,
      model_info: { name: `general-${model}`, version: "2026-09-01.0", arch: model },
      model_uuid: "00000000-0000-4000-8000-000000000003",
    },
    entities: [],
  };
}

/** Spread evenly over the speech. */
export function timedWords(words: readonly string[], { startMs, endMs }: Span): Record<string, unknown>[] {
  const eachMs = Math.max(0, endMs - startMs) / Math.max(1, words.length);
  return words.map((word, index) => ({
    word: word.toLowerCase().replace(/[^\p{L}\p{N}'-]/gu, ""),
    start: seconds(startMs + index * eachMs),
    end: seconds(startMs + (index + 1) * eachMs),
    confidence: 0.98,
    punctuated_word: word,
    language: "en",
  }));
}

export const metadataMessage = (requestId: string, durationMs: number): Record<string, unknown> => ({
  type: "Metadata",
  transaction_key: "deprecated",
  request_id: requestId,
  sha256: "0".repeat(64),
  created: "2026-11-22T10:00:00.000Z",
  duration: seconds(durationMs),
  channels: 1,
});

export const speechStartedMessage = (atMs: number): Record<string, unknown> => ({
  type: "SpeechStarted",
  channel: [0],
  timestamp: seconds(atMs),
});

export const utteranceEndMessage = (lastWordEndMs: number): Record<string, unknown> => ({
  type: "UtteranceEnd",
  channel: [0, 1],
  last_word_end: lastWordEndMs < 0 ? -1 : seconds(lastWordEndMs),
});
