/** The messages that have one request spoken in a context of its own, and the one that calls it off. */
import type { SpeakJob } from "@offhook/provider-kit";
import { plainLanguage, type VoiceSettings } from "./settings.ts";

export interface SpeechManner extends VoiceSettings {
  voice: string;
  model: string;
  /** BCP 47. */
  language: string;
}

/** The vendor's own range. */
const SLOWEST = 0.6;
const FASTEST = 1.5;

export function speechMessages(contextId: string, job: SpeakJob, manner: SpeechManner): string[] {
  // Within a context everything but the text has to stay the same.
  const same = {
    ...{ context_id: contextId, model_id: manner.model, voice: manner.voice },
    language: plainLanguage(manner.language),
    output_format: { container: "raw", encoding: "pcm_mulaw", sample_rate: 8_000 },
    add_timestamps: true,
    // Whole clauses come, and the caller waits: there is nothing to gather them for.
    max_buffer_delay_ms: 0,
    ...generationConfig(manner, job.speed),
  };
  const last = job.pieces.length - 1;
  return job.pieces.map((piece, index) => {
    // Pieces are joined as they are, without a space.
    const text = index === last ? piece : `${piece} `;
    return JSON.stringify({ ...same, transcript: text, continue: index !== last });
  });
}

export const cancelMessage = (contextId: string): string => JSON.stringify({ context_id: contextId, cancel: true });

function generationConfig({ emotion, volume }: VoiceSettings, speed: number): Record<string, unknown> {
  const config = {
    ...(speed === 1 ? {} : { speed: Math.min(FASTEST, Math.max(SLOWEST, speed)) }),
    ...(emotion === undefined ? {} : { emotion }),
    ...(volume === undefined ? {} : { volume }),
  };
  return Object.keys(config).length > 0 ? { generation_config: config } : {};
}
