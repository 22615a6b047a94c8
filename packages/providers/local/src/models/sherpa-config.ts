/** From a model to what sherpa-onnx wants to know in order to load it. Pure: the keys are those of its own type file. */
import { join } from "node:path";
import type { FoundModel } from "./find-model.ts";
import { primaryLanguage } from "./manifest.ts";
import type { ModelKind } from "./model-kinds.ts";

/** All that a model's process is told: plain data. */
export interface LoadableModel {
  kind: ModelKind;
  config: Record<string, unknown>;
}

/** What every recogniser takes; features of another size are each model's own affair. */
export const MODEL_RATE_HZ = 16_000;
const FEATURES = { sampleRate: MODEL_RATE_HZ, featureDim: 80 };
/** One process a model: several threads within it would take the processor from calls. */
const COMPUTE = { numThreads: 1, provider: "cpu", debug: 0 };

type Files = Readonly<Record<string, string>>;

/** How a recogniser's own files are named in its configuration. The token file stands beside them. */
const RECOGNIZERS: Readonly<Partial<Record<ModelKind, (files: Files, language: string) => object>>> = {
  "streaming-transducer": ({ encoder, decoder, joiner }) => ({ transducer: { encoder, decoder, joiner } }),
  "offline-transducer": ({ encoder, decoder, joiner }) => ({ transducer: { encoder, decoder, joiner } }),
  moonshine: ({ encoder, mergedDecoder }) => ({ moonshine: { encoder, mergedDecoder } }),
  "moonshine-split": ({ preprocessor, encoder, uncachedDecoder, cachedDecoder }) => ({
    moonshine: { preprocessor, encoder, uncachedDecoder, cachedDecoder },
  }),
  // Without a language a multilingual Whisper guesses one for every sentence; English-only ones do not read it.
  whisper: ({ encoder, decoder }, language) => ({
    whisper: { encoder, decoder, language: primaryLanguage(language), task: "transcribe" },
  }),
  "nemo-ctc": ({ model }) => ({ nemoCtc: { model } }),
};

export function loadable(model: FoundModel, language: string): LoadableModel {
  const { kind, folder, modelType } = model;
  const files = Object.fromEntries(Object.entries(model.files).map(([role, file]) => [role, join(folder, file)]));
  const recognizer = RECOGNIZERS[kind];
  if (!recognizer) return { kind, config: { model: { ...voiceOf(model, files), ...COMPUTE }, maxNumSentences: 1 } };
  const own = recognizer(files, model.language ?? language);
  const family = modelType ? { modelType } : {};
  return {
    kind,
    config: { featConfig: FEATURES, modelConfig: { ...own, ...family, tokens: files.tokens, ...COMPUTE } },
  };
}

function voiceOf({ kind, folder, lexicons }: FoundModel, { model, voices, tokens, dataDir }: Files): object {
  if (kind === "piper") return { vits: { model, tokens, dataDir } };
  const lexicon = lexicons.map((file) => join(folder, file)).join(",");
  return { kokoro: { model, voices, tokens, dataDir, ...(lexicon ? { lexicon } : {}) } };
}
