/** The account's voices, and which of them a name means. */
import type { Result } from "@offhook/engine/ports";
import { getJson, queryOf, record, records, string, withoutKey } from "@offhook/provider-kit";
import { elevenLabsFault, faultOfRefusal } from "./faults.ts";
import { ELEVENLABS_BASE_URL, type ElevenLabsAccount } from "./settings.ts";

export interface ListedVoice {
  id: string;
  /** As people call it, such as `Rachel`; often with a description after a dash. */
  name: string;
}

/** The first hundred that match; `search` is part of a name. */
export async function listElevenLabsVoices(
  { apiKey, baseUrl = ELEVENLABS_BASE_URL }: ElevenLabsAccount,
  { search, withinMs }: { search?: string; withinMs: number },
): Promise<Result<ListedVoice[]>> {
  // The older /v1/voices gives up on accounts with more than 500 voices.
  const base = baseUrl.replace(/^ws/, "http").replace(/\/+$/, "");
  const url = `${base}/v2/voices${queryOf({ search, page_size: 100 })}`;
  const answer = await getJson({ url, headers: { "xi-api-key": apiKey }, withinMs });
  if (!answer.ok) {
    const { code, detail } = faultOfRefusal(answer.fault, answer.detail);
    return { ok: false, fault: elevenLabsFault(code, "elevenlabs", withoutKey(detail, apiKey)) };
  }
  const listed = record(answer.json)?.voices;
  if (!Array.isArray(listed)) return { ok: false, fault: elevenLabsFault("elevenlabs-answer-malformed", "elevenlabs") };
  const voices = records(listed).map((voice) => ({ id: string(voice.voice_id), name: string(voice.name) }));
  return { ok: true, value: voices.filter(({ id }) => id !== "") };
}

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
  const voices = await listElevenLabsVoices(account, { search: name, withinMs });
  if (!voices.ok) return voices;
  const id = bestMatch(voices.value, name)?.id;
  if (id === undefined) {
    const detail = `No voice of this account is called ${name}.`;
    return { ok: false, fault: elevenLabsFault("elevenlabs-model-unknown", "elevenlabs", detail) };
  }
  known.set(place, { id, untilMs: Date.now() + KEPT_MS });
  return { ok: true, value: id };
}

/** The very name, else one that goes on with a description: `Rachel - calm`. */
function bestMatch(voices: readonly ListedVoice[], name: string): ListedVoice | undefined {
  const wanted = name.trim().toLowerCase();
  const lowered = voices.map((voice) => ({ voice, name: voice.name.trim().toLowerCase() }));
  const exact = lowered.find((one) => one.name === wanted);
  const longer = lowered.find((one) => one.name.startsWith(wanted) && !/^\p{L}/u.test(one.name.slice(wanted.length)));
  return (exact ?? longer)?.voice;
}
