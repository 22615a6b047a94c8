/**
 * Speaks everything an assistant is sure to say once, ahead of the first caller who hears it. What was spoken is kept in
 * the data folder, so that a restarted worker can greet at once.
 */
import { earlier, type Guarded, pronounced, VoiceAudioGuard, VoiceCache } from "@offhook/engine/call";
import { type AssistantDefinition, spokenTexts } from "@offhook/engine/conversation";
import { TELEPHONE_FORMAT, type Voice, type WordTime } from "@offhook/engine/ports";
import { readSpoken, writeSpoken } from "./spoken-files.ts";

/**
 * The greeting is in the cache when this resolves; the rest follows while calls are taken, and says how many sentences are
 * still missing: the vendor is away, and is not asked for every one of them before somebody tries again.
 */
export async function warmVoice(
  assistant: AssistantDefinition,
  voice: Voice,
  cache: VoiceCache,
  folder: string,
): Promise<{ rest: Promise<number> }> {
  const { language, firstMessage } = assistant;
  const texts = spokenTexts(assistant).map((text) => pronounced(text, assistant.pronunciations));
  const missing: string[] = [];
  for (const text of texts) {
    const key = VoiceCache.key(voice.id, language, 1, text);
    const kept = await readSpoken(folder, key);
    if (kept) cache.set(key, kept);
    else missing.push(text);
  }
  const greeting = pronounced(firstMessage, assistant.pronunciations);
  const isGreeting = (text: string): boolean => greeting.includes(text);
  const speakAll = async (all: readonly string[]): Promise<number> => {
    for (const [index, text] of all.entries())
      if (!(await speakInto(cache, voice, language, text, folder))) return all.length - index;
    return 0;
  };
  const others = missing.filter((one) => !isGreeting(one));
  const ofGreeting = await speakAll(missing.filter(isGreeting));
  return { rest: ofGreeting > 0 ? Promise.resolve(ofGreeting + others.length) : speakAll(others) };
}

/** False: the voice failed, and may not the next time. */
function speakInto(cache: VoiceCache, voice: Voice, language: string, text: string, folder: string): Promise<boolean> {
  return new Promise((resolve) => {
    const chunks: Uint8Array[] = [];
    const words: WordTime[] = [];
    const request = { text, language, speed: 1, format: TELEPHONE_FORMAT };
    // What a caller may not hear is not kept for the next one either: without it the call's own voices say it.
    const guard = new VoiceAudioGuard(request);
    let refused = false;
    const take = (guarded: Guarded): void => {
      refused ||= guarded.refused !== null || guarded.found.some(({ code }) => code === "voice-wrong-pace");
      chunks.push(guarded.audio.slice());
    };
    voice.synthesize(request, {
      audio: (bytes) => take(guard.push(bytes)),
      words: (times) => void words.push(...times),
      done: () => {
        take(guard.end());
        if (refused) return resolve(true);
        const clause = {
          audio: new Uint8Array(Buffer.concat(chunks)),
          words: earlier(words.length > 0 ? words : null, guard.trimmedMs),
        };
        const key = VoiceCache.key(voice.id, language, 1, text);
        cache.set(key, clause);
        // Without a disk to keep it the next start speaks it again: nothing is lost.
        writeSpoken(folder, key, clause).then(
          () => resolve(true),
          () => resolve(true),
        );
      },
      fault: () => resolve(false),
    });
  });
}
