/** Speech without a key or a network: a voice, transcribers and a speech detector from npm packages. */
export { embeddedSpeechDetector } from "./detector/embedded-detector.ts";
export { energySpeechDetector } from "./detector/energy-detector.ts";
export { EMBEDDED_FAULTS, type EmbeddedFaultCode } from "./faults.ts";
export { type EmbeddedVoiceOptions, embeddedVoice } from "./voice/embedded-voice.ts";
