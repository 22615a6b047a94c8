/** Gemini Live: a realtime model. */
export { GEMINI_LIVE_FAULTS } from "./live-faults.ts";
export { realtimeFromChoice } from "./live-from-choice.ts";
export { geminiLive } from "./live-model.ts";
export type { GeminiLiveOptions, LiveTimeouts } from "./live-settings.ts";
