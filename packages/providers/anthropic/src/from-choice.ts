/** Makes the model that an assistant names as data. The key comes from the environment, never from the assistant. */
import type { Model } from "@offhook/engine/ports";
import { claudeModel } from "./claude-model.ts";

export interface AnthropicChoice {
  id?: string;
  [setting: string]: unknown;
}

export type Environment = Readonly<Record<string, string | undefined>>;

export function modelFromChoice({ id }: AnthropicChoice, environment: Environment = process.env): Model {
  const { ANTHROPIC_API_KEY, ANTHROPIC_BASE_URL } = environment;
  return claudeModel({
    apiKey: ANTHROPIC_API_KEY ?? "",
    ...(ANTHROPIC_BASE_URL ? { baseUrl: ANTHROPIC_BASE_URL } : {}),
    ...(id ? { model: id } : {}),
  });
}
