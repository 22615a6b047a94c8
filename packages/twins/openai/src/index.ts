/** A protocol-exact stand-in of an OpenAI-compatible server. */
export { REFUSALS, type TwinAnswer, type TwinToolCall, type TwinTrouble } from "./answers.ts";
export type { ChatMessage, ChatRequest } from "./chat-request.ts";
export { type Latencies, NO_LATENCIES, USUAL_LATENCIES, usualLatencies } from "./latencies.ts";
export { type AnswerTo, OpenAiTwin, type OpenAiTwinOptions, type SeenRequest } from "./openai-twin.ts";
export { type ServedTwin, serveTwin } from "./serve-twin.ts";
