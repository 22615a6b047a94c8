/** Figures and times in the language that is on. */
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { currencyQuery } from "../data/settings.ts";
import { currentRegion } from "../locales/i18n.ts";
import { wordFor } from "../locales/use-words.ts";
import { inCurrency } from "./in-currency.ts";
import { exactMoney, money, phoneNumber, plainNumber } from "./numbers.ts";
import {
  absoluteTime,
  clockTime,
  lasting,
  longDay,
  preciseTime,
  relativeTime,
  shortTime,
  span,
  wait,
} from "./times.ts";

interface Amount {
  amount: string;
  currency: string;
}

const LINES = new Set(["browser", "chat"]);

export function useFormat() {
  // Asked for, so that a change of language draws anew.
  useTranslation();
  const language = currentRegion();
  const { data: house } = useQuery(currencyQuery());
  return useMemo(
    () => ({
      /** Who tries an assistant in the console has none. */
      phoneNumber: (number: string) => (LINES.has(number) ? wordFor("line", number) : phoneNumber(number)),
      clockTime,
      preciseTime,
      money: (amount: Amount) => money(inCurrency(amount, house), language),
      exactMoney: (amount: Amount) => exactMoney(inCurrency(amount, house), language),
      number: (value: number) => plainNumber(value, language),
      percent: (share: number) => new Intl.NumberFormat(language, { style: "percent" }).format(share),
      lasting: (ms: number) => lasting(ms, language),
      span: (ms: number) => span(ms, language),
      wait: (ms: number) => wait(ms, language),
      relative: (at: string, nowMs: number) => relativeTime(Date.parse(at), nowMs, language),
      absolute: (at: string) => absoluteTime(Date.parse(at), language),
      short: (at: string, nowMs: number) => shortTime(Date.parse(at), nowMs, language),
      longDay: (atMs: number) => longDay(atMs, language),
      weekday: (day: string) =>
        new Intl.DateTimeFormat(language, { weekday: "short", day: "numeric", month: "short" }).format(
          new Date(`${day}T12:00`),
        ),
      /** 1 Monday to 7 Sunday; the 5th of January 2026 was a Monday. */
      weekdayName: (number: number) =>
        new Intl.DateTimeFormat(language, { weekday: "long" }).format(new Date(2026, 0, 4 + number)),
      weekdayShort: (number: number) =>
        new Intl.DateTimeFormat(language, { weekday: "short" }).format(new Date(2026, 0, 4 + number)),
      day: (day: string) => new Intl.DateTimeFormat(language, { dateStyle: "medium" }).format(Date.parse(day)),
      list: (items: readonly string[]) => new Intl.ListFormat(language, { type: "disjunction" }).format(items),
    }),
    [language, house],
  );
}
