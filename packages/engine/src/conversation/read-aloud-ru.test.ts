/** What a Russian text abbreviates, read as a person would. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cardinalRu, countedForm, ordinalRu } from "./number-names-ru.ts";
import { speakable } from "./speakable.ts";

describe("Russian numbers", () => {
  it.each([
    [0, "ноль"],
    [21, "двадцать один"],
    [112, "сто двенадцать"],
    [1_000, "тысяча"],
    [2_022, "две тысячи двадцать два"],
    [5_000_001, "пять миллионов один"],
    [21_000, "двадцать одна тысяча"],
  ])("%d", (value, said) => {
    expect(cardinalRu(value)).toBe(said);
  });

  it.each([
    [3, "третье", "третьего"],
    [11, "одиннадцатое", "одиннадцатого"],
    [30, "тридцатое", "тридцатого"],
    [2_000, "двухтысячное", "двухтысячного"],
    [2_026, "две тысячи двадцать шестое", "две тысячи двадцать шестого"],
  ])("%d in order", (value, nominative, genitive) => {
    expect([ordinalRu(value, "ое"), ordinalRu(value, "ого")]).toEqual([nominative, genitive]);
  });

  it("counts things by the last digits", () => {
    const forms = ["рубль", "рубля", "рублей"] as const;
    const said = [1, 2, 5, 11, 14, 21, 22, 25, 111, 101].map((value) => countedForm(value, forms));
    expect(said).toEqual("рубль рубля рублей рублей рублей рубль рубля рублей рублей рубль".split(" "));
  });
});

describe("read aloud in Russian", () => {
  it.each([
    ["С вас 1 250,50 €.", "С вас тысяча двести пятьдесят евро пятьдесят центов."],
    ["Это 22 руб. за штуку.", "Это двадцать два рубля за штуку."],
    ["Цена: $1.", "Цена: один доллар."],
    [
      "Приходите 3.11.2026 в 14:05.",
      "Приходите третьего ноября две тысячи двадцать шестого года в четырнадцать ноль пять.",
    ],
    ["Приходите 21 ноября в 9:00.", "Приходите двадцать первого ноября в девять часов."],
    ["Встреча 2026-11-24.", "Встреча двадцать четвёртого ноября две тысячи двадцать шестого года."],
    ["Звоните +7 495 123-45-67.", "Звоните плюс семь, четыре девять пять, один два три, четыре пять шесть семь."],
    ["Заказ № 40712 готов.", "Заказ номер четыре ноль, семь один два готов."],
    ["Скидка 21 %, идти 15 мин.", "Скидка двадцать один процент, идти пятнадцать минут"],
    ["Это 2,5 км, т.е. недалеко.", "Это два с половиной километра, то есть недалеко."],
    ["**Пишите** на info@clinic.ru 😀", "Пишите на info собака clinic точка ru"],
    ["Записать нечего.", "Записать нечего."],
  ])("%s", (written, said) => {
    expect(speakable(written, "ru")).toBe(said);
  });

  it("leaves no digit unread, and takes any text", () => {
    void fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."0123456789 .,:€%№-а".split("")) }), (text) => {
        expect(typeof speakable(text, "ru")).toBe("string");
      }),
    );
    expect(speakable("В 2026 году 3 врача и 120 кресел", "ru")).not.toMatch(/\d/);
  });
});
