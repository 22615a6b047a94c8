/** Providers as data. What each may stand for is in its type: a model in a voice's place does not compile. */
import type { ProviderChoice } from "@offhook/engine/conversation";

export type ProviderKind = "transcriber" | "voice" | "model" | "realtime";

/** A choice that may stand in the slots of `Kind`. */
export interface ChoiceOf<Kind extends ProviderKind> extends ProviderChoice {
  /** For types alone: never set. */
  readonly kinds?: { readonly [K in Kind]: true };
}

export type EmbeddedVoiceId = "slt" | "rms" | "kal16";

/** The speech that runs on this machine, without a key: `embedded()` hears and speaks, `embedded("rms")` is a voice. */
export function embedded(): ChoiceOf<"transcriber" | "voice">;
export function embedded(voice: EmbeddedVoiceId): ChoiceOf<"voice">;
export function embedded(voice?: EmbeddedVoiceId): ChoiceOf<"transcriber" | "voice"> {
  return { provider: "embedded", ...(voice ? { id: voice } : {}) };
}

/** Hears while the caller speaks (`gpt-live-transcribe`, `gpt-realtime-whisper`), or sentence by sentence. */
export type OpenAiTranscriberId =
  | "gpt-transcribe"
  | "gpt-live-transcribe"
  | "gpt-realtime-whisper"
  | "gpt-4o-transcribe"
  | "gpt-4o-mini-transcribe"
  | "whisper-1";
export type OpenAiVoiceId =
  | "alloy"
  | "ash"
  | "ballad"
  | "cedar"
  | "coral"
  | "echo"
  | "marin"
  | "sage"
  | "shimmer"
  | "verse";
/** Speech to speech. */
export type OpenAiRealtimeId = "gpt-realtime" | `gpt-realtime-${string}`;

export interface OpenAiSettings {
  baseUrl?: string;
}

export interface OpenAiVoiceSettings extends OpenAiSettings {
  model?: string;
  /** How it should sound, in words. */
  instructions?: string;
}

export interface OpenAiRealtimeSettings extends OpenAiSettings {
  voice?: OpenAiVoiceId;
}

/** OpenAI, with `OPENAI_API_KEY` and, where it is set, `OPENAI_BASE_URL`: by its id a transcriber, a voice, a realtime or a language model. */
export function openai(model: OpenAiTranscriberId, settings?: OpenAiSettings): ChoiceOf<"transcriber">;
export function openai(voice: OpenAiVoiceId, settings?: OpenAiVoiceSettings): ChoiceOf<"voice">;
export function openai(model: OpenAiRealtimeId, settings?: OpenAiRealtimeSettings): ChoiceOf<"realtime">;
export function openai(model: string, settings?: OpenAiSettings): ChoiceOf<"model">;
export function openai(id: string, settings: OpenAiSettings = {}): ChoiceOf<ProviderKind> {
  return { provider: "openai", id, ...settings };
}

export type GeminiVoiceId = "Aoede" | "Charon" | "Fenrir" | "Kore" | "Leda" | "Orus" | "Puck" | "Zephyr";
/** Speech to speech. */
export type GeminiLiveId = `gemini-${string}-live` | `gemini-${string}-live-${string}`;

/** Google, with `GEMINI_API_KEY` and, where it is set, `GEMINI_BASE_URL`: `gemini-3.8-flash` thinks, `gemini-3.8-live` also hears and speaks, `Kore` speaks. */
export function google(voice: GeminiVoiceId, settings?: { model?: string }): ChoiceOf<"voice">;
export function google(model: GeminiLiveId, settings?: { voice?: GeminiVoiceId }): ChoiceOf<"realtime">;
export function google(model: `gemini-${string}`): ChoiceOf<"model">;
export function google(id: string, settings: object = {}): ChoiceOf<ProviderKind> {
  return { provider: "google", id, ...settings };
}

/** Anthropic's models, with `ANTHROPIC_API_KEY` and, where it is set, `ANTHROPIC_BASE_URL`. */
export function anthropic(model: `claude-${string}`): ChoiceOf<"model"> {
  return { provider: "anthropic", id: model };
}

export interface CompatibleSettings {
  model: string;
  /** Such as `http://127.0.0.1:11434/v1` for Ollama. */
  baseUrl: string;
  /** Name of the environment variable that holds the key: keys themselves never stand in an assistant. */
  apiKeyFrom?: string;
}

/** A model on any server that speaks OpenAI's chat completions: Ollama, vLLM, Groq, OpenRouter and others. */
export function openaiCompatible({ model, ...settings }: CompatibleSettings): ChoiceOf<"model"> {
  return { provider: "openai-compatible", id: model, ...settings };
}

/** Nova hears sentence by sentence, Flux decides itself when a turn is over. */
export type DeepgramTranscriberId = `nova-${string}` | "flux-general-en" | "flux-general-multi";
/** Such as `aura-2-thalia-en`: the end says the language. */
export type DeepgramVoiceId = `aura-${string}`;

export interface DeepgramTranscriberSettings {
  /** Nova: default the assistant's; `multi` follows callers who change between languages. */
  language?: string;
  /** Names and terms to listen for, besides those that the dialogue expects. */
  keyterms?: readonly string[];
  /** Flux, 0.3–0.9: tells of a turn's probable end before it is sure. */
  eagerEndOfTurn?: number;
}

/** Deepgram, with `DEEPGRAM_API_KEY` and, where it is set, `DEEPGRAM_BASE_URL`: `nova-3` hears, `aura-2-thalia-en` speaks. */
export function deepgram(model: DeepgramTranscriberId, settings?: DeepgramTranscriberSettings): ChoiceOf<"transcriber">;
export function deepgram(voice: DeepgramVoiceId): ChoiceOf<"voice">;
export function deepgram(id: string, settings: DeepgramTranscriberSettings = {}): ChoiceOf<"transcriber" | "voice"> {
  return { provider: "deepgram", id, ...settings };
}

export interface ElevenLabsVoiceSettings {
  /** Default the fastest, `eleven_flash_v2_5`. */
  model?: `eleven_${string}`;
  /** 0–1; the lower, the livelier. */
  stability?: number;
  /** 0–1: how close to the original speaker. */
  similarity?: number;
  /** 0–1: exaggeration; costs time. */
  style?: number;
}

export type ElevenLabsTranscriberId = "scribe_v2_realtime";

export interface ElevenLabsTranscriberSettings {
  /** Default the assistant's; `auto`: the vendor finds out which is spoken. */
  language?: string;
  /** Names and terms to listen for, besides those that the dialogue expects. */
  keyterms?: readonly string[];
  /** Places and sureness by the vendor's word times, which come a little later than the words. */
  wordTimes?: boolean;
}

/**
 * ElevenLabs, with `ELEVENLABS_API_KEY` and, where it is set, `ELEVENLABS_BASE_URL`: `scribe_v2_realtime` hears; anything
 * else is a voice's name in the account, or its id.
 */
export function elevenlabs(
  model: ElevenLabsTranscriberId,
  settings?: ElevenLabsTranscriberSettings,
): ChoiceOf<"transcriber">;
export function elevenlabs(voice: string, settings?: ElevenLabsVoiceSettings): ChoiceOf<"voice">;
export function elevenlabs(
  id: string,
  settings: ElevenLabsTranscriberSettings | ElevenLabsVoiceSettings = {},
): ChoiceOf<"transcriber" | "voice"> {
  return { provider: "elevenlabs", id, ...settings };
}

export type GoogleCloudTranscriberId =
  | "telephony"
  | "telephony_short"
  | "latest_long"
  | "latest_short"
  | "phone_call"
  | "command_and_search"
  | "default";

export interface GoogleCloudSettings {
  /** Names and terms to listen for, besides those that the dialogue expects. */
  phrases?: readonly string[];
}

/** Google Cloud Speech-to-Text, with `GOOGLE_CLOUD_API_KEY` and, where it is set, `GOOGLE_CLOUD_SPEECH_BASE_URL`. */
export function googleCloud(
  model: GoogleCloudTranscriberId,
  settings: GoogleCloudSettings = {},
): ChoiceOf<"transcriber"> {
  return { provider: "google-cloud", id: model, ...settings };
}

export type CartesiaTranscriberId = `ink-${string}`;

export interface CartesiaVoiceSettings {
  /** Default `sonic-3.5`. */
  model?: `sonic-${string}`;
}

/** Cartesia, with `CARTESIA_API_KEY` and, where it is set, `CARTESIA_BASE_URL`: `ink-2` hears; anything else is a voice's id. */
export function cartesia(model: CartesiaTranscriberId): ChoiceOf<"transcriber">;
export function cartesia(voice: string, settings?: CartesiaVoiceSettings): ChoiceOf<"voice">;
export function cartesia(id: string, settings: CartesiaVoiceSettings = {}): ChoiceOf<"transcriber" | "voice"> {
  return { provider: "cartesia", id, ...settings };
}

export interface LocalSettings {
  /** Which speaker of a voice that has several: a number from 0. */
  speaker?: number;
}

/** A model of one's own by its folder's name in `OFFHOOK_MODELS`, else in `models` of the data folder: docs/local-models.md. */
export function local(folder: string, settings: LocalSettings = {}): ChoiceOf<"transcriber" | "voice"> {
  return { provider: "local", id: folder, ...settings };
}
