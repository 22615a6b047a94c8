/** The shapes that Twilio's API answers in, errors included. */

export interface RestRequest {
  method: string;
  /** Path and query. */
  path: string;
  /** Lower-case names. */
  headers: Readonly<Record<string, string | undefined>>;
  body: string;
}

export interface RestAnswer {
  status: number;
  /** Undefined: no body (204). */
  json?: unknown;
}

const MESSAGES = {
  20001: [400, "Bad request"],
  20003: [401, "Authenticate"],
  20004: [405, "Method not allowed"],
  20404: [404, "The requested resource was not found"],
  20429: [429, "Too many requests"],
  20503: [503, "Service unavailable"],
  21201: [400, "No 'To' number specified"],
  21205: [400, "Url is not a valid URL"],
  21210: [400, "The 'From' number is not verified or not owned by the account"],
  21211: [400, "The 'To' number is not a valid phone number."],
  21212: [400, "The 'From' number is not a valid phone number."],
  21213: [400, "No 'From' number specified"],
  21219: [400, "The 'To' number is unverified. Trial accounts may only make calls to verified numbers."],
  21220: [400, "Call is not in-progress. Cannot redirect."],
  21602: [400, "Message body is required."],
  21603: [400, "A 'From' phone number is required."],
  21604: [400, "A 'To' phone number is required."],
  21606: [400, "The 'From' number is not a valid, message-capable number of the account."],
  21608: [400, "The 'To' number is unverified. Trial accounts cannot send messages to unverified numbers."],
  21617: [400, "The message body exceeds the 1600 character limit."],
  32018: [400, "The Twiml parameter exceeds the 4000 character limit."],
} as const satisfies Record<number, readonly [number, string]>;

export type RestErrorCode = keyof typeof MESSAGES;

export function refusal(code: RestErrorCode, message?: string): RestAnswer {
  const [status, usual] = MESSAGES[code];
  const more_info = `https://www.twilio.com/docs/errors/${code}`;
  return { status, json: { code, message: message ?? usual, more_info, status } };
}

export function notFound(path: string): RestAnswer {
  return refusal(20404, `The requested resource ${path} was not found`);
}

/** The 2010 API's list body. */
export function listAnswer(key: string, items: readonly unknown[], path: string): RestAnswer {
  const url = new URL(path, "http://localhost");
  const pageSize = clamp(Number(url.searchParams.get("PageSize") ?? 50), 1, 1_000);
  const page = clamp(Number(url.searchParams.get("Page") ?? 0), 0, 1_000_000);
  const start = page * pageSize;
  const shown = items.slice(start, start + pageSize);
  const uriOf = (number: number) => pageUri(url, number, pageSize);
  const json = {
    [key]: shown,
    page,
    page_size: pageSize,
    start,
    end: Math.max(start, start + shown.length - 1),
    uri: uriOf(page),
    first_page_uri: uriOf(0),
    previous_page_uri: page > 0 ? uriOf(page - 1) : null,
    next_page_uri: start + pageSize < items.length ? uriOf(page + 1) : null,
  };
  return { status: 200, json };
}

function pageUri(url: URL, page: number, pageSize: number): string {
  const params = new URLSearchParams(url.searchParams);
  params.set("PageSize", String(pageSize));
  params.set("Page", String(page));
  return `${url.pathname}?${params}`;
}

function clamp(value: number, least: number, most: number): number {
  return Number.isFinite(value) ? Math.min(most, Math.max(least, Math.floor(value))) : least;
}
