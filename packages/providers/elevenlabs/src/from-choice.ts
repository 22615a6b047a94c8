/** Makes the voice that an assistant names as data. The key comes from the environment, never from the assistant. */
import type { Voice } from "@offhook/engine/ports";
import { number, string } from "@offhook/provider-kit";
import { elevenLabsVoice } from "./elevenlabs-voice.ts";

export interface ElevenLabsChoice {
  /** The voice's name or id. */
  id?: string;
  [setting: string]: unknown;
}

export type Environment = Readonly<Record<string, string | undefined>>;

export function voiceFromChoice(choice: ElevenLabsChoice, environment: Environment = process.env): Voice {
  const { ELEVENLABS_API_KEY, ELEVENLABS_BASE_URL } = environment;
  const model = string(choice.model);
  return elevenLabsVoice({
    apiKey: ELEVENLABS_API_KEY ?? "",
    ...(ELEVENLABS_BASE_URL ? { baseUrl: ELEVENLABS_BASE_URL } : {}),
    voice: choice.id ?? "",
    ...(model ? { model } : {}),
    stability: number(choice.stability) ?? undefined,
    similarity: number(choice.similarity) ?? undefined,
    style: number(choice.style) ?? undefined,
  });
}
