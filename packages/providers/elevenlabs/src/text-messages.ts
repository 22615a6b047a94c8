/** The messages that have one request spoken, from the context's opening to its close. */
import type { SpeakJob } from "@offhook/provider-kit";
import type { VoiceSettings } from "./settings.ts";

/** The vendor's own range. */
const SLOWEST = 0.7;
const FASTEST = 1.2;

export function textMessages(contextId: string, job: SpeakJob, settings: VoiceSettings): string[] {
  const context_id = contextId;
  const voice_settings = voiceSettings(settings, job.speed);
  const opening = { text: " ", context_id, ...(Object.keys(voice_settings).length > 0 ? { voice_settings } : {}) };
  return [
    opening,
    // The space at the end says that the word is complete.
    ...job.pieces.map((piece) => ({ text: `${piece} `, context_id })),
    { context_id, flush: true },
    { context_id, close_context: true },
  ].map((message) => JSON.stringify(message));
}

function voiceSettings({ stability, similarity, style }: VoiceSettings, speed: number): Record<string, number> {
  return {
    ...(stability === undefined ? {} : { stability }),
    ...(similarity === undefined ? {} : { similarity_boost: similarity }),
    ...(style === undefined ? {} : { style }),
    ...(speed === 1 ? {} : { speed: Math.min(FASTEST, Math.max(SLOWEST, speed)) }),
  };
}
