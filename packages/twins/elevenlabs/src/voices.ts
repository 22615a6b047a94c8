/** The account's voices: the list by pages, and each one's sample. */
import { jsonReply, type TwinReply, type TwinRequest } from "@offhook/twin-kit";
import { refusal } from "./refusals.ts";

export interface TwinVoice {
  voice_id: string;
  name: string;
  category?: string;
  description?: string;
  labels?: Readonly<Record<string, string>>;
  verified_languages?: readonly { language: string; model_id: string }[];
}

const flash = (...languages: string[]) => languages.map((language) => ({ language, model_id: "eleven_flash_v2_5" }));

/** Made up; ids have the vendor's form. */
export const TWIN_VOICES: readonly TwinVoice[] = Object.freeze([
  {
    ...{ voice_id: "TwinRachel0000000001", name: "Rachel", description: "Matter-of-fact, for the telephone." },
    labels: { accent: "american", gender: "female", language: "en", use_case: "conversational" },
    verified_languages: flash("en", "es"),
  },
  {
    ...{ voice_id: "TwinGeorge0000000002", name: "George - warm storyteller", description: "Takes his time." },
    labels: { accent: "british", gender: "male", language: "en", use_case: "narration" },
    verified_languages: flash("en"),
  },
]);

const MOST_A_PAGE = 100;

export function voicesPage(voices: readonly TwinVoice[], { query, headers }: TwinRequest): TwinReply {
  const size = Number(query.get("page_size") ?? 10);
  if (!Number.isInteger(size) || size < 1 || size > MOST_A_PAGE) return refusal(400);
  const search = (query.get("search") ?? "").toLowerCase();
  const found = voices.filter((voice) => searchable(voice).includes(search));
  const token = query.get("next_page_token");
  const from = token === null ? 0 : found.findIndex(({ voice_id }) => tokenOf(voice_id) === token) + 1;
  if (token !== null && from === 0) return refusal(400);
  const page = found.slice(from, from + size);
  const has_more = from + page.length < found.length;
  return jsonReply(200, {
    ...{ voices: page.map((voice) => listed(voice, headers.host ?? "")), has_more, total_count: found.length },
    next_page_token: has_more ? tokenOf(page.at(-1)?.voice_id ?? "") : null,
  });
}

/** The older list, which has no pages. */
export const allVoices = (voices: readonly TwinVoice[], { headers }: TwinRequest): TwinReply =>
  jsonReply(200, { voices: voices.map((voice) => listed(voice, headers.host ?? "")) });

/** Samples need no key: their address has what lets one in. Null: it is no sample that is asked for. */
export function samplePage(voices: readonly TwinVoice[], path: string): TwinReply | null {
  const id = /^\/v1\/voices\/([^/]+)\/previews\/audio$/.exec(path)?.[1];
  if (id === undefined) return null;
  const known = voices.some(({ voice_id }) => voice_id === id);
  return known ? { status: 200, headers: { "content-type": "audio/mpeg" }, body: TWIN_SAMPLE } : refusal(404);
}

/** One second of silence as MPEG-1 Layer III: 64 kbit/s at 32 kHz, so 288 bytes a frame of 36 ms. */
export const TWIN_SAMPLE: Uint8Array = new Uint8Array(Buffer.concat(Array.from({ length: 28 }, () => frame())));

function frame(): Uint8Array {
  const bytes = new Uint8Array(288);
  bytes.set([0xff, 0xfb, 0x58, 0xc4]);
  return bytes;
}

const searchable = ({ name, description = "", labels = {}, category = "premade" }: TwinVoice): string =>
  [name, description, category, ...Object.values(labels)].join("\n").toLowerCase();

const tokenOf = (voiceId: string): string => Buffer.from(`after ${voiceId}`).toString("base64url");

function listed(voice: TwinVoice, host: string): object {
  const preview_url = `http://${host}/v1/voices/${voice.voice_id}/previews/audio?payload=twin`;
  return { category: "premade", labels: {}, ...voice, preview_url };
}
