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
  /** In place of JSON: a recording. */
  file?: { contentType: string; bytes: Uint8Array };
  /** It never arrives: the connection is reset, or stays silent. */
  lost?: "reset" | "silent";
}

const MESSAGES = {
  20001: [400, "Bad request"],
  20003: [401, "Authenticate"],
  20004: [405, "Method not allowed"],
  20005: [403, "Account not active"],
  20404: [404, "The requested resource was not found"],
  20429: [429, "Too many requests"],
  20500: [500, "Internal server error"],
  20503: [503, "Service unavailable"],
  21201: [400, "No 'To' number specified"],
  21205: [400, "Url is not a valid URL"],
  21210: [400, "The 'From' number is not verified or not owned by the account"],
  21211: [400, "The 'To' number is not a valid phone number."],
  21212: [400, "The 'From' number is not a valid phone number."],
  21213: [400, "No 'From' number specified"],
  21219: [400, "The 'To' number is unverified. Trial accounts may only make calls to verified numbers."],
  21220: [400, "Call is not in-progress. Cannot redirect."],
  21404: [400, "Trial accounts are allowed one phone number. Upgrade to buy more."],
  21421: [400, "PhoneNumber is invalid"],
  21422: [400, "PhoneNumber is not available"],
  21452: [400, "No phone numbers found in area code"],
  21602: [400, "Message body is required."],
  21603: [400, "A 'From' phone number is required."],
  21604: [400, "A 'To' phone number is required."],
  21606: [400, "The 'From' number is not a valid, message-capable number of the account."],
  21608: [400, "The 'To' number is unverified. Trial accounts cannot send messages to unverified numbers."],
  21615: [400, "Phone number requires a local Address."],
  21617: [400, "The message body exceeds the 1600 character limit."],
  21631: [400, "Phone number requires an Address but the 'AddressSid' parameter was empty."],
  21649: [400, "Phone number requires a Bundle but the 'BundleSid' parameter was empty."],
  21651: [400, "Document does not satisfy regulatory requirement."],
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
  const { url, page, pageSize, start, shown } = pageOf(items, path);
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

/** The list body of the newer APIs (Monitor, Pricing, Numbers): a `meta` with whole addresses, on the API's own host. */
export function metaListAnswer(key: string, items: readonly unknown[], path: string, origin: string): RestAnswer {
  const { url, page, pageSize, start, shown } = pageOf(items, path);
  const urlOf = (number: number) => origin + pageUri(url, number, pageSize);
  const meta = {
    key,
    page,
    page_size: pageSize,
    url: urlOf(page),
    first_page_url: urlOf(0),
    previous_page_url: page > 0 ? urlOf(page - 1) : null,
    next_page_url: start + pageSize < items.length ? urlOf(page + 1) : null,
  };
  return { status: 200, json: { [key]: shown, meta } };
}

function pageOf<T>(items: readonly T[], path: string) {
  const url = new URL(path, "http://localhost");
  const pageSize = clamp(Number(url.searchParams.get("PageSize") ?? 50), 1, 1_000);
  const page = clamp(Number(url.searchParams.get("Page") ?? 0), 0, 1_000_000);
  const start = page * pageSize;
  return { url, page, pageSize, start, shown: items.slice(start, start + pageSize) };
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
