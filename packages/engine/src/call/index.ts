export * from "./call-parts.ts";
export * from "./core-runner.ts";
export * from "./live-call.ts";
export type { RecordingSink } from "./recorder.ts";
export * from "./replay.ts";
export type { EffectStore } from "./tool-runner.ts";
export { classifierFor } from "./understanding/intents.ts";
export { understand } from "./understanding/understand.ts";
export { type CachedClause, VoiceCache } from "./voice-cache.ts";
