/** Deepgram: transcribers (Nova, Flux) and voices (Aura), in their own protocols. */
export { type DeepgramTranscriberOptions, deepgramTranscriber } from "./deepgram-transcriber.ts";
export { type DeepgramVoiceOptions, deepgramVoice } from "./deepgram-voice.ts";
export { DEEPGRAM_FAULTS, type DeepgramFaultCode } from "./faults.ts";
export { type DeepgramChoice, transcriberFromChoice, voiceFromChoice } from "./from-choice.ts";
export type { DeepgramAccount, TranscriberTimeouts, VoiceTimeouts } from "./settings.ts";
