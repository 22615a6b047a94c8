/** A filtered list has an address, and an address gives the same list again. */
import { describe, expect, it } from "vitest";
import { callsQuery, changeFilters, dialled, filtersSomething, readFilters } from "./call-filters.ts";

describe("filters in the address", () => {
  it("survive the way there and back", () => {
    const rest = { direction: "inbound", outcome: "failed", since: "2026-11-22", assistantId: "asst_1" };
    const filters = readFilters({ q: " ten o'clock ", ...rest });
    expect(filters).toEqual({ q: "ten o'clock", ...rest });
    expect(readFilters({ ...filters })).toEqual(filters);
  });

  it("leave out what is not understood", () => {
    const odd = { direction: "sideways", outcome: "", since: "yesterday", q: 7, from: "  ", page: "3" };
    expect(readFilters(odd)).toEqual({});
    expect(filtersSomething(readFilters(odd))).toBe(false);
  });

  it("ask for whole local days, the last one included", () => {
    const { since, until } = callsQuery({ since: "2026-11-22", until: "2026-11-22" }, 50);
    expect(Date.parse(until ?? "") - Date.parse(since ?? "")).toBe(24 * 3_600_000);
    expect(new Date(since ?? "").getHours()).toBe(0);
  });

  it("ask with the names of the API", () => {
    expect(
      callsQuery({ assistantId: "asst_1", outcome: "busy", from: "+1 415 555-0100", cursor: "call_7" }, 50),
    ).toEqual({
      ...{ assistantId: "asst_1", endedReason: "busy" },
      from: "+14155550100",
      cursor: "call_7",
      limit: 50,
    });
  });

  it("go back to the newest call when one changes", () => {
    const older = { q: "ten", cursor: "call_7" };
    expect(changeFilters(older, { q: "eleven" })).toEqual({ q: "eleven" });
    expect(changeFilters(older, { q: "" })).toEqual({});
    expect(changeFilters(older, { cursor: "call_3" })).toEqual({ q: "ten", cursor: "call_3" });
  });

  it("read numbers as people write them", () => {
    const written = ["+1 (415) 555-0199", "0037255512", "client:browser", "+", undefined];
    expect(written.map(dialled)).toEqual(["+14155550199", "+37255512", "client:browser", undefined, undefined]);
  });
});
