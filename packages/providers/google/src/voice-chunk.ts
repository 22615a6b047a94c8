/** Reads one chunk of speech that Gemini streams. */
import type { SampleRateHz } from "@offhook/engine/audio";
import { list, parse, record, records, string } from "@offhook/provider-kit";
import { faultOfError, type NamedFault } from "./faults.ts";

export interface VoiceChunk {
  /** Little-endian, two bytes a sample. */
  sound: readonly { pcm: Uint8Array; rateHz: SampleRateHz }[];
  /** Nothing more comes. */
  isLast: boolean;
}

/** `audio/L16;codec=pcm;rate=24000` or `audio/pcm;rate=24000`. L16 is big-endian by its own rule, and not here. */
const RAW = /^audio\/(?:l16|pcm)\b.*?;\s*rate=(8000|16000|24000)\b/i;

export function readVoiceChunk(data: string): VoiceChunk | NamedFault {
  const chunk = record(parse(data));
  if (chunk?.error) return faultOfError(chunk, 500);
  if (!chunk || !(chunk.candidates ?? chunk.promptFeedback ?? chunk.usageMetadata)) {
    return malformed(`It said: ${data.slice(0, 80)}`);
  }
  if (record(chunk.promptFeedback)?.blockReason) return blocked(record(chunk.promptFeedback)?.blockReason);
  const candidate = record(list(chunk.candidates)[0]);
  const parts = records(record(candidate?.content)?.parts);
  const blobs = records(parts.map(({ inlineData }) => inlineData));
  const sound: { pcm: Uint8Array; rateHz: SampleRateHz }[] = [];
  for (const { mimeType, data: base64 } of blobs) {
    const rateHz = Number(RAW.exec(string(mimeType))?.[1]);
    if (!rateHz) return malformed(`It sent ${string(mimeType)} in the place of raw sound.`);
    sound.push({ pcm: Buffer.from(string(base64), "base64"), rateHz: rateHz as SampleRateHz });
  }
  return endBy(string(candidate?.finishReason), sound);
}

function endBy(reason: string, sound: VoiceChunk["sound"]): VoiceChunk | NamedFault {
  if (reason === "" || reason === "STOP") return { sound, isLast: reason === "STOP" };
  if (/^(SAFETY|PROHIBITED_CONTENT|BLOCKLIST|SPII|RECITATION)$/.test(reason)) return blocked(reason);
  // Seen with `OTHER` where nothing was spoken, and where speech was cut off in the middle.
  return { code: "google-answer-unfinished", detail: reason };
}

const malformed = (detail: string): NamedFault => ({ code: "google-answer-malformed", detail });
const blocked = (reason: unknown): NamedFault => ({ code: "google-text-blocked", detail: string(reason) });
