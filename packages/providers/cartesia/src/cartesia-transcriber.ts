/** Cartesia's Ink as a transcriber: by turns, or by the older endpoint for Ink Whisper. µ-law at 8 kHz goes to it as it came from the caller. */
import { TELEPHONE_FORMAT, type Transcriber, type TranscriberOptions } from "@offhook/engine/ports";
import { failedSession } from "@offhook/provider-kit";
import { CARTESIA_CATALOGUE } from "./catalogue.ts";
import { type CartesiaFaultCode, cartesiaFault } from "./faults.ts";
import { FinalizeSession } from "./finalize-session.ts";
import {
  type CartesiaAccount,
  isTelephone,
  plainLanguage,
  TRANSCRIBER_TIMEOUTS,
  type TranscriberTimeouts,
} from "./settings.ts";
import { type ListenSettings, TurnsSession } from "./turns-session.ts";

export interface CartesiaTranscriberOptions extends CartesiaAccount, Omit<ListenSettings, "model"> {
  /** Default the catalogue's, `ink-2`. */
  model?: string;
  timeouts?: Partial<TranscriberTimeouts>;
}

const USUAL_MODEL = CARTESIA_CATALOGUE.defaults.transcriber ?? "ink-2";

/** Never throws: what is wrong with the options is the first fault of every call. */
export function cartesiaTranscriber(given: CartesiaTranscriberOptions): Transcriber {
  const model = given.model ?? USUAL_MODEL;
  const id = `cartesia/${model}`;
  const timeouts = { ...TRANSCRIBER_TIMEOUTS, ...given.timeouts };
  return {
    id,
    formats: [TELEPHONE_FORMAT],
    open(options, sink) {
      const problem = problemOf(given, model, options);
      if (problem) return failedSession(cartesiaFault(problem, id), sink);
      const parts = { id, account: given, settings: { ...given, model }, timeouts, options, sink };
      return model.startsWith("ink-whisper") ? new FinalizeSession(parts) : new TurnsSession(parts);
    },
  };
}

function problemOf(
  { apiKey }: CartesiaAccount,
  model: string,
  { language, format }: TranscriberOptions,
): CartesiaFaultCode | null {
  if (apiKey === "") return "cartesia-key-missing";
  if (!model.startsWith("ink-")) return "cartesia-model-unknown";
  if (!isTelephone(format)) return "cartesia-format-unsupported";
  return model.startsWith("ink-2") && plainLanguage(language) !== "en" ? "cartesia-language-unsupported" : null;
}
