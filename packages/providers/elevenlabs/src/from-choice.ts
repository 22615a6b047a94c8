/** Makes the part that an assistant names as data. The key comes from the environment, never from the assistant. */
import type { Transcriber, Voice } from "@offhook/engine/ports";
import { number, string } from "@offhook/provider-kit";
import { elevenLabsVoice } from "./elevenlabs-voice.ts";
import { scribeTranscriber } from "./scribe-transcriber.ts";
import type { ElevenLabsAccount } from "./settings.ts";

export interface ElevenLabsChoice {
  /** Of a voice its name or id, of a transcriber its model. */
  id?: string;
  [setting: string]: unknown;
}

export type Environment = Readonly<Record<string, string | undefined>>;

export function voiceFromChoice(choice: ElevenLabsChoice, environment: Environment = process.env): Voice {
  const model = string(choice.model);
  return elevenLabsVoice({
    ...accountOf(environment),
    voice: choice.id ?? "",
    ...(model ? { model } : {}),
    stability: number(choice.stability) ?? undefined,
    similarity: number(choice.similarity) ?? undefined,
    style: number(choice.style) ?? undefined,
  });
}

export function transcriberFromChoice(choice: ElevenLabsChoice, environment: Environment = process.env): Transcriber {
  const keyterms = Array.isArray(choice.keyterms) ? choice.keyterms.filter((term) => typeof term === "string") : [];
  const language = string(choice.language);
  return scribeTranscriber({
    ...accountOf(environment),
    ...(choice.id ? { model: choice.id } : {}),
    ...(language ? { language } : {}),
    wordTimes: choice.wordTimes === true,
    keyterms,
  });
}

const accountOf = ({ ELEVENLABS_API_KEY, ELEVENLABS_BASE_URL }: Environment): ElevenLabsAccount => ({
  apiKey: ELEVENLABS_API_KEY ?? "",
  ...(ELEVENLABS_BASE_URL ? { baseUrl: ELEVENLABS_BASE_URL } : {}),
});
