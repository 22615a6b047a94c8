/** Protocol-exact stand-ins of Google's Gemini API and of Google Cloud Speech-to-Text. */
export { type ServedTwin, serveSocketTwin as serveTwin } from "@offhook/twin-kit";
export type { TwinAnswer, TwinToolCall } from "./answers.ts";
export * from "./cloud-speech/index.ts";
export type { AnswerTo, SeenRequest } from "./generate-desk.ts";
export type { GenerateRequest } from "./generate-request.ts";
export { GoogleTwin, type GoogleTwinOptions } from "./google-twin.ts";
export { type Latencies, NO_LATENCIES, USUAL_LATENCIES, usualLatencies } from "./latencies.ts";
export * from "./live.ts";
export type { SeenSpeech } from "./speech-desk.ts";
