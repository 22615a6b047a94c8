/** Makes the part that an assistant names as data. Where the folders lie is the environment's, never the assistant's. */
import type { Transcriber, Voice } from "@offhook/engine/ports";
import { number } from "@offhook/provider-kit";
import type { Environment } from "./models/find-model.ts";
import { localTranscriber } from "./transcriber/local-transcriber.ts";
import { localVoice } from "./voice/local-voice.ts";

export interface LocalChoice {
  /** The name of the model's folder. */
  id?: string;
  [setting: string]: unknown;
}

export function transcriberFromChoice({ id = "" }: LocalChoice, environment: Environment = process.env): Transcriber {
  return localTranscriber({ model: id, environment });
}

/** `speaker`: a number from 0, for models with several. */
export function voiceFromChoice({ id = "", speaker }: LocalChoice, environment: Environment = process.env): Voice {
  const asked = number(speaker);
  return localVoice({ model: id, speaker: asked === null ? 0 : Math.max(0, Math.trunc(asked)), environment });
}
