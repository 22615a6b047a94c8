/**
 * Asks a vendor one small, free question with a key, to see whether calls would work: is the key taken, how far away is it,
 * how much is left. Knows no vendor. Whatever goes wrong is a value.
 */
import { parse } from "./json.ts";
import { type CommonFault, faultOfStatus, withoutKey } from "./vendor-faults.ts";

export { list, number, record, records, string } from "./json.ts";

export interface AccountAccess {
  /** Empty: none is set. */
  apiKey: string;
  /** Where the vendor is reached, as its environment variable may say otherwise. */
  baseUrl: string;
  /** Ends the question. */
  signal: AbortSignal;
}

export interface AccountQuota {
  /** Of `unit`; zero or less: nothing works any more. */
  left: number;
  limit: number | null;
  unit: string;
  /** ISO 8601. */
  resetsAt: string | null;
}

export interface ListedModel {
  id: string;
  /** As the vendor says it, ISO date. */
  endOfLife: string | null;
}

export type AccountCheck =
  | {
      ok: true;
      /** From the request to the whole answer, connection included. */
      latencyMs: number;
      /** null: the vendor does not tell. */
      quota: AccountQuota | null;
      /** Those that this key may use; null: the vendor gives no list, or not all of it. */
      models: readonly ListedModel[] | null;
      /** The key is taken, but may not ask this. */
      restricted?: true;
    }
  | { ok: false; latencyMs: number | null; fault: CommonFault; detail: string };

export type CheckAccount = (access: AccountAccess) => Promise<AccountCheck>;

interface Question extends AccountAccess {
  /** After the base address: `/models`. */
  path: string;
  headers: Readonly<Record<string, string>>;
  /** Null: not what the protocol says. */
  read(json: unknown): { quota?: AccountQuota | null; models?: readonly ListedModel[] | null } | null;
  /** What the vendor means by a refusal, where its status alone misleads. `restricted`: the key is good, for other things. */
  meant?(status: number, body: string): CommonFault | "restricted" | null;
}

/** More is no list of a vendor's. */
const MOST_CHARACTERS = 8_000_000;
const MOST_DETAIL_CHARACTERS = 200;

export async function askAccount(question: Question): Promise<AccountCheck> {
  const { apiKey, signal, path, headers } = question;
  const url = addressOf(question.baseUrl, path);
  if (url === null) return { ok: false, latencyMs: null, fault: "base-url-invalid", detail: "" };
  const startedMs = performance.now();
  try {
    // A redirect is not followed: it would carry the key to a place that nobody named.
    const response = await fetch(url, { headers, signal, redirect: "manual" });
    const body = await response.text();
    const latencyMs = Math.round(performance.now() - startedMs);
    return judge(question, response.status, body, latencyMs);
  } catch (error) {
    if (signal.aborted) return { ok: false, latencyMs: null, fault: "connect-late", detail: "" };
    return { ok: false, latencyMs: null, fault: "connect-failed", detail: withoutKey(causeOf(error), apiKey) };
  }
}

function judge({ apiKey, read, meant }: Question, status: number, body: string, latencyMs: number): AccountCheck {
  if (status >= 200 && status < 300) {
    const answer = body.length <= MOST_CHARACTERS ? read(parse(body)) : null;
    if (!answer) return { ok: false, latencyMs, fault: "answer-malformed", detail: short(body) };
    return { ok: true, latencyMs, quota: answer.quota ?? null, models: answer.models ?? null };
  }
  const said = meant?.(status, body) ?? faultByStatus(status);
  if (said === "restricted") return { ok: true, latencyMs, quota: null, models: null, restricted: true };
  return { ok: false, latencyMs, fault: said, detail: withoutKey(`HTTP ${status}. ${short(body)}`, apiKey) };
}

/** Every server of this vendor answers this question: who does not is another, or stands elsewhere. */
const faultByStatus = (status: number): CommonFault =>
  status === 404 || (status >= 300 && status < 400) ? "answer-malformed" : faultOfStatus(status);

/** Sockets' addresses do as well. */
function addressOf(baseUrl: string, path: string): string | null {
  const base = baseUrl.replace(/^ws(s?):/i, "http$1:").replace(/\/+$/, "");
  return URL.canParse(base) && /^https?:\/\//i.test(base) ? `${base}${path}` : null;
}

const short = (body: string): string => body.replace(/\s+/g, " ").trim().slice(0, MOST_DETAIL_CHARACTERS);

/** Node's fetch says "fetch failed" and hides the reason one level down. */
function causeOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause as { code?: string } | undefined) : undefined;
  return cause?.code ?? (error instanceof Error ? error.message : String(error));
}
