/** ElevenLabs: voices with word times, in their own protocol, and the account's voice list. */
export { type ElevenLabsVoiceOptions, elevenLabsVoice } from "./elevenlabs-voice.ts";
export { ELEVENLABS_FAULTS, type ElevenLabsFaultCode } from "./faults.ts";
export { type ElevenLabsChoice, voiceFromChoice } from "./from-choice.ts";
export type { ElevenLabsAccount, VoiceSettings, VoiceTimeouts } from "./settings.ts";
export { type ListedVoice, listElevenLabsVoices } from "./voice-list.ts";
