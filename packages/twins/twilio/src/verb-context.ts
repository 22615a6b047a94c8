/** What a verb is given when it runs, and what it gives back. */

import type { Verb } from "./twiml-document.ts";
import type { Document, TwimlSource } from "./twiml-source.ts";
import type { TwinCall } from "./twin-call.ts";

export interface VerbContext {
  call: TwinCall;
  document: Document;
}

/** A source: go there next. Nothing: go on with the next verb. */
export type VerbRun = (verb: Verb, context: VerbContext) => Promise<TwimlSource | undefined>;

/** Where a TwiML attribute leads. An absolute address stays as it was written: it is signed in that form. */
export function absoluteUrl(url: string, { baseUrl }: Document): string {
  const isAbsolute = /^[a-z][a-z0-9+.-]*:/i.test(url);
  if (isAbsolute || baseUrl === null || !URL.canParse(url, baseUrl)) return url;
  return new URL(url, baseUrl).toString();
}
