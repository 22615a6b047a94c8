/** ElevenLabs: voices with word times and Scribe's ears, in their own protocols, and the account's voice library. */
export { type ElevenLabsVoiceOptions, elevenLabsVoice } from "./elevenlabs-voice.ts";
export { ELEVENLABS_FAULTS, type ElevenLabsFaultCode } from "./faults.ts";
export { type ElevenLabsChoice, transcriberFromChoice, voiceFromChoice } from "./from-choice.ts";
export { type ScribeTranscriberOptions, scribeTranscriber } from "./scribe-transcriber.ts";
export type { ElevenLabsAccount, VoiceSettings, VoiceTimeouts } from "./settings.ts";
export {
  fetchPreview,
  type LibraryAccess,
  type LibraryAnswer,
  listVoices,
  type Preview,
  type PreviewRequest,
  type VoicesQuery,
} from "./voice-library.ts";
export type { LibraryVoice, VoicesPage } from "./voices-page.ts";
