/** A protocol-exact stand-in of Anthropic's Messages API. */
export { type ServedTwin, serveHttpTwin as serveTwin } from "@offhook/twin-kit";
export type { TwinAnswer, TwinToolCall } from "./answers.ts";
export { type AnswerTo, AnthropicTwin, type AnthropicTwinOptions, type SeenRequest } from "./anthropic-twin.ts";
export { type Latencies, NO_LATENCIES, USUAL_LATENCIES, usualLatencies } from "./latencies.ts";
export type { MessageRequest } from "./message-request.ts";
export { errorEvent } from "./refusals.ts";
