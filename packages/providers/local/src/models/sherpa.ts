/** What is used of sherpa-onnx-node, which is CommonJS without declarations. Loaded in processes of their own only. */
import { createRequire } from "node:module";

export interface Waveform {
  /** −1 to 1. */
  samples: Float32Array;
  sampleRate: number;
}

export interface WaveStream {
  acceptWaveform(waveform: Waveform): void;
}

export interface OfflineRecognizer {
  createStream(): WaveStream;
  decode(stream: WaveStream): void;
  getResult(stream: WaveStream): { text: string };
}

export interface OnlineStream extends WaveStream {
  inputFinished(): void;
}

export interface OnlineRecognizer {
  createStream(): OnlineStream;
  isReady(stream: OnlineStream): boolean;
  decode(stream: OnlineStream): void;
  getResult(stream: OnlineStream): { text: string };
}

export interface OfflineTts {
  /** At the model's own rate. Buffers of the library's own do not survive every kind of thread: copies are asked for. */
  generate(request: { text: string; sid: number; speed: number; enableExternalBuffer: false }): Waveform;
}

export interface Sherpa {
  OfflineRecognizer: new (config: object) => OfflineRecognizer;
  OnlineRecognizer: new (config: object) => OnlineRecognizer;
  OfflineTts: new (config: object) => OfflineTts;
}

export const loadSherpa = (): Sherpa => createRequire(import.meta.url)("sherpa-onnx-node") as Sherpa;
