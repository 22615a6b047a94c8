/** OpenAI and servers like it: language models, voices, transcribers, realtime models. */
export { MODEL_FAULTS, type ModelFault, type ModelFaultCode } from "./faults.ts";
export { type OpenAiChoice, realtimeFromChoice, transcriberFromChoice, voiceFromChoice } from "./from-choice.ts";
export { type OpenAiTranscriberOptions, openaiTranscriber } from "./live-transcriber.ts";
export { type Environment, type ModelChoice, modelFromChoice } from "./model-from-choice.ts";
export { maySendKey, namedKey } from "./named-key.ts";
export { openaiCompatible } from "./openai-compatible.ts";
export { OPENAI_FAULTS, type OpenAiFaultCode } from "./openai-faults.ts";
export { type OpenAiVoiceOptions, openaiVoice } from "./openai-voice.ts";
export { type OpenAiRealtimeOptions, openaiRealtime } from "./realtime-model.ts";
export {
  DEFAULT_TIMEOUTS,
  type FetchInit,
  type FetchLike,
  type ModelTimeouts,
  type OpenAiCompatibleOptions,
} from "./settings.ts";
export { type WhisperTranscriberOptions, whisperTranscriber } from "./whisper-transcriber.ts";
