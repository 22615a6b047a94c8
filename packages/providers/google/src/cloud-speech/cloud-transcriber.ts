/** Google Cloud Speech-to-Text (v1) as a transcriber, over gRPC. µ-law at 8 kHz goes to it as it came from the caller. */
import { TELEPHONE_FORMAT, type Transcriber, type TranscriberOptions } from "@offhook/engine/ports";
import { failedSession } from "@offhook/provider-kit";
import { isTelephone } from "../settings.ts";
import { GOOGLE_CLOUD_CATALOGUE } from "./catalogue.ts";
import { CloudSession } from "./cloud-session.ts";
import type { CloudSpeechSettings } from "./config-message.ts";
import { type GoogleCloudFaultCode, googleCloudFault } from "./faults.ts";
import { CLOUD_SPEECH_TIMEOUTS, type CloudSpeechTimeouts, type GoogleCloudAccount } from "./settings.ts";

export interface GoogleCloudTranscriberOptions extends GoogleCloudAccount, Omit<CloudSpeechSettings, "model"> {
  /** Default the catalogue's, `telephony`. */
  model?: string;
  timeouts?: Partial<CloudSpeechTimeouts>;
}

const USUAL_MODEL = GOOGLE_CLOUD_CATALOGUE.defaults.transcriber ?? "telephony";

/** Never throws: what is wrong with the options is the first fault of every call. */
export function googleCloudTranscriber(given: GoogleCloudTranscriberOptions): Transcriber {
  const model = given.model ?? USUAL_MODEL;
  const id = `google-cloud/${model}`;
  const timeouts = { ...CLOUD_SPEECH_TIMEOUTS, ...given.timeouts };
  return {
    id,
    formats: [TELEPHONE_FORMAT],
    open(options, sink) {
      const problem = problemOf(given, options);
      if (problem) return failedSession(googleCloudFault(problem, id), sink);
      return new CloudSession({ id, account: given, settings: { ...given, model }, timeouts, options, sink });
    },
  };
}

function problemOf({ apiKey }: GoogleCloudAccount, { format }: TranscriberOptions): GoogleCloudFaultCode | null {
  if (apiKey === "") return "google-cloud-key-missing";
  return isTelephone(format) ? null : "google-cloud-format-unsupported";
}
