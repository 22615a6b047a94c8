/** Deepgram as a transcriber: Nova or Flux by the model's name. µ-law at 8 kHz goes to it as it came from the caller. */
import { type AudioFormat, TELEPHONE_FORMAT, type Transcriber } from "@offhook/engine/ports";
import { failedSession } from "@offhook/provider-kit";
import { type DeepgramFaultCode, deepgramFault } from "./faults.ts";
import { FluxSession, type FluxSettings } from "./flux-session.ts";
import { NovaSession, type NovaSettings } from "./nova-session.ts";
import { type DeepgramAccount, isTelephone, TRANSCRIBER_TIMEOUTS, type TranscriberTimeouts } from "./settings.ts";

export type DeepgramTranscriberOptions = DeepgramAccount &
  Omit<NovaSettings, "model"> &
  Omit<FluxSettings, "model"> & {
    /** Default `nova-3`. */
    model?: string;
    timeouts?: Partial<TranscriberTimeouts>;
  };

/** Never throws: what is wrong with the options is the first fault of every call. */
export function deepgramTranscriber(options: DeepgramTranscriberOptions): Transcriber {
  const model = options.model ?? "nova-3";
  const id = `deepgram/${model}`;
  const timeouts = { ...TRANSCRIBER_TIMEOUTS, ...options.timeouts };
  return {
    id,
    formats: [TELEPHONE_FORMAT],
    open(asked, sink) {
      const problem = problemOf(options, model, asked.language, asked.format);
      if (problem) return failedSession(deepgramFault(problem, id), sink);
      const settings = { ...options, model };
      return isFlux(model)
        ? new FluxSession(id, options, settings, timeouts, asked, sink)
        : new NovaSession(id, options, settings, timeouts, asked, sink);
    },
  };
}

const isFlux = (model: string): boolean => model.startsWith("flux-general");

function problemOf(
  { apiKey }: DeepgramAccount,
  model: string,
  language: string,
  format: AudioFormat,
): DeepgramFaultCode | null {
  if (apiKey === "") return "deepgram-key-missing";
  if (model.startsWith("aura-") || (model.startsWith("flux-") && !isFlux(model))) return "deepgram-model-unknown";
  if (!isTelephone(format)) return "deepgram-format-unsupported";
  const english = language.toLowerCase().startsWith("en");
  return model === "flux-general-en" && !english ? "deepgram-language-unsupported" : null;
}
