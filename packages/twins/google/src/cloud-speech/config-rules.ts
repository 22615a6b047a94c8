/** What Google accepts in a configuration. Says what is wrong, in its manner, or null. */
import { invalidArgument, type Refusal } from "./refusals.ts";
import type { RecognitionConfig } from "./speech-service.ts";

const MODELS = new Set(
  (
    "telephony telephony_short latest_long latest_short phone_call command_and_search video default medical_conversation " +
    "medical_dictation"
  ).split(" "),
);
/** Only those that the twin can hear. */
const ENCODINGS = new Set(["MULAW", "LINEAR16"]);
const ENGLISH_ONLY = /^(video|medical_)/;
const MOST_PHRASES = 5_000;
const MOST_CHARACTERS = 100;

export function configProblem(config: RecognitionConfig | undefined): Refusal | null {
  if (!config) return invalidArgument("Invalid recognition 'config': no config was given.");
  return (
    audioProblem(config) ??
    languageProblem(config) ??
    (config.useEnhanced && config.model !== "phone_call" && config.model !== "video"
      ? invalidArgument("Invalid recognition 'config': use_enhanced is not available for this model.")
      : null) ??
    hintsProblem(config)
  );
}

function audioProblem({ encoding, sampleRateHertz = 0, audioChannelCount = 1 }: RecognitionConfig): Refusal | null {
  if (!encoding || !ENCODINGS.has(encoding)) return invalidArgument("Invalid recognition 'config': bad encoding..");
  if (sampleRateHertz < 8_000 || sampleRateHertz > 48_000) {
    return invalidArgument("Invalid recognition 'config': bad sample rate hertz.");
  }
  return audioChannelCount === 1 ? null : invalidArgument("Must use single channel (mono) audio.");
}

function languageProblem({ languageCode = "", model = "default" }: RecognitionConfig): Refusal | null {
  if (!/^[a-z]{2,3}(-[A-Za-z]{4})?-[A-Z]{2}$/.test(languageCode)) {
    return invalidArgument(`Invalid recognition 'config': bad language code "${languageCode}".`);
  }
  if (!MODELS.has(model)) return invalidArgument(`Incorrect model specified: ${model}.`);
  if (!ENGLISH_ONLY.test(model) || languageCode.startsWith("en-")) return null;
  return invalidArgument(
    `Invalid recognition 'config': The requested model is currently not supported for language : ${languageCode}.`,
  );
}

function hintsProblem({ speechContexts = [] }: RecognitionConfig): Refusal | null {
  const phrases = speechContexts.flatMap((context) => context.phrases ?? []);
  if (phrases.length > MOST_PHRASES) return invalidArgument("Too many phrases in speech contexts.");
  return phrases.some((phrase) => phrase.length > MOST_CHARACTERS)
    ? invalidArgument("Invalid value at speech_contexts: phrase is too long.")
    : null;
}
