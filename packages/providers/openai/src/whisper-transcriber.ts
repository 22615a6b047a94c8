/** Whisper and its successors, of OpenAI or of a server like it on one's own machine: words at each pause, none before. */
import { TELEPHONE_FORMAT, type Transcriber } from "@offhook/engine/ports";
import { failedSession } from "@offhook/provider-kit";
import { baseUrlOf, isTelephone, lacksKey, type OpenAiAccount } from "./account.ts";
import { openaiFault } from "./openai-faults.ts";
import { WhisperSession } from "./whisper-session.ts";

export interface WhisperTranscriberOptions extends OpenAiAccount {
  /** Default `gpt-transcribe`; `whisper-1` is ended on 2027-02-26. Servers of one's own have names of their own. */
  model?: string;
  /** How this transcriber is named in logs and faults; default `openai/<model>`. */
  id?: string;
  timeouts?: { answerMs?: number };
}

/** The core gives up on a turn's words after 2 s, and asks another transcriber after 0.7 s: by then a fault has its name. */
const ANSWER_MS = 4_000;

/** Never throws: what is wrong with the options is the first fault of every call. */
export function whisperTranscriber(options: WhisperTranscriberOptions): Transcriber {
  const model = options.model ?? "gpt-transcribe";
  const id = options.id ?? `openai/${model}`;
  const answerMs = options.timeouts?.answerMs ?? ANSWER_MS;
  return {
    id,
    formats: [TELEPHONE_FORMAT],
    open(asked, sink) {
      if (lacksKey(options)) return failedSession(openaiFault("openai-key-missing", id), sink);
      if (!isTelephone(asked.format)) return failedSession(openaiFault("openai-format-unsupported", id), sink);
      // Nothing is asked until somebody speaks: an address that is none is told of before.
      if (!/^https?:\/\/[^/]/.test(baseUrlOf(options))) {
        return failedSession(openaiFault("openai-base-url-invalid", id), sink);
      }
      return new WhisperSession({ account: options, id, model, answerMs }, asked, sink);
    },
  };
}
