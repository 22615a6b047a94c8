/** Reads a list of Twilio's page by page. Never leaves the API that was asked, whatever a page names as the next. */
import { malformed, type RestCaller, type TwilioHost } from "./rest-caller.ts";
import type { RestResult } from "./rest-resources.ts";

const MAX_PAGES = 20;
export const MAX_PAGE_SIZE = 1_000;

export interface PagedList<T> {
  /** Path and query of the first page. */
  path: string;
  key: string;
  host?: TwilioHost;
  read(json: Readonly<Record<string, unknown>>): T | null;
  /** No more than these are read. */
  limit: number;
  /** Leaves out what cannot be read, where the rest is of use without it. */
  skipsUnreadable?: boolean;
}

type Page = Readonly<Record<string, unknown>>;

export async function readPages<T>(caller: RestCaller, list: PagedList<T>): Promise<RestResult<T[]>> {
  const items: T[] = [];
  let path: string | null = list.path;
  for (let pages = 0; path !== null && items.length < list.limit; pages++) {
    if (pages === MAX_PAGES) return malformed(`${list.key}: too many pages`);
    const page: RestResult<Page> = await caller.get<Page>(path, list.host);
    if (!page.ok) return page;
    const read = readItems(page.value, list);
    const next = nextPath(page.value, list.path);
    if (read === null || next === undefined) return malformed(list.key);
    items.push(...read);
    path = next;
  }
  return { ok: true, value: items.slice(0, list.limit) };
}

/** Null: no list, or one with an item that cannot be read. Half a truth about an account's numbers is none. */
function readItems<T>(page: Page, { key, read, skipsUnreadable = false }: PagedList<T>): T[] | null {
  const listed = page[key];
  if (!Array.isArray(listed)) return null;
  const items: T[] = [];
  for (const each of listed) {
    const item = typeof each === "object" && each !== null ? read(each) : null;
    if (item !== null) items.push(item);
    else if (!skipsUnreadable) return null;
  }
  return items;
}

/** Null after the last page; undefined where the next one is no page of the same list. */
function nextPath(page: Page, firstPath: string): string | null | undefined {
  const meta = page.meta as { next_page_url?: unknown } | null | undefined;
  const next = page.next_page_uri ?? meta?.next_page_url ?? null;
  if (next === null || next === "") return null;
  if (typeof next !== "string" || !URL.canParse(next, "https://api.twilio.com")) return undefined;
  const { pathname, search } = new URL(next, "https://api.twilio.com");
  return pathname === firstPath.split("?", 1)[0] ? pathname + search : undefined;
}
