/** A protocol-exact stand-in of ElevenLabs: multi-context speech and the voice list. */
export { alignedSpeech } from "./aligned-speech.ts";
export {
  ElevenLabsTwin,
  type ElevenLabsTwinOptions,
  type SeenRequest,
  TWIN_VOICES,
  type TwinVoice,
} from "./elevenlabs-twin.ts";
export { type Latencies, NO_LATENCIES, USUAL_LATENCIES, usualLatencies } from "./latencies.ts";
