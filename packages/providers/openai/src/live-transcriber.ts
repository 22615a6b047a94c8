/**
 * OpenAI's streaming transcription: a realtime session that only listens. µ-law at 8 kHz goes to it as it came from the caller.
 */
import { TELEPHONE_FORMAT, type Transcriber } from "@offhook/engine/ports";
import { failedSession } from "@offhook/provider-kit";
import { isTelephone, lacksKey, type OpenAiAccount } from "./account.ts";
import { LIVE_TIMEOUTS, LiveSession, type LiveTimeouts } from "./live-session.ts";
import { openaiFault } from "./openai-faults.ts";

export interface OpenAiTranscriberOptions extends OpenAiAccount {
  /** Default `gpt-live-transcribe`. */
  model?: string;
  timeouts?: Partial<LiveTimeouts>;
}

/** Never throws: what is wrong with the options is the first fault of every call. */
export function openaiTranscriber(options: OpenAiTranscriberOptions): Transcriber {
  const model = options.model ?? "gpt-live-transcribe";
  const id = `openai/${model}`;
  const timeouts = { ...LIVE_TIMEOUTS, ...options.timeouts };
  return {
    id,
    formats: [TELEPHONE_FORMAT],
    open(asked, sink) {
      if (lacksKey(options)) return failedSession(openaiFault("openai-key-missing", id), sink);
      if (!isTelephone(asked.format)) return failedSession(openaiFault("openai-format-unsupported", id), sink);
      return new LiveSession({ account: options, id, model, timeouts }, asked, sink);
    },
  };
}
