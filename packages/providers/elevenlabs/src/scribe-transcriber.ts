/** ElevenLabs' Scribe as a transcriber. µ-law at 8 kHz goes to it as it came from the caller. */
import { TELEPHONE_FORMAT, type Transcriber, type TranscriberOptions } from "@offhook/engine/ports";
import { failedSession, type ListenTimeouts } from "@offhook/provider-kit";
import { ELEVENLABS_CATALOGUE } from "./catalogue.ts";
import { type ElevenLabsFaultCode, elevenLabsFault } from "./faults.ts";
import { ScribeSession } from "./scribe-session.ts";
import { type ScribeSettings, TRANSCRIBER_TIMEOUTS } from "./scribe-settings.ts";
import { type ElevenLabsAccount, isTelephone } from "./settings.ts";

export interface ScribeTranscriberOptions extends ElevenLabsAccount, Omit<ScribeSettings, "model"> {
  /** Default the catalogue's, `scribe_v2_realtime`. */
  model?: string;
  timeouts?: Partial<ListenTimeouts>;
}

const USUAL_MODEL = ELEVENLABS_CATALOGUE.defaults.transcriber ?? "scribe_v2_realtime";

/** Never throws: what is wrong with the options is the first fault of every call. */
export function scribeTranscriber(given: ScribeTranscriberOptions): Transcriber {
  const model = given.model ?? USUAL_MODEL;
  const id = `elevenlabs/${model}`;
  const timeouts = { ...TRANSCRIBER_TIMEOUTS, ...given.timeouts };
  return {
    id,
    formats: [TELEPHONE_FORMAT],
    open(options, sink) {
      const problem = problemOf(given, model, options);
      if (problem) return failedSession(elevenLabsFault(problem, id), sink);
      return new ScribeSession({ id, account: given, settings: { ...given, model }, timeouts, options, sink });
    },
  };
}

function problemOf(
  { apiKey }: ElevenLabsAccount,
  model: string,
  { format }: TranscriberOptions,
): ElevenLabsFaultCode | null {
  if (apiKey === "") return "elevenlabs-key-missing";
  // The other Scribe models take whole files.
  if (!/^scribe_.*realtime/.test(model)) return "elevenlabs-model-unknown";
  return isTelephone(format) ? null : "elevenlabs-format-unsupported";
}
