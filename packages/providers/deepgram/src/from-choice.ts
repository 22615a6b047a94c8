/** Makes the part that an assistant names as data. The key comes from the environment, never from the assistant. */
import type { Transcriber, Voice } from "@offhook/engine/ports";
import { number, string } from "@offhook/provider-kit";
import { deepgramTranscriber } from "./deepgram-transcriber.ts";
import { deepgramVoice } from "./deepgram-voice.ts";
import type { DeepgramAccount } from "./settings.ts";

export interface DeepgramChoice {
  id?: string;
  [setting: string]: unknown;
}

export type Environment = Readonly<Record<string, string | undefined>>;

export function transcriberFromChoice(choice: DeepgramChoice, environment: Environment = process.env): Transcriber {
  const language = string(choice.language);
  const keyterms = Array.isArray(choice.keyterms) ? choice.keyterms.filter((term) => typeof term === "string") : [];
  const eagerEndOfTurn = number(choice.eagerEndOfTurn);
  return deepgramTranscriber({
    ...accountOf(environment),
    ...(choice.id ? { model: choice.id } : {}),
    ...(language ? { language } : {}),
    ...(eagerEndOfTurn === null ? {} : { eagerEndOfTurn }),
    keyterms,
  });
}

export function voiceFromChoice(choice: DeepgramChoice, environment: Environment = process.env): Voice {
  return deepgramVoice({ ...accountOf(environment), ...(choice.id ? { model: choice.id } : {}) });
}

const accountOf = ({ DEEPGRAM_API_KEY, DEEPGRAM_BASE_URL }: Environment): DeepgramAccount => ({
  apiKey: DEEPGRAM_API_KEY ?? "",
  ...(DEEPGRAM_BASE_URL ? { baseUrl: DEEPGRAM_BASE_URL } : {}),
});
