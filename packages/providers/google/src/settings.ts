/** What can be set about Google, and the defaults. */
import { type AudioFormat, type Clock, TELEPHONE_FORMAT } from "@offhook/engine/ports";
import { type PostFetch, REAL_CLOCK } from "@offhook/provider-kit";

export const GOOGLE_BASE_URL = "https://generativelanguage.googleapis.com";

export interface GoogleAccount {
  /** Kept out of every message. */
  apiKey: string;
  /** Without the API's version; default Google's own. */
  baseUrl?: string;
  /** For tests: another way to the server. Sockets do not go through it. */
  fetch?: PostFetch;
  /** For tests: another time. */
  clock?: Clock;
}

export const clockOf = ({ clock }: GoogleAccount): Clock => clock ?? REAL_CLOCK;

/** Where a method of a model is asked for. Null: the address that was set is none. */
export function streamUrl({ baseUrl }: GoogleAccount, model: string): string | null {
  const base = (baseUrl ?? GOOGLE_BASE_URL).replace(/\/+$/, "");
  const url = `${base}/v1beta/models/${encodeURIComponent(model)}:streamGenerateContent?alt=sse`;
  return /^https?:\/\/[^/]/.test(url) && URL.canParse(url) ? url : null;
}

export const keyHeader = ({ apiKey }: GoogleAccount): Record<string, string> => ({ "x-goog-api-key": apiKey });

/** `models/gemini-3.8-flash`, as Google writes it, is `gemini-3.8-flash` here. */
export const plainModel = (model: string): string => model.replace(/^models\//, "");

export const isTelephone = ({ encoding, sampleRateHz }: AudioFormat): boolean =>
  encoding === TELEPHONE_FORMAT.encoding && sampleRateHz === TELEPHONE_FORMAT.sampleRateHz;
