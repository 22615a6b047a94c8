/** Providers as data. What each may stand for is in its type: a model in a voice's place does not compile. */
import type { ProviderChoice } from "@offhook/engine/conversation";

export type ProviderKind = "transcriber" | "voice" | "model";

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

/** OpenAI's models, with `OPENAI_API_KEY` and, where it is set, `OPENAI_BASE_URL`. */
export function openai(model: string, settings: { baseUrl?: string } = {}): ChoiceOf<"model"> {
  return { provider: "openai", id: model, ...settings };
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

/** ElevenLabs, with `ELEVENLABS_API_KEY` and, where it is set, `ELEVENLABS_BASE_URL`. A voice's name in the account, or its id. */
export function elevenlabs(voice: string, settings: ElevenLabsVoiceSettings = {}): ChoiceOf<"voice"> {
  return { provider: "elevenlabs", id: voice, ...settings };
}
