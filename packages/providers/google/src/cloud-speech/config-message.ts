/** The first message of a stream: what will be sent, and how it should be heard. */
import { languageCode } from "./language-code.ts";
import { STREAMING_RECOGNIZE } from "./speech-protocol.ts";

export interface CloudSpeechSettings {
  /** Such as `telephony` or `latest_long`. */
  model: string;
  /** Names and terms to listen for; those that the dialogue expects are added. */
  phrases?: readonly string[];
}

/** What Google takes: 5,000 phrases a request, 100 characters each; fewer bias better. */
const MOST_PHRASES = 500;
const MOST_CHARACTERS = 100;

export function recognitionConfig(
  { model, phrases = [] }: CloudSpeechSettings,
  language: string,
  expected: readonly string[],
): Readonly<Record<string, unknown>> {
  const hints = phrasesOf(phrases, expected);
  return {
    ...{ encoding: "MULAW", sampleRateHertz: 8_000, audioChannelCount: 1, maxAlternatives: 1 },
    ...{ languageCode: languageCode(language), model },
    // Only the older telephone model has a better self behind this switch, and asks for it.
    ...(model === "phone_call" ? { useEnhanced: true } : {}),
    ...{ enableWordTimeOffsets: true, enableAutomaticPunctuation: true },
    ...(hints.length > 0 ? { speechContexts: [{ phrases: hints }] } : {}),
  };
}

export const configMessage = (config: Readonly<Record<string, unknown>>): Buffer =>
  // A single utterance would end the stream at the caller's first pause, wherever Google hears one.
  STREAMING_RECOGNIZE.requestSerialize({ streamingConfig: { config, interimResults: true, singleUtterance: false } });

/** The assistant's own first, then what the dialogue expects; each once. */
function phrasesOf(own: readonly string[], expected: readonly string[]): string[] {
  const plain = [...own, ...expected].map((phrase) => phrase.replace(/\s+/g, " ").trim());
  const fit = plain.filter((phrase) => phrase !== "" && phrase.length <= MOST_CHARACTERS);
  return [...new Set(fit)].slice(0, MOST_PHRASES);
}
