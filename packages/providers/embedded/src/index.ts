/** Speech without a key or a network: a voice, transcribers and a speech detector from npm packages. */
export { EMBEDDED_FAULTS, type EmbeddedFaultCode } from "./faults.ts";
export { closeVoice, type EmbeddedVoiceOptions, embeddedVoice } from "./voice/embedded-voice.ts";
