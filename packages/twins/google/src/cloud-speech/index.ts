/** A protocol-exact stand-in of Google Cloud Speech-to-Text. */
export { CloudSpeechTwin, type CloudSpeechTwinOptions, type SeenStream } from "./cloud-speech-twin.ts";
export type { Hear } from "./ear.ts";
export {
  type CloudSpeechLatencies,
  NO_CLOUD_SPEECH_LATENCIES,
  USUAL_CLOUD_SPEECH_LATENCIES,
  usualCloudSpeechLatencies,
} from "./latencies.ts";
export { serveCloudSpeech } from "./serve-cloud-speech.ts";
