/** Makes the part that an assistant names as data. The key comes from the environment, never from the assistant. */
import type { Transcriber, Voice } from "@offhook/engine/ports";
import { number, string } from "@offhook/provider-kit";
import { cartesiaTranscriber } from "./cartesia-transcriber.ts";
import { cartesiaVoice } from "./cartesia-voice.ts";
import type { CartesiaAccount } from "./settings.ts";

export interface CartesiaChoice {
  /** Of a voice its id, of a transcriber its model. */
  id?: string;
  [setting: string]: unknown;
}

export type Environment = Readonly<Record<string, string | undefined>>;

export function voiceFromChoice(choice: CartesiaChoice, environment: Environment = process.env): Voice {
  const model = string(choice.model);
  const emotion = string(choice.emotion);
  return cartesiaVoice({
    ...accountOf(environment),
    voice: choice.id ?? "",
    ...(model ? { model } : {}),
    ...(emotion ? { emotion } : {}),
    volume: number(choice.volume) ?? undefined,
  });
}

export function transcriberFromChoice(choice: CartesiaChoice, environment: Environment = process.env): Transcriber {
  const keyterms = Array.isArray(choice.keyterms) ? choice.keyterms.filter((term) => typeof term === "string") : [];
  return cartesiaTranscriber({
    ...accountOf(environment),
    ...(choice.id ? { model: choice.id } : {}),
    endOfTurnTimeoutMs: number(choice.endOfTurnTimeoutMs) ?? undefined,
    keyterms,
  });
}

const accountOf = ({ CARTESIA_API_KEY, CARTESIA_BASE_URL }: Environment): CartesiaAccount => ({
  apiKey: CARTESIA_API_KEY ?? "",
  ...(CARTESIA_BASE_URL ? { baseUrl: CARTESIA_BASE_URL } : {}),
});
