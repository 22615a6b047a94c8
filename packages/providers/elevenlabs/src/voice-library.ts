/**
 * The voices that an account may choose from, and a sample of each, for people who choose. Whatever goes wrong is a value,
 * with what to do about it.
 */
import type { Fault } from "@offhook/engine/ports";
import { getBytes, withoutKey } from "@offhook/provider-kit";
import { ELEVENLABS_FAULTS, elevenLabsFault, faultOfRefusal, type NamedFault } from "./faults.ts";
import { ELEVENLABS_BASE_URL } from "./settings.ts";
import { httpBase, type VoicesPage, voicesPage } from "./voices-page.ts";

export type LibraryAnswer<Value> = { ok: true; value: Value } | { ok: false; fault: Fault; fix: string };

export interface LibraryAccess {
  key: string;
  /** Default ElevenLabs' own. */
  baseUrl?: string;
}

export interface VoicesQuery extends LibraryAccess {
  /** Part of a name, a description or a label. */
  search?: string;
  /** `nextCursor` of the page before. */
  cursor?: string;
  /** Default 5,000. */
  withinMs?: number;
}

const LIBRARY_MS = 5_000;

export async function listVoices(asked: VoicesQuery): Promise<LibraryAnswer<VoicesPage>> {
  const { key, baseUrl, search, cursor, withinMs = LIBRARY_MS } = asked;
  if (key === "") return failed({ code: "elevenlabs-key-missing", detail: "" }, key);
  const answer = await voicesPage({ apiKey: key, baseUrl }, { search: search || undefined, cursor, withinMs });
  return answer.ok ? { ok: true, value: answer.page } : failed(answer, key);
}

export interface PreviewRequest {
  /** A listed voice's `previewUrl`. */
  url: string;
  /** Where the list came from. */
  baseUrl?: string;
  /** Default 5,000. */
  withinMs?: number;
}

export interface Preview {
  bytes: Uint8Array;
  contentType: "audio/mpeg";
}

/** Samples have some 100 kB. */
const MOST_PREVIEW_BYTES = 2_000_000;

/** The vendor's own sample. Its address lets one in by itself, so the key stays here. */
export async function fetchPreview(asked: PreviewRequest): Promise<LibraryAnswer<Preview>> {
  const { url, baseUrl, withinMs = LIBRARY_MS } = asked;
  if (!isPreviewAddress(url, baseUrl)) return failed(ELSEWHERE);
  const limits = { withinMs, mostBytes: MOST_PREVIEW_BYTES };
  let answer = await getBytes({ url, ...limits });
  if (!answer.ok && answer.movedTo !== undefined) {
    if (!isPreviewAddress(answer.movedTo, baseUrl)) return failed(ELSEWHERE);
    answer = await getBytes({ url: answer.movedTo, ...limits });
  }
  if (!answer.ok) return failed(faultOfRefusal(answer.fault, answer.detail));
  if (!isMp3(answer.bytes)) return failed({ code: "elevenlabs-answer-malformed", detail: "The sample is no MP3." });
  return { ok: true, value: { bytes: answer.bytes, contentType: "audio/mpeg" } };
}

const ELSEWHERE: NamedFault = {
  code: "elevenlabs-request-refused",
  detail: "The sample does not stand on a server of the vendor.",
};

/** As the vendor's lists name them: `https://api.us.elevenlabs.io/v1/voices/…/previews/audio?payload=…`. */
const OWN_HOST = /^([a-z0-9-]+\.)*elevenlabs\.io$/;
/** Older voices' samples: everybody may have a bucket there, this one is the vendor's. */
const BUCKET = "https://storage.googleapis.com/eleven-public-prod/";

/**
 * The address comes from outside, by way of a browser: without this check our server would fetch whatever it is told to,
 * such as addresses that only it can reach, and hand out the answer. A server that was set in the vendor's place may have
 * its samples on itself.
 */
function isPreviewAddress(address: string, baseUrl: string = ELEVENLABS_BASE_URL): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (url.username !== "" || url.password !== "") return false;
  const base = httpBase(baseUrl);
  if (base !== null && url.origin === new URL(base).origin) return true;
  if (url.protocol !== "https:" || url.port !== "") return false;
  return OWN_HOST.test(url.hostname) || url.href.startsWith(BUCKET);
}

/** By its first bytes: the bucket calls some samples plain text. A tag, or a frame's first eleven bits. */
function isMp3(bytes: Uint8Array): boolean {
  const [first = 0, second = 0, third = 0] = bytes;
  const isTag = first === 0x49 && second === 0x44 && third === 0x33;
  return isTag || (first === 0xff && (second & 0xe0) === 0xe0);
}

const failed = ({ code, detail }: NamedFault, key = ""): { ok: false; fault: Fault; fix: string } => ({
  ok: false,
  fault: elevenLabsFault(code, "elevenlabs", withoutKey(detail, key)),
  fix: ELEVENLABS_FAULTS[code].fix,
});
