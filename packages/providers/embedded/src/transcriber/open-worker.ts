/** The open transcriber's worker thread: Moonshine, one recogniser, one utterance at a time. */
import { createRequire } from "node:module";
import { mulawToPcm, resample } from "@offhook/engine/audio";
import { moonshinePaths } from "../models.ts";
import { serve } from "../workers/serve.ts";
import { withTokenFile } from "./moonshine-tokens.ts";
import { type LineAround, reduceNoise } from "./noise-reduction.ts";

/** µ-law of one utterance with some of the line's sound around it; null only loads the model. */
export interface OpenJob {
  audio: Uint8Array | null;
  line: LineAround;
}

export interface OpenWords {
  /** As the model wrote it. */
  text: string;
  decodeMs: number;
}

/** What is used of sherpa-onnx-node, which is CommonJS without types for this. */
interface Sherpa {
  OfflineRecognizer: new (config: Record<string, unknown>) => OfflineRecognizer;
}
interface OfflineRecognizer {
  createStream(): OfflineStream;
  decode(stream: OfflineStream): void;
  getResult(stream: OfflineStream): { text: string };
}
interface OfflineStream {
  acceptWaveform(waveform: { samples: Float32Array; sampleRate: number }): void;
}

/** Moonshine's own rate. Resampled here: sherpa's resampler writes four lines to stderr for every utterance. */
const MODEL_RATE_HZ = 16_000;

const recognizer = loadRecognizer();

function loadRecognizer(): OfflineRecognizer {
  const sherpa = createRequire(import.meta.url)("sherpa-onnx-node") as Sherpa;
  const { encoder, decoder } = moonshinePaths();
  return withTokenFile(
    (tokens) =>
      new sherpa.OfflineRecognizer({
        featConfig: { sampleRate: MODEL_RATE_HZ, featureDim: 80 },
        modelConfig: { moonshine: { encoder, mergedDecoder: decoder }, tokens, numThreads: 1, provider: "cpu" },
      }),
  );
}

serve("transcriber-failed", ({ audio, line }: OpenJob): OpenWords => {
  if (!audio) return { text: "", decodeMs: 0 };
  const startedMs = performance.now();
  const wide = resample(reduceNoise(mulawToPcm(audio), line), 8_000, MODEL_RATE_HZ);
  const stream = recognizer.createStream();
  stream.acceptWaveform({ samples: Float32Array.from(wide, (sample) => sample / 32_768), sampleRate: MODEL_RATE_HZ });
  recognizer.decode(stream);
  return { text: recognizer.getResult(stream).text.trim(), decodeMs: performance.now() - startedMs };
});
