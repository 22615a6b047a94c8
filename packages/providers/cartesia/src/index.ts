/** Cartesia: Sonic voices with word times and Ink transcribers, in their own protocols. */
export { type CartesiaTranscriberOptions, cartesiaTranscriber } from "./cartesia-transcriber.ts";
export { type CartesiaVoiceOptions, cartesiaVoice } from "./cartesia-voice.ts";
export { CARTESIA_FAULTS, type CartesiaFaultCode } from "./faults.ts";
export { type CartesiaChoice, transcriberFromChoice, voiceFromChoice } from "./from-choice.ts";
export type { CartesiaAccount, TranscriberTimeouts, VoiceSettings, VoiceTimeouts } from "./settings.ts";
