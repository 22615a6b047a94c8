/** Providers as data: several in a list stand in for each other. */
export {
  type ChoiceOf,
  type CompatibleSettings,
  type DeepgramTranscriberId,
  type DeepgramTranscriberSettings,
  type DeepgramVoiceId,
  deepgram,
  type ElevenLabsVoiceSettings,
  type EmbeddedVoiceId,
  elevenlabs,
  embedded,
  openai,
  openaiCompatible,
  type ProviderKind,
} from "./sdk/provider-choices.ts";
