/** Gemini Live's stand-in. */
export type { LiveAnswer, LiveToolCall } from "./live-answer.ts";
export { type LiveLatencies, NO_LIVE_LATENCIES, USUAL_LIVE_LATENCIES, usualLiveLatencies } from "./live-latencies.ts";
export type { LiveTurn } from "./live-memory.ts";
export { type LiveAnswerTo, LiveTwin, type LiveTwinOptions, type SeenLive } from "./live-twin.ts";
