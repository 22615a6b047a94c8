/** OpenAI's realtime models: speech to speech over one connection, the telephone's own sound both ways. */
import { type RealtimeModel, type RealtimeSession, type RealtimeSink, TELEPHONE_FORMAT } from "@offhook/engine/ports";
import { later } from "@offhook/provider-kit";
import { isTelephone, lacksKey, type OpenAiAccount } from "./account.ts";
import { type OpenAiFaultCode, openaiFault } from "./openai-faults.ts";
import { LINE_TIMEOUTS } from "./realtime-line.ts";
import { REPLY_TIMEOUTS } from "./realtime-reply.ts";
import { OpenAiRealtimeSession } from "./realtime-session.ts";
import type { RealtimeTimeouts } from "./realtime-talk.ts";

export interface OpenAiRealtimeOptions extends OpenAiAccount {
  /** Default `gpt-realtime-2.1`. */
  model?: string;
  /** Default `marin`. */
  voice?: string;
  /** Who writes down the caller's words; default `gpt-transcribe`. They take no part in the reply. */
  transcription?: string;
  timeouts?: Partial<RealtimeTimeouts>;
  /** OpenAI ends a session after 60 minutes; default 55. */
  renewAfterMs?: number;
}

export const REALTIME_TIMEOUTS: Readonly<RealtimeTimeouts> = Object.freeze({
  ...LINE_TIMEOUTS,
  ...REPLY_TIMEOUTS,
  cancelledMs: 1_000,
});

const RENEW_AFTER_MS = 55 * 60_000;

/** Never throws: what is wrong with the options is the first fault of every call. */
export function openaiRealtime(options: OpenAiRealtimeOptions): RealtimeModel {
  const { model = "gpt-realtime-2.1", voice = "marin", transcription = "gpt-transcribe" } = options;
  const id = `openai/${model}`;
  const timeouts = { ...REALTIME_TIMEOUTS, ...options.timeouts };
  const { renewAfterMs = RENEW_AFTER_MS } = options;
  return {
    id,
    formats: [TELEPHONE_FORMAT],
    open(asked, sink) {
      if (lacksKey(options)) return failed(id, "openai-key-missing", sink);
      if (!isTelephone(asked.format)) return failed(id, "openai-format-unsupported", sink);
      const speech = { model, voice, transcription };
      return new OpenAiRealtimeSession({ account: options, id, speech, timeouts, renewAfterMs }, asked, sink);
    },
  };
}

/** A session that never comes about; its replies neither. */
function failed(id: string, code: OpenAiFaultCode, sink: RealtimeSink): RealtimeSession {
  const failing = later(() => sink.fault(openaiFault(code, id)));
  return {
    push() {},
    speechStarted() {},
    respond: (_, replySink) => {
      const reply = later(() => replySink.fault(openaiFault(code, id)));
      return { cancel: () => reply.cancel(), heard() {} };
    },
    close: () => failing.cancel(),
  };
}
