/** Where a call's next TwiML comes from, and fetching it. */
import { callFields } from "./call-record.ts";
import type { FormField } from "./sign-request.ts";
import { TRIAL_LIMITS } from "./trial-account.ts";
import { readTwiml, type Verb } from "./twiml-document.ts";
import type { TwinCall } from "./twin-call.ts";
import type { WebhookAnswer } from "./webhook-sender.ts";

export type TwimlSource =
  | {
      url: string;
      method?: "GET" | "POST";
      /** Besides the call's own fields. */
      fields?: readonly FormField[];
      fallbackUrl?: string;
      fallbackMethod?: "GET" | "POST";
    }
  | { twiml: string };

export interface Document {
  verbs: readonly Verb[];
  /** Relative addresses in it start from here; null for TwiML given in the API. */
  baseUrl: string | null;
}

/** Null: there is no usable TwiML; the reason is in the call's alerts. */
export async function loadTwiml(call: TwinCall, source: TwimlSource): Promise<Document | null> {
  if ("twiml" in source) return readDocument(call, source.twiml, null);
  const first = await fetchTwiml(call, source, []);
  const document = first.ok ? readAnswer(call, first) : reported(call, first, source);
  if (document !== null || source.fallbackUrl === undefined) return document;
  const errorCode = first.ok ? "12100" : String(first.errorCode);
  const failure: FormField[] = [
    ["ErrorCode", errorCode],
    ["ErrorUrl", source.url],
  ];
  const fallback = { ...source, url: source.fallbackUrl, method: source.fallbackMethod };
  const second = await fetchTwiml(call, fallback, failure);
  return second.ok ? readAnswer(call, second) : reported(call, second, fallback);
}

type FetchedSource = Extract<TwimlSource, { url: string }>;

function fetchTwiml(call: TwinCall, source: FetchedSource, more: readonly FormField[]): Promise<WebhookAnswer> {
  const fields = [...callFields(call.record), ...(source.fields ?? []), ...more];
  const timeoutMs = call.world.trial ? TRIAL_LIMITS.twimlTimeoutMs : undefined;
  return call.world.webhooks.send({ url: source.url, method: source.method, fields, timeoutMs });
}

function reported(call: TwinCall, answer: Extract<WebhookAnswer, { ok: false }>, { method }: FetchedSource): null {
  call.alert(answer.errorCode, answer.why, { url: answer.url, method: method ?? "POST" });
  return null;
}

const XML_TYPES = new Set(["text/xml", "application/xml", "text/html", ""]);

function readAnswer(call: TwinCall, answer: Extract<WebhookAnswer, { ok: true }>): Document | null {
  if (answer.status === 204) return { verbs: [], baseUrl: answer.url };
  if (answer.contentType.startsWith("audio/")) return oneVerb("Play", answer.url, answer.url);
  if (answer.contentType === "text/plain" && !answer.body.trimStart().startsWith("<")) {
    return oneVerb("Say", answer.body, answer.url);
  }
  if (!XML_TYPES.has(answer.contentType) && answer.contentType !== "text/plain") {
    call.alert(12_300, `content type ${answer.contentType}`);
    return null;
  }
  return readDocument(call, answer.body, answer.url);
}

function readDocument(call: TwinCall, xml: string, baseUrl: string | null): Document | null {
  const reading = readTwiml(xml);
  if (reading.ok) return { verbs: reading.verbs, baseUrl };
  call.alert(12_100, reading.why);
  return null;
}

function oneVerb(name: string, text: string, baseUrl: string): Document {
  return { verbs: [{ name, attributes: {}, text, children: [] }], baseUrl };
}
