/** A protocol-exact stand-in of OpenAI: chat completions, speech, transcription, realtime sessions. */
export type { ServedTwin } from "@offhook/twin-kit";
export type { TwinAnswer, TwinToolCall, TwinTrouble } from "./answers.ts";
export type { AnswerTo, SeenRequest } from "./chat-desk.ts";
export type { ChatMessage, ChatRequest } from "./chat-request.ts";
export type { Item } from "./conversation-items.ts";
export type { Hear } from "./ear.ts";
export { type Latencies, NO_LATENCIES, USUAL_LATENCIES, usualLatencies } from "./latencies.ts";
export { OpenAiTwin, type OpenAiTwinOptions } from "./openai-twin.ts";
export type { RealtimeAnswerTo, SeenRealtime } from "./realtime-desk.ts";
export { REFUSALS } from "./refusals.ts";
export { serveTwin } from "./serve-twin.ts";
export type { SeenSpeech } from "./speech-desk.ts";
export type { RealtimeAnswer } from "./spoken-reply.ts";
export type { SeenTranscription } from "./transcription-desk.ts";
