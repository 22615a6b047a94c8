/** Filters of the list of calls as they stand in the address, and as the API is asked. Knows no page. */
import { type Call, type CallsQuery, ENDED_REASONS } from "@offhook/api-client";
import { localDay, startOfDayMs } from "../../format/times.ts";

/** All as the address has them; what is left out filters nothing. */
export interface CallFilters {
  q?: string;
  assistantId?: string;
  direction?: Call["direction"];
  outcome?: NonNullable<Call["endedReason"]>;
  from?: string;
  to?: string;
  /** Local days, both included. */
  since?: string;
  until?: string;
  /** Behind this call. */
  cursor?: string;
}

export const DIRECTIONS: readonly Call["direction"][] = ["inbound", "outbound", "web"];

/** Whatever an address may hold: an old link, a mistyped one. What is not understood is left out. */
export function readFilters(search: Record<string, unknown>): CallFilters {
  const text = (name: string) => {
    const value = search[name];
    return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
  };
  const oneOf = <Value extends string>(name: string, values: readonly Value[]) =>
    values.find((value) => value === search[name]);
  const day = (name: string) => {
    const value = text(name);
    const startMs = value === undefined ? null : startOfDayMs(value);
    return startMs === null ? undefined : localDay(startMs);
  };
  return withoutNothing({
    q: text("q")?.slice(0, 200),
    assistantId: text("assistantId")?.slice(0, 200),
    direction: oneOf("direction", DIRECTIONS),
    outcome: oneOf("outcome", ENDED_REASONS),
    from: text("from"),
    to: text("to"),
    since: day("since"),
    until: day("until"),
    cursor: text("cursor"),
  });
}

export function callsQuery(filters: CallFilters, limit: number): CallsQuery {
  const { outcome, since, until, from, to, ...rest } = filters;
  const instant = (day: string | undefined, plusDays: number) => {
    const atMs = day === undefined ? null : startOfDayMs(day, plusDays);
    return atMs === null ? undefined : new Date(atMs).toISOString();
  };
  const times = { since: instant(since, 0), until: instant(until, 1) };
  return withoutNothing({ ...rest, endedReason: outcome, from: dialled(from), to: dialled(to), ...times, limit });
}

/** A change begins at the newest call again. */
export function changeFilters(filters: CallFilters, change: Partial<CallFilters>): CallFilters {
  return readFilters({ ...filters, cursor: undefined, ...change });
}

export function filtersSomething({ cursor: _cursor, ...filters }: CallFilters): boolean {
  return Object.keys(filters).length > 0;
}

/** As people write numbers: `+1 (415) 555-0199`. A leading 00 is a plus. Names of the browser's phone stay as they are. */
export function dialled(number: string | undefined): string | undefined {
  if (number === undefined || !/^[\d\s()+./-]+$/.test(number)) return number;
  const digits = number.replace(/\D/g, "");
  if (digits === "") return undefined;
  return `+${number.trim().startsWith("00") ? digits.slice(2) : digits}`;
}

function withoutNothing<Fields extends object>(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Fields;
}
