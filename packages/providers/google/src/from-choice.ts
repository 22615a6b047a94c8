/** Makes the part that an assistant names as data. The key comes from the environment, never from the assistant. */
import type { Model, Voice } from "@offhook/engine/ports";
import { string } from "@offhook/provider-kit";
import { geminiModel } from "./gemini-model.ts";
import { geminiVoice } from "./gemini-voice.ts";
import type { GoogleAccount } from "./settings.ts";

export interface GoogleChoice {
  /** Of a model its name; of a voice `Kore`, or a model such as `gemini-3.8-flash-lite-tts`. */
  id?: string;
  [setting: string]: unknown;
}

export type Environment = Readonly<Record<string, string | undefined>>;

const LEVELS = ["minimal", "low", "medium", "high"] as const;

export function modelFromChoice(choice: GoogleChoice, environment: Environment = process.env): Model {
  const thinking = LEVELS.find((level) => level === choice.thinking);
  return geminiModel({
    ...accountOf(environment),
    ...(choice.id ? { model: choice.id } : {}),
    ...(thinking ? { thinking } : {}),
  });
}

export function voiceFromChoice(choice: GoogleChoice, environment: Environment = process.env): Voice {
  const { id = "" } = choice;
  const isModel = /^(models\/)?gemini-/.test(id);
  const model = string(choice.model) || (isModel ? id : "");
  const voice = isModel ? string(choice.voice) : id;
  const style = string(choice.style);
  return geminiVoice({
    ...accountOf(environment),
    ...(model ? { model } : {}),
    ...(voice ? { voice } : {}),
    ...(style ? { style } : {}),
  });
}

const accountOf = ({ GEMINI_API_KEY, GEMINI_BASE_URL }: Environment): GoogleAccount => ({
  apiKey: GEMINI_API_KEY ?? "",
  ...(GEMINI_BASE_URL ? { baseUrl: GEMINI_BASE_URL } : {}),
});
