/** Where a vendor's sockets are: its own address, or another that was set. */

/** Null: not an address. `base` may have a path; `path` begins with a slash and may have a query. */
export function socketAddress(base: string, path: string): string | null {
  if (!URL.canParse(base)) return null;
  const url = new URL(base);
  const scheme = SCHEMES[url.protocol];
  if (!scheme || url.host === "") return null;
  return `${scheme}//${url.host}${url.pathname.replace(/\/+$/, "")}${path}`;
}

const SCHEMES: Readonly<Record<string, string>> = { "http:": "ws:", "https:": "wss:", "ws:": "ws:", "wss:": "wss:" };

export type QueryValue = string | number | boolean | readonly string[] | undefined;

/** A list repeats its key; a space is %20, as vendors ask for. */
export function queryOf(parameters: Readonly<Record<string, QueryValue>>): string {
  const pairs = Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined ? [] : [value].flat().map((one) => `${name}=${encodeURIComponent(String(one))}`),
  );
  return `?${pairs.join("&")}`;
}
