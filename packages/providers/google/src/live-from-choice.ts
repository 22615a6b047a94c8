/** Makes the realtime model that an assistant names as data. The key comes from the environment, never from the assistant. */
import type { RealtimeModel } from "@offhook/engine/ports";
import { string } from "@offhook/provider-kit";
import type { Environment, GoogleChoice } from "./from-choice.ts";
import { geminiLive } from "./live-model.ts";

export function realtimeFromChoice(choice: GoogleChoice, environment: Environment = process.env): RealtimeModel {
  const { GEMINI_API_KEY, GEMINI_BASE_URL } = environment;
  const voice = string(choice.voice);
  return geminiLive({
    apiKey: GEMINI_API_KEY ?? "",
    ...(GEMINI_BASE_URL ? { baseUrl: GEMINI_BASE_URL } : {}),
    ...(choice.id ? { model: choice.id } : {}),
    ...(voice ? { voice } : {}),
  });
}
