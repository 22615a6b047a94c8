/** Providers as data: several in a list stand in for each other. */
export {
  type ChoiceOf,
  type CompatibleSettings,
  type EmbeddedVoiceId,
  embedded,
  openai,
  openaiCompatible,
  type ProviderKind,
} from "./sdk/provider-choices.ts";
