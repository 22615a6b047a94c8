/** A protocol-exact stand-in of ElevenLabs: speech, Scribe's listening and the voice list. */
export { alignedSpeech } from "./aligned-speech.ts";
export { ElevenLabsTwin, type ElevenLabsTwinOptions, type SeenRequest } from "./elevenlabs-twin.ts";
export { type Latencies, NO_LATENCIES, USUAL_LATENCIES, usualLatencies } from "./latencies.ts";
export { TWIN_SAMPLE, TWIN_VOICES, type TwinVoice } from "./voices.ts";
