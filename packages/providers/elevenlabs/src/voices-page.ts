/** One page of the account's voices, `GET /v2/voices`. */
import { type CommonFault, getJson, queryOf, record, records, string } from "@offhook/provider-kit";
import { faultOfRefusal, type NamedFault } from "./faults.ts";
import { ELEVENLABS_BASE_URL, type ElevenLabsAccount } from "./settings.ts";

export interface LibraryVoice {
  id: string;
  /** As people call it, such as `Rachel`; often with a description after a dash. */
  name: string;
  /** BCP 47: those that the vendor has checked, and the one on its label. Most voices speak others too. */
  languages: string[];
  description: string;
  /** Of a short sample; null: there is none. */
  previewUrl: string | null;
  /** Such as `{ accent: "american", gender: "female", use_case: "conversational" }`. */
  labels: Record<string, string>;
}

export interface VoicesPage {
  voices: LibraryVoice[];
  /** For the next page; null: this was the last. */
  nextCursor: string | null;
}

export interface PageRequest {
  /** Searched in names, descriptions and labels. */
  search?: string;
  cursor?: string;
  withinMs: number;
}

export type PageAnswer = { ok: true; page: VoicesPage } | ({ ok: false } & NamedFault);

/** The vendor gives no more at once. */
const MOST_A_PAGE = 100;

export async function voicesPage(
  { apiKey, baseUrl = ELEVENLABS_BASE_URL }: ElevenLabsAccount,
  { search, cursor, withinMs }: PageRequest,
): Promise<PageAnswer> {
  const base = httpBase(baseUrl);
  if (base === null) return { ok: false, code: "elevenlabs-base-url-invalid", detail: "" };
  // The older /v1/voices gives up on accounts with more than 500 voices. A count would take the vendor longer.
  const query = queryOf({ search, next_page_token: cursor, page_size: MOST_A_PAGE, include_total_count: false });
  const answer = await getJson({ url: `${base}/v2/voices${query}`, headers: { "xi-api-key": apiKey }, withinMs });
  if (!answer.ok) return { ok: false, ...refused(answer.fault, answer.detail) };
  const page = readPage(answer.json);
  return page ? { ok: true, page } : { ok: false, code: "elevenlabs-answer-malformed", detail: "No list of voices." };
}

/** Sockets' addresses do as well. Null: none. */
export function httpBase(baseUrl: string): string | null {
  const base = baseUrl.replace(/^ws/i, "http").replace(/\/+$/, "");
  return /^https?:\/\//i.test(base) && URL.canParse(base) ? base : null;
}

/** The list is there on every server of this vendor: who answers 404 is another, or stands elsewhere. */
const refused = (fault: CommonFault, detail: string): NamedFault =>
  faultOfRefusal(fault === "model-unknown" ? "answer-malformed" : fault, detail);

function readPage(json: unknown): VoicesPage | null {
  const answer = record(json);
  if (!Array.isArray(answer?.voices)) return null;
  const voices = records(answer.voices).map(readVoice);
  const nextCursor = answer.has_more === true ? string(answer.next_page_token) || null : null;
  return { voices: voices.filter(({ id }) => id !== ""), nextCursor };
}

function readVoice(voice: Readonly<Record<string, unknown>>): LibraryVoice {
  const labels = Object.entries(record(voice.labels) ?? {}).filter(
    (label): label is [string, string] => typeof label[1] === "string" && label[1] !== "",
  );
  const named = [...records(voice.verified_languages), record(voice.labels) ?? {}].map(({ language }) => language);
  return {
    ...{ id: string(voice.voice_id), name: string(voice.name), description: string(voice.description) },
    languages: [...new Set(named.map(string))].filter((language) => language !== ""),
    previewUrl: string(voice.preview_url) || null,
    labels: Object.fromEntries(labels),
  };
}
