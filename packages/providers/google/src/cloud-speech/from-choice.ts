/** Makes the transcriber that an assistant names as data. The key comes from the environment, never from the assistant. */
import type { Transcriber } from "@offhook/engine/ports";
import { list } from "@offhook/provider-kit";
import type { Environment } from "../from-choice.ts";
import { googleCloudTranscriber } from "./cloud-transcriber.ts";

export interface GoogleCloudChoice {
  /** The model: `telephony`, `latest_long`, `phone_call`. */
  id?: string;
  [setting: string]: unknown;
}

export function cloudTranscriberFromChoice(
  choice: GoogleCloudChoice,
  environment: Environment = process.env,
): Transcriber {
  const { GOOGLE_CLOUD_API_KEY, GOOGLE_CLOUD_SPEECH_BASE_URL } = environment;
  return googleCloudTranscriber({
    apiKey: GOOGLE_CLOUD_API_KEY ?? "",
    ...(GOOGLE_CLOUD_SPEECH_BASE_URL ? { baseUrl: GOOGLE_CLOUD_SPEECH_BASE_URL } : {}),
    ...(choice.id ? { model: choice.id } : {}),
    phrases: list(choice.phrases).filter((phrase) => typeof phrase === "string"),
  });
}
