/** One HTTP request to a vendor, within a deadline. Whatever goes wrong is a value. */
import { causeOf } from "./cause-of.ts";
import { parse } from "./json.ts";
import { type CommonFault, faultOfStatus } from "./vendor-faults.ts";

export interface JsonRequest {
  url: string;
  headers: Readonly<Record<string, string>>;
  /** From the request to the whole answer. */
  withinMs: number;
}

export type JsonAnswer = { ok: true; json: unknown } | { ok: false; fault: CommonFault; detail: string };

/** More is no list of a vendor's. */
const MOST_CHARACTERS = 8_000_000;

export async function getJson({ url, headers, withinMs }: JsonRequest): Promise<JsonAnswer> {
  try {
    // A redirect is not followed: it would carry the key to a place that nobody named.
    const response = await fetch(url, { headers, redirect: "manual", signal: AbortSignal.timeout(withinMs) });
    const text = await response.text();
    if (!response.ok) {
      return { ok: false, fault: faultOfStatus(response.status), detail: `HTTP ${response.status}. ${text}` };
    }
    const json = text.length <= MOST_CHARACTERS ? parse(text) : undefined;
    return json === undefined ? { ok: false, fault: "answer-malformed", detail: "No JSON." } : { ok: true, json };
  } catch (error) {
    const late = error instanceof Error && error.name === "TimeoutError";
    return late
      ? { ok: false, fault: "connect-late", detail: `Waited ${withinMs} ms.` }
      : { ok: false, fault: "connect-failed", detail: causeOf(error) };
  }
}
