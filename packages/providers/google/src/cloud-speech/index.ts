/** Google Cloud Speech-to-Text: a transcriber. */
export { type GoogleCloudTranscriberOptions, googleCloudTranscriber } from "./cloud-transcriber.ts";
export { GOOGLE_CLOUD_FAULTS, type GoogleCloudFaultCode } from "./faults.ts";
export { cloudTranscriberFromChoice, type GoogleCloudChoice } from "./from-choice.ts";
export type { CloudSpeechTimeouts, GoogleCloudAccount } from "./settings.ts";
