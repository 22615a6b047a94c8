/** Makes the part that an assistant names as data. Keys come from the environment, never from the assistant. */
import type { RealtimeModel, Transcriber, Voice } from "@offhook/engine/ports";
import { string } from "@offhook/provider-kit";
import type { OpenAiAccount } from "./account.ts";
import { openaiTranscriber } from "./live-transcriber.ts";
import type { Environment } from "./model-from-choice.ts";
import { namedKey } from "./named-key.ts";
import { openaiVoice } from "./openai-voice.ts";
import { openaiRealtime } from "./realtime-model.ts";
import { whisperTranscriber } from "./whisper-transcriber.ts";

export interface OpenAiChoice {
  /** `openai`, or `openai-compatible` for any other server: then `baseUrl` is needed. */
  provider?: string;
  /** Of a transcriber or realtime model its name; of a voice `marin`, or a model such as `tts-1`. */
  id?: string;
  baseUrl?: unknown;
  /** Name of the environment variable that holds the key. */
  apiKeyFrom?: unknown;
  [setting: string]: unknown;
}

/** These give words while somebody speaks; every other one is asked utterance by utterance. */
const STREAMING = new Set(["gpt-live-transcribe", "gpt-realtime-whisper"]);
const VOICE_MODEL = /^(gpt-|tts-)/;

export function transcriberFromChoice(choice: OpenAiChoice, environment: Environment = process.env): Transcriber {
  const account = accountOf(choice, environment);
  const { id, provider = "openai" } = choice;
  if (id === undefined && provider === "openai") return openaiTranscriber(account);
  const model = id ?? "whisper-1";
  if (STREAMING.has(model)) return openaiTranscriber({ ...account, model });
  return whisperTranscriber({ ...account, model, id: `${provider}/${model}` });
}

export function voiceFromChoice(choice: OpenAiChoice, environment: Environment = process.env): Voice {
  const { id = "" } = choice;
  const isModel = VOICE_MODEL.test(id);
  const model = string(choice.model) || (isModel ? id : "");
  const voice = isModel ? string(choice.voice) : id;
  const instructions = string(choice.instructions);
  return openaiVoice({
    ...accountOf(choice, environment),
    ...(model ? { model } : {}),
    ...(voice ? { voice } : {}),
    ...(instructions ? { instructions } : {}),
  });
}

export function realtimeFromChoice(choice: OpenAiChoice, environment: Environment = process.env): RealtimeModel {
  const voice = string(choice.voice);
  const transcription = string(choice.transcription);
  return openaiRealtime({
    ...accountOf(choice, environment),
    ...(choice.id ? { model: choice.id } : {}),
    ...(voice ? { voice } : {}),
    ...(transcription ? { transcription } : {}),
  });
}

/** OpenAI's key is for OpenAI's address: an assistant that names another server names its key too. */
function accountOf(
  { provider = "openai", baseUrl, apiKeyFrom }: OpenAiChoice,
  environment: Environment,
): OpenAiAccount {
  const named = string(baseUrl);
  const own = provider === "openai" && named === "";
  const keyName = string(apiKeyFrom) || (own ? "OPENAI_API_KEY" : "");
  const address = named || (own ? environment.OPENAI_BASE_URL : "");
  return {
    apiKey: namedKey(environment, keyName),
    // An address that is none is told of by the part's first fault.
    ...(address || !own ? { baseUrl: address ?? "" } : {}),
  };
}
