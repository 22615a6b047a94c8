/** Which of the account's voices a name means. */
import type { Result } from "@offhook/engine/ports";
import { withoutKey } from "@offhook/provider-kit";
import { elevenLabsFault } from "./faults.ts";
import type { ElevenLabsAccount } from "./settings.ts";
import { type LibraryVoice, voicesPage } from "./voices-page.ts";

/** Ids of the vendor's are 20 letters and digits; whatever else is a name. */
export const isVoiceId = (voice: string): boolean => /^[A-Za-z0-9]{20}$/.test(voice);

/** Names rarely move to another voice; a voice added meanwhile is found, since misses are not kept. */
const KEPT_MS = 600_000;
/** Every call makes its voices anew, so what a name means is kept outside of them. */
const known = new Map<string, { id: string; untilMs: number }>();

export async function voiceIdOf(account: ElevenLabsAccount, name: string, withinMs: number): Promise<Result<string>> {
  const place = JSON.stringify([account.baseUrl, account.apiKey, name]);
  const before = known.get(place);
  if (before && before.untilMs > Date.now()) return { ok: true, value: before.id };
  const answer = await voicesPage(account, { search: name, withinMs });
  if (!answer.ok) {
    const detail = withoutKey(answer.detail, account.apiKey);
    return { ok: false, fault: elevenLabsFault(answer.code, "elevenlabs", detail) };
  }
  const id = bestMatch(answer.page.voices, name)?.id;
  if (id === undefined) {
    const detail = `No voice of this account is called ${name}.`;
    return { ok: false, fault: elevenLabsFault("elevenlabs-model-unknown", "elevenlabs", detail) };
  }
  known.set(place, { id, untilMs: Date.now() + KEPT_MS });
  return { ok: true, value: id };
}

/** The very name, else one that goes on with a description: `Rachel - calm`. */
function bestMatch(voices: readonly LibraryVoice[], name: string): LibraryVoice | undefined {
  const wanted = name.trim().toLowerCase();
  const lowered = voices.map((voice) => ({ voice, name: voice.name.trim().toLowerCase() }));
  const exact = lowered.find((one) => one.name === wanted);
  const longer = lowered.find((one) => one.name.startsWith(wanted) && !/^\p{L}/u.test(one.name.slice(wanted.length)));
  return (exact ?? longer)?.voice;
}
