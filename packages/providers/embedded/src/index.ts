/** Speech without a key or a network: a voice, transcribers and a speech detector from npm packages. */
export { embeddedSpeechDetector } from "./detector/embedded-detector.ts";
export { energySpeechDetector } from "./detector/energy-detector.ts";
export { EMBEDDED_FAULTS, type EmbeddedFaultCode } from "./faults.ts";
export { checkGrammar } from "./transcriber/check-grammar.ts";
export { embeddedTranscriber } from "./transcriber/embedded-transcriber.ts";
export { type EmbeddedVoiceOptions, embeddedVoice } from "./voice/embedded-voice.ts";
export type { FliteVoice } from "./voice/flite.ts";
export {
  closeEmbedded,
  type EmbeddedCapacity,
  type EmbeddedPart,
  measureEmbeddedCapacity,
  type WarmUpProgress,
  warmUpEmbedded,
} from "./warm-up.ts";
