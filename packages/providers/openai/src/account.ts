/** Who asks OpenAI for speech, hearing or a spoken conversation, and where. */
import { type AudioFormat, type Clock, TELEPHONE_FORMAT } from "@offhook/engine/ports";
import { REAL_CLOCK } from "@offhook/provider-kit";
import { OPENAI_BASE_URL } from "./settings.ts";

export interface OpenAiAccount {
  /** Kept out of every message. Servers other than OpenAI's own may need none: then empty. */
  apiKey: string;
  /** Ends with `/v1`; default OpenAI's own. */
  baseUrl?: string;
  /** For tests: another way to the server. */
  fetch?: PostFetch;
  /** For tests: another time. */
  clock?: Clock;
}

export type PostFetch = (url: string, init: PostInit) => Promise<Response>;

export interface PostInit {
  method: "POST";
  headers: Record<string, string>;
  body: string | FormData;
  signal: AbortSignal;
  redirect: "manual";
}

export const baseUrlOf = ({ baseUrl }: OpenAiAccount): string => baseUrl ?? OPENAI_BASE_URL;

/** A server of one's own may be open to all; OpenAI's never is. */
export const lacksKey = (account: OpenAiAccount): boolean =>
  account.apiKey === "" && /\/\/[^/]*\bopenai\.com(\/|$)/.test(baseUrlOf(account));

export const keyHeader = ({ apiKey }: OpenAiAccount): Record<string, string> =>
  apiKey === "" ? {} : { authorization: `Bearer ${apiKey}` };

export const clockOf = ({ clock }: OpenAiAccount): Clock => clock ?? REAL_CLOCK;

/** µ-law at 8 kHz. */
export const BYTES_PER_MS = 8;

export const isTelephone = ({ encoding, sampleRateHz }: AudioFormat): boolean =>
  encoding === TELEPHONE_FORMAT.encoding && sampleRateHz === TELEPHONE_FORMAT.sampleRateHz;

/** `en` of `en-US`: all that these models take. */
export const languageOf = (tag: string): string => tag.toLowerCase().split("-")[0] ?? "";
