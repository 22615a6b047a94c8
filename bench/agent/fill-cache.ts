/** The greeting, as a warmed worker has it; and otherwise full, so that the cache's growth is not taken for the calls'. */
import { VoiceCache } from "@offhook/engine/call";
import { GREETING } from "./assistant.ts";
import { cache } from "./bench-call.ts";
import { AGENT_BYTE } from "./scripted-speech.ts";

const GREETING_MS = 1_500;
const VOICES = ["voice/1", "embedded/slt"];
const FILLERS = 160;

export function fillCache(): void {
  for (let at = 0; at < FILLERS; at += 1) cache.set(`filler ${at}`, { audio: sound(4_000), words: null });
  for (const voice of VOICES)
    cache.set(VoiceCache.key(voice, "en", 1, GREETING), { audio: sound(GREETING_MS), words: null });
}

const sound = (ms: number): Uint8Array => new Uint8Array(ms * 8).fill(AGENT_BYTE);
