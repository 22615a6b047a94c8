/** Figures as people read them, in both languages. */
import { describe, expect, it } from "vitest";
import { inCurrency } from "./in-currency.ts";
import { exactMoney, money, phoneNumber, sumOfMoney } from "./numbers.ts";
import {
  clockTime,
  lasting,
  localDay,
  preciseTime,
  relativeTime,
  shortTime,
  span,
  startOfDayMs,
  wait,
} from "./times.ts";

/** Intl puts spaces of several widths; a reader sees one. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");

describe("times", () => {
  it("shows a place in a call", () => {
    expect([0, 64_100, 192_999, 3_729_000, -5].map(clockTime)).toEqual(["0:00", "1:04", "3:12", "1:02:09", "0:00"]);
    expect(preciseTime(64_250)).toBe("1:04.2");
  });

  it("shows a wait in seconds, a short one in milliseconds", () => {
    expect([84, 580, 12_300].map((ms) => plain(wait(ms, "en")))).toEqual(["84 ms", "0.58 s", "12 s"]);
    expect([84, 580].map((ms) => plain(wait(ms, "ru-RU")))).toEqual(["84 мс", "0,58 с"]);
    expect([plain(lasting(3_420, "en-GB")), plain(lasting(60, "ru"))]).toEqual(["3.4 s", "0,1 с"]);
  });

  it("tells how long ago", () => {
    const now = Date.UTC(2026, 10, 23, 12);
    const ago = (ms: number, language: string) => plain(relativeTime(now - ms, now, language));
    expect([2_000, 5 * 60_000, 3 * 3_600_000, 86_400_000].map((ms) => ago(ms, "en"))).toEqual([
      "now",
      "5 min. ago",
      "3 hr. ago",
      "yesterday",
    ]);
    expect(ago(5 * 60_000, "ru")).toBe("5 мин. назад");
  });

  it("says today, and the day of another one", () => {
    const at = new Date(2026, 10, 23, 9, 5).getTime();
    expect(shortTime(at, new Date(2026, 10, 23, 23).getTime(), "en-GB")).toBe("today 09:05");
    expect(shortTime(at, new Date(2026, 10, 24, 1).getTime(), "en-GB")).toBe("23 Nov, 09:05");
  });

  it("shows an outage in the unit that fits it", () => {
    const spans = [40_000, 240_000, 12_600_000].map((ms) => plain(span(ms, "en")));
    expect(spans).toEqual(["40 sec", "4 min", "3.5 hr"]);
    expect(plain(span(240_000, "ru"))).toBe("4 мин");
  });

  it("counts days by the calendar", () => {
    expect(localDay(startOfDayMs("2026-03-28", 1) ?? 0)).toBe("2026-03-29");
    expect(localDay(startOfDayMs("2026-12-31", 1) ?? 0)).toBe("2027-01-01");
    expect(startOfDayMs("tomorrow")).toBeNull();
  });
});

describe("numbers", () => {
  it("groups the telephone numbers that it is sure of", () => {
    const numbers = ["+14155550199", "+79161234567", "+3725551234", "client:browser"];
    expect(numbers.map(phoneNumber)).toEqual(["+1 415 555 0199", "+7 916 123 45 67", "+3725551234", "client:browser"]);
  });

  it("does not call a fraction of a cent nothing", () => {
    const usd = (amount: string) => ({ amount, currency: "USD" });
    expect(["0.0000", "0.0043", "0.1400"].map((amount) => money(usd(amount), "en"))).toEqual([
      "$0.00",
      "$0.0043",
      "$0.14",
    ]);
    expect(plain(money(usd("1234.5"), "ru"))).toBe("1 234,50 $");
    expect(exactMoney(usd("0.0077"), "en")).toBe("$0.0077");
  });

  it("adds up a page", () => {
    expect(
      sumOfMoney([
        { amount: "0.1000", currency: "USD" },
        { amount: "0.0200", currency: "USD" },
      ])?.amount,
    ).toBe("0.120000");
    expect(sumOfMoney([])).toBeNull();
  });
});

describe("the house's own money", () => {
  const EUROS = { currency: "EUR", perDollar: "0.92" };
  it("is what dollars are worth, to four digits", () => {
    expect(inCurrency({ amount: "0.0077", currency: "USD" }, EUROS)).toEqual({ amount: "0.007084", currency: "EUR" });
    expect(inCurrency({ amount: "12", currency: "USD" }, EUROS)).toEqual({ amount: "11.04", currency: "EUR" });
    expect(inCurrency({ amount: "0", currency: "USD" }, EUROS)).toEqual({ amount: "0", currency: "EUR" });
  });
  it("is dollars where nobody said otherwise, and leaves other money alone", () => {
    const dollars = { amount: "1.50", currency: "USD" };
    expect(inCurrency(dollars, undefined)).toBe(dollars);
    expect(inCurrency({ amount: "1", currency: "GBP" }, EUROS).currency).toBe("GBP");
  });
});
