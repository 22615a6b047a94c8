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
