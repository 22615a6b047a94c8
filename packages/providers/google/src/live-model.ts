/** Gemini Live as a realtime model: speech to speech over one session for the whole call. */
import {
  type Fault,
  type RealtimeModel,
  type RealtimeSession,
  type RealtimeSink,
  TELEPHONE_FORMAT,
} from "@offhook/engine/ports";
import { later } from "@offhook/provider-kit";
import { type GoogleFaultCode, googleFault } from "./faults.ts";
import { LiveSession } from "./live-session.ts";
import { type GeminiLiveOptions, LIVE_TIMEOUTS } from "./live-settings.ts";
import { isTelephone, plainModel } from "./settings.ts";

/** Never throws: what is wrong with the options is the fault of every session. */
export function geminiLive(options: GeminiLiveOptions): RealtimeModel {
  const model = plainModel(options.model ?? "gemini-3.8-live");
  const id = `google/${model}`;
  const { voice = "Kore", timeouts } = options;
  return {
    id,
    formats: [TELEPHONE_FORMAT],
    open(asked, sink) {
      const problem: GoogleFaultCode | null =
        options.apiKey === "" ? "google-key-missing" : isTelephone(asked.format) ? null : "google-format-unsupported";
      if (problem) return failedLive(googleFault(problem, id), sink);
      return new LiveSession({
        ...{ id, model, voice, sink },
        account: options,
        timeouts: { ...LIVE_TIMEOUTS, ...timeouts },
        options: asked,
      });
    },
  };
}

/** What cannot even begin fails as everything does: through the sink, and not from within the call that asked. */
function failedLive(fault: Fault, sink: RealtimeSink): RealtimeSession {
  const failing = later(() => sink.fault(fault));
  const nothing = (): void => {};
  return {
    ...{ push: nothing, speechStarted: nothing },
    respond: (_, replySink) => ({ ...later(() => replySink.fault(fault)), heard: nothing }),
    close: () => failing.cancel(),
  };
}
