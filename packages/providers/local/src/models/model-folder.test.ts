import { describe, expect, it } from "vitest";
import type { FoundModel } from "./find-model.ts";
import { type Manifest, NO_MANIFEST, readManifest } from "./manifest.ts";
import { readModelFolder } from "./model-folder.ts";
import { loadable } from "./sherpa-config.ts";

/** What is in the published archives, tests and licences left out. */
const ARCHIVES: Readonly<Record<string, string>> = {
  "sherpa-onnx-streaming-zipformer-en-2023-06-26":
    "bpe.model decoder-epoch-99-avg-1-chunk-16-left-128.int8.onnx decoder-epoch-99-avg-1-chunk-16-left-128.onnx encoder-epoch-99-avg-1-chunk-16-left-128.int8.onnx encoder-epoch-99-avg-1-chunk-16-left-128.onnx joiner-epoch-99-avg-1-chunk-16-left-128.int8.onnx joiner-epoch-99-avg-1-chunk-16-left-128.onnx tokens.txt README.md test_wavs",
  "sherpa-onnx-zipformer-gigaspeech-2023-12-12":
    "decoder-epoch-30-avg-1.int8.onnx decoder-epoch-30-avg-1.onnx encoder-epoch-30-avg-1.int8.onnx encoder-epoch-30-avg-1.onnx joiner-epoch-30-avg-1.int8.onnx joiner-epoch-30-avg-1.onnx tokens.txt bpe.model",
  "sherpa-onnx-nemo-transducer-giga-am-russian-2024-10-24":
    "decoder.onnx encoder.int8.onnx joiner.onnx tokens.txt run-rnnt.sh",
  "sherpa-onnx-nemo-ctc-giga-am-v2-russian-2025-04-19": "LICENSE model.int8.onnx run-ctc-v2.sh tokens.txt test_wavs",
  "sherpa-onnx-whisper-base":
    "base-decoder.int8.onnx base-decoder.onnx base-encoder.int8.onnx base-encoder.onnx base-tokens.txt test_wavs",
  "sherpa-onnx-moonshine-tiny-en-int8":
    "LICENSE README.md cached_decode.int8.onnx encode.int8.onnx preprocess.onnx test_wavs tokens.txt uncached_decode.int8.onnx",
  "sherpa-onnx-moonshine-tiny-en-quantized-2026-02-27":
    "decoder_model_merged.ort encoder_model.ort test_wavs tokens.txt",
  "vits-piper-ru_RU-irina-medium":
    "MODEL_CARD espeak-ng-data ru_RU-irina-medium.onnx ru_RU-irina-medium.onnx.json tokens.txt",
  "kokoro-multi-lang-v1_0":
    "LICENSE README.md date-zh.fst dict espeak-ng-data lexicon-gb-en.txt lexicon-us-en.txt lexicon-zh.txt model.onnx tokens.txt voices.bin",
};

const entriesOf = (name: string): string[] => (ARCHIVES[name] ?? "").split(" ");
const read = (name: string, entries = entriesOf(name), manifest: Manifest = NO_MANIFEST) =>
  readModelFolder({ name, entries }, manifest);

function configOf(name: string, language = "en"): unknown {
  const reading = read(name);
  if (!reading.ok) throw new Error(reading.problem);
  const model: FoundModel = { ...reading.model, id: `local/${name}`, folder: "/m" };
  return loadable(model, language).config;
}

describe("an archive as it is published", () => {
  it.each([
    ["sherpa-onnx-streaming-zipformer-en-2023-06-26", "streaming-transducer", "hears"],
    ["sherpa-onnx-zipformer-gigaspeech-2023-12-12", "offline-transducer", "hears"],
    ["sherpa-onnx-nemo-transducer-giga-am-russian-2024-10-24", "offline-transducer", "hears"],
    ["sherpa-onnx-nemo-ctc-giga-am-v2-russian-2025-04-19", "nemo-ctc", "hears"],
    ["sherpa-onnx-whisper-base", "whisper", "hears"],
    ["sherpa-onnx-moonshine-tiny-en-int8", "moonshine-split", "hears"],
    ["sherpa-onnx-moonshine-tiny-en-quantized-2026-02-27", "moonshine", "hears"],
    ["vits-piper-ru_RU-irina-medium", "piper", "speaks"],
    ["kokoro-multi-lang-v1_0", "kokoro", "speaks"],
  ])("%s is of kind %s", (name, kind, does) => {
    expect(read(name)).toMatchObject({ ok: true, model: { kind, does } });
  });

  it("is used in eight bits where it comes in both", () => {
    expect(read("sherpa-onnx-whisper-base")).toMatchObject({
      model: {
        files: { encoder: "base-encoder.int8.onnx", decoder: "base-decoder.int8.onnx", tokens: "base-tokens.txt" },
      },
    });
  });

  it("of Piper says its language by its name", () => {
    expect(read("vits-piper-ru_RU-irina-medium")).toMatchObject({ model: { language: "ru" } });
    expect(read("kokoro-multi-lang-v1_0")).toMatchObject({ model: { language: null } });
  });
});

describe("a folder with something missing", () => {
  it.each([
    ["sherpa-onnx-streaming-zipformer-en-2023-06-26", "tokens.txt", "tokens.txt is missing"],
    ["sherpa-onnx-nemo-transducer-giga-am-russian-2024-10-24", "encoder.int8.onnx", "encoder*.onnx is missing"],
    ["sherpa-onnx-nemo-ctc-giga-am-v2-russian-2025-04-19", "tokens.txt", "tokens.txt is missing"],
    ["sherpa-onnx-moonshine-tiny-en-int8", "preprocess.onnx", "preprocess.onnx is missing"],
    ["vits-piper-ru_RU-irina-medium", "espeak-ng-data", "The folder espeak-ng-data is missing"],
    ["kokoro-multi-lang-v1_0", "voices.bin", "voices.bin is missing"],
  ])("%s without %s", (name, lost, problem) => {
    const reading = read(
      name,
      entriesOf(name).filter((entry) => entry !== lost),
    );
    expect(reading).toMatchObject({ ok: false, code: "local-model-incomplete" });
    expect(!reading.ok && reading.problem).toBe(`${problem}: it comes with the model's archive.`);
  });

  it.each([
    ["empty", [], "The folder is empty."],
    ["nested", ["sherpa-onnx-whisper-base"], "one level too deep"],
    ["sherpa-onnx-sense-voice-2024-07-17", ["model.int8.onnx", "tokens.txt"], "Found: model.int8.onnx"],
    ["mine", ["encoder.onnx", "decoder.onnx", "joiner.onnx", "tokens.txt"], "whether this transducer streams"],
  ])("%s is of no known kind", (name, entries, problem) => {
    const reading = read(name, entries);
    expect(reading).toMatchObject({ ok: false, code: "local-model-unknown-kind" });
    expect(!reading.ok && reading.problem).toContain(problem);
  });
});

describe("offhook.json", () => {
  it("decides where the files do not", () => {
    const entries = ["encoder.onnx", "decoder.onnx", "joiner.onnx", "tokens.txt"];
    const manifest = readManifest(
      '{ "kind": "offline-transducer", "language": "ru-RU", "modelType": "nemo_transducer" }',
    );
    expect(manifest.ok && read("mine", entries, manifest.manifest)).toMatchObject({
      ok: true,
      model: { kind: "offline-transducer", language: "ru", modelType: "nemo_transducer" },
    });
  });

  it.each([
    ["[]", "no JSON object"],
    ["{", "no JSON object"],
    ['{ "kind": "wisper" }', 'kind "wisper"; known are'],
  ])("that is wrong says so: %s", (text, problem) => {
    const reading = readManifest(text);
    expect(!reading.ok && reading.problem).toContain(problem);
  });
});

describe("what sherpa-onnx is told", () => {
  const rest = { numThreads: 1, provider: "cpu", debug: 0 };
  const featConfig = { sampleRate: 16_000, featureDim: 80 };

  it("of a streaming transducer", () => {
    const file = (part: string) => `/m/${part}-epoch-99-avg-1-chunk-16-left-128.int8.onnx`;
    expect(configOf("sherpa-onnx-streaming-zipformer-en-2023-06-26")).toEqual({
      featConfig,
      modelConfig: {
        transducer: { encoder: file("encoder"), decoder: file("decoder"), joiner: file("joiner") },
        ...{ tokens: "/m/tokens.txt", ...rest },
      },
    });
  });

  it("of NeMo's transducers, whose family it cannot see", () => {
    expect(configOf("sherpa-onnx-nemo-transducer-giga-am-russian-2024-10-24")).toMatchObject({
      modelConfig: { modelType: "nemo_transducer", transducer: { encoder: "/m/encoder.int8.onnx" } },
    });
  });

  it("of NeMo's CTC models", () => {
    expect(configOf("sherpa-onnx-nemo-ctc-giga-am-v2-russian-2025-04-19")).toEqual({
      featConfig,
      modelConfig: { nemoCtc: { model: "/m/model.int8.onnx" }, tokens: "/m/tokens.txt", ...rest },
    });
  });

  it("of Whisper, with the assistant's language", () => {
    const [encoder, decoder] = ["/m/base-encoder.int8.onnx", "/m/base-decoder.int8.onnx"];
    expect(configOf("sherpa-onnx-whisper-base", "de-AT")).toEqual({
      featConfig,
      modelConfig: {
        whisper: { encoder, decoder, language: "de", task: "transcribe" },
        ...{ tokens: "/m/base-tokens.txt", ...rest },
      },
    });
  });

  it("of Moonshine in two files and in four", () => {
    expect(configOf("sherpa-onnx-moonshine-tiny-en-quantized-2026-02-27")).toMatchObject({
      modelConfig: { moonshine: { encoder: "/m/encoder_model.ort", mergedDecoder: "/m/decoder_model_merged.ort" } },
    });
    expect(configOf("sherpa-onnx-moonshine-tiny-en-int8")).toMatchObject({
      modelConfig: {
        moonshine: {
          ...{ preprocessor: "/m/preprocess.onnx", encoder: "/m/encode.int8.onnx" },
          ...{ uncachedDecoder: "/m/uncached_decode.int8.onnx", cachedDecoder: "/m/cached_decode.int8.onnx" },
        },
      },
    });
  });

  it("of Piper and of Kokoro", () => {
    expect(configOf("vits-piper-ru_RU-irina-medium")).toEqual({
      model: {
        vits: { model: "/m/ru_RU-irina-medium.onnx", tokens: "/m/tokens.txt", dataDir: "/m/espeak-ng-data" },
        ...rest,
      },
      maxNumSentences: 1,
    });
    expect(configOf("kokoro-multi-lang-v1_0")).toEqual({
      model: {
        kokoro: {
          ...{ model: "/m/model.onnx", voices: "/m/voices.bin", tokens: "/m/tokens.txt", dataDir: "/m/espeak-ng-data" },
          lexicon: "/m/lexicon-us-en.txt,/m/lexicon-zh.txt",
        },
        ...rest,
      },
      maxNumSentences: 1,
    });
  });
});
