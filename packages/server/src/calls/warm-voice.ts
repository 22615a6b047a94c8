/** Speaks everything an assistant is sure to say once, ahead of the first call, into the cache. */
import { VoiceCache } from "@offhook/engine/call";
import { type AssistantDefinition, spokenTexts } from "@offhook/engine/conversation";
import { TELEPHONE_FORMAT, type Voice } from "@offhook/engine/ports";

export async function warmVoice(assistant: AssistantDefinition, voice: Voice, cache: VoiceCache): Promise<number> {
  const clauses = spokenTexts(assistant);
  for (const text of clauses) await speakInto(cache, voice, assistant.language, text);
  return clauses.length;
}

function speakInto(cache: VoiceCache, voice: Voice, language: string, text: string): Promise<void> {
  return new Promise((resolve) => {
    const chunks: Uint8Array[] = [];
    const words: Parameters<Parameters<Voice["synthesize"]>[1]["words"]>[0][number][] = [];
    const request = { text, language, speed: 1, format: TELEPHONE_FORMAT };
    voice.synthesize(request, {
      audio: (bytes) => void chunks.push(bytes.slice()),
      words: (times) => void words.push(...times),
      done: () => {
        const audio = new Uint8Array(Buffer.concat(chunks));
        cache.set(VoiceCache.key(voice.id, language, 1, text), { audio, words: words.length > 0 ? words : null });
        resolve();
      },
      fault: () => resolve(),
    });
  });
}
