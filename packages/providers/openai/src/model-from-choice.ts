/** Makes the model that an assistant names as data. Keys come from the environment, never from the assistant. */
import type { Model } from "@offhook/engine/ports";
import { namedKey } from "./named-key.ts";
import { openaiCompatible } from "./openai-compatible.ts";
import { OPENAI_BASE_URL } from "./settings.ts";

export interface ModelChoice {
  /** `openai`, or `openai-compatible` for any other server: then `baseUrl` is needed. */
  provider: string;
  id?: string;
  baseUrl?: unknown;
  /** Name of the environment variable that holds the key, such as `GROQ_API_KEY`. */
  apiKeyFrom?: unknown;
  [setting: string]: unknown;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Throws on a choice that names no model, or no server. */
export function modelFromChoice(choice: ModelChoice, environment: Environment = process.env): Model {
  const { provider, id: model } = choice;
  if (!model) throw new Error(`The model of ${provider} has no name: write, for example, openai("gpt-6-luna")`);
  const own = provider === "openai";
  const named = typeof choice.baseUrl === "string" && choice.baseUrl !== "" ? choice.baseUrl : null;
  const baseUrl = named ?? (own ? environment.OPENAI_BASE_URL || OPENAI_BASE_URL : null);
  if (baseUrl === null) throw new Error(`The model ${model} needs a baseUrl: the address of its server`);
  // OpenAI's key is for OpenAI's address: an assistant that names another server names its key too.
  const keyName = typeof choice.apiKeyFrom === "string" ? choice.apiKeyFrom : own && !named ? "OPENAI_API_KEY" : null;
  const apiKey = namedKey(environment, keyName ?? "");
  return openaiCompatible({ baseUrl, model, id: `${provider}/${model}`, ...(apiKey ? { apiKey } : {}) });
}
