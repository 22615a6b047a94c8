/** What a Russian caller says to a flow's questions. */
import { expect, it } from "vitest";
import type { SlotSpec } from "../../flow/definition.ts";
import { understand } from "./understand.ts";

/** Monday. */
const NOW = "2026-11-23T10:00:00.000+03:00";

async function meant(kind: SlotSpec["kind"], text: string, more: Partial<SlotSpec> = {}, language = "ru") {
  const slots = [{ name: "asked", spec: { kind, ...more } as SlotSpec }];
  const want = { slots, intents: [], now: NOW, timeZone: "Europe/Moscow", language, country: "RU" };
  return (await understand(text, want)).slots.asked?.value;
}

it.each<[string, string | undefined]>([
  ["завтра в десять утра", "2026-11-24"],
  ["давайте послезавтра", "2026-11-25"],
  ["во вторник", "2026-11-24"],
  ["в понедельник", "2026-11-30"],
  ["в пятницу после обеда", "2026-11-27"],
  ["двадцать пятого ноября", "2026-11-25"],
  ["третьего декабря в три часа", "2026-12-03"],
  ["первого", "2026-12-01"],
  ["двадцать пятого", "2026-11-25"],
  ["на 28-е", "2026-11-28"],
  ["через неделю", "2026-11-30"],
  ["через два дня", "2026-11-25"],
  // A time is no day.
  ["в три часа дня", undefined],
  ["в половине третьего", undefined],
  ["хочу записаться", undefined],
])("day: %s", async (text, value) => {
  expect(await meant("date", text)).toBe(value);
});

it.each<[string, string | undefined]>([
  ["завтра в десять утра", "10:00"],
  ["в десять", "10:00"],
  ["десять", "10:00"],
  ["давайте в три", "15:00"],
  ["в три часа дня", "15:00"],
  ["в семь вечера", "19:00"],
  ["сегодня вечером в восемь", "20:00"],
  ["в половине третьего", "14:30"],
  ["полтретьего", "14:30"],
  ["в половине девятого утра", "08:30"],
  ["без пятнадцати девять", "08:45"],
  ["без четверти пять", "16:45"],
  ["четверть пятого", "16:15"],
  ["десять минут шестого", "17:10"],
  ["в четырнадцать тридцать", "14:30"],
  ["в девять ноль пять", "09:05"],
  ["в десять ноль ноль", "10:00"],
  ["к 11:30", "11:30"],
  ["в полдень", "12:00"],
  // Neither is a time.
  ["двадцать пятого ноября", undefined],
  ["на двух человек", undefined],
])("time: %s", async (text, value) => {
  expect(await meant("time", text)).toBe(value);
});

it.each<[SlotSpec["kind"], string, string | number | undefined]>([
  ["phone", "восемь девятьсот шестнадцать сто двадцать три сорок пять шестьдесят семь", "+79161234567"],
  ["phone", "плюс семь девять один шесть один два три четыре пять шесть семь", "+79161234567"],
  ["phone", "мой номер восемь, девятьсот шестнадцать, сто двадцать три, ноль пять, ноль семь", "+79161230507"],
  ["phone", "8 916 123-45-67", "+79161234567"],
  ["digits", "пять пять ноль один", "5501"],
  ["digits", "двадцать два ноль один", "2201"],
  ["number", "нас будет двое, то есть два", 2],
  ["number", "двадцать один", 21],
  ["number", "сто двадцать три", 123],
  ["money", "пять тысяч двести рублей", 5_200],
  ["money", "полторы тысячи", 1_500],
  ["money", "два с половиной миллиона", 2_500_000],
  ["money", "12 500 рублей", 12_500],
  ["number", "минус три", -3],
  ["number", "не знаю", undefined],
  ["name", "меня зовут Иван Петров", "Иван Петров"],
  ["name", "Анна", "Анна"],
  ["name", "да, это Ольга, пожалуйста", "Ольга"],
  ["name", "запишите на фамилию Сидорова", "Сидорова"],
  ["name", "хочу записаться", undefined],
])("%s: %s", async (kind, text, value) => {
  expect(await meant(kind, text)).toBe(value);
});

it("takes a choice by its place", async () => {
  const choices = ["утренний приём", "дневной приём", "вечерний приём"].map((label, at) => ({ id: `c${at}`, label }));
  expect(await meant("choice", "вторую, пожалуйста", { choices })).toBe("c1");
  expect(await meant("choice", "последний", { choices })).toBe("c2");
  expect(await meant("choice", "вечерний", { choices })).toBe("c2");
});

it.each<[string, number | undefined]>([
  ["five thousand", 5_000],
  ["five thousand two hundred", 5_200],
  ["twelve hundred dollars", 1_200],
  ["a hundred and twenty", 120],
  ["one hundred and five", 105],
  ["two and a half thousand", 2_500],
  ["two point five", 2.5],
  ["about 5,000", 5_000],
  ["$1,250.50", 1_250.5],
  ["2,5", 2.5],
  ["10k", 10_000],
  ["one million two hundred thousand", 1_200_000],
  ["twenty one", 21],
  ["minus three", -3],
  ["none of those", undefined],
])("in English: %s", async (text, value) => {
  expect(await meant("money", text, {}, "en")).toBe(value);
});
