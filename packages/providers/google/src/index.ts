/** Google: language models, voices and live sessions (Gemini), and transcribers (Google Cloud). */
export * from "./cloud-speech/index.ts";
export { GOOGLE_FAULTS, type GoogleFaultCode } from "./faults.ts";
export { type Environment, type GoogleChoice, modelFromChoice, voiceFromChoice } from "./from-choice.ts";
export { type GeminiModelOptions, geminiModel } from "./gemini-model.ts";
export { type GeminiVoiceOptions, geminiVoice } from "./gemini-voice.ts";
export {
  GEMINI_LIVE_FAULTS,
  type GeminiLiveOptions,
  geminiLive,
  type LiveTimeouts,
  realtimeFromChoice,
} from "./live.ts";
export type { GoogleAccount } from "./settings.ts";
export type { GeminiVoiceTimeouts } from "./voice-request.ts";
