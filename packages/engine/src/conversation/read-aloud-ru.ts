/**
 * Writes out what a Russian text abbreviates, as a person would read it: amounts, dates, times, telephone and order numbers,
 * units. Numbers stand in the nominative where no case can be known. Pure: knows no voice and no call.
 */
import { sayDigits } from "../flow/said-values.ts";
import { type Counted, cardinalRu, countedForm, decimalRu, type Gender, ordinalRu } from "./number-names-ru.ts";

type Rule = readonly [RegExp, (...groups: string[]) => string];

interface Thing {
  forms: Counted;
  gender: Gender;
}

const MONTHS = "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря";
const MONTH_NAMES = MONTHS.split("|");
const NUMBER = String.raw`\d{1,3}(?:[ \u00a0]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?`;

const euro: Thing = { forms: ["евро", "евро", "евро"], gender: "m" };
const dollar: Thing = { forms: ["доллар", "доллара", "долларов"], gender: "m" };
const rouble: Thing = { forms: ["рубль", "рубля", "рублей"], gender: "m" };
const CURRENCIES: Readonly<Record<string, { whole: Thing; part: Thing }>> = {
  "€": { whole: euro, part: { forms: ["цент", "цента", "центов"], gender: "m" } },
  $: { whole: dollar, part: { forms: ["цент", "цента", "центов"], gender: "m" } },
  "₽": { whole: rouble, part: { forms: ["копейка", "копейки", "копеек"], gender: "f" } },
};
const SIGNS: Readonly<Record<string, string>> = { евро: "€", EUR: "€", USD: "$", "руб.": "₽", руб: "₽", RUB: "₽" };

const UNITS: Readonly<Record<string, Thing>> = {
  км: { forms: ["километр", "километра", "километров"], gender: "m" },
  кг: { forms: ["килограмм", "килограмма", "килограммов"], gender: "m" },
  мин: { forms: ["минута", "минуты", "минут"], gender: "f" },
  "%": { forms: ["процент", "процента", "процентов"], gender: "m" },
  "°C": { forms: ["градус", "градуса", "градусов"], gender: "m" },
};

const counted = (value: number, { forms, gender }: Thing): string =>
  `${cardinalRu(value, gender)} ${countedForm(value, forms)}`;

function amount(number: string, sign: string): string {
  const { whole, part } = CURRENCIES[SIGNS[sign] ?? sign] ?? { whole: euro, part: euro };
  const [units = "0", fraction = ""] = number.replace(/[ \u00a0]/g, "").split(/[.,]/);
  const cents = Number(fraction.padEnd(2, "0").slice(0, 2));
  const said = Number(units) === 0 && cents > 0 ? [] : [counted(Number(units), whole)];
  return [...said, ...(cents > 0 ? [counted(cents, part)] : [])].join(" ");
}

/** Of three or more groups or a "+": nobody writes a number of things so. */
const telephone = (text: string): string => `${text.startsWith("+") ? "плюс " : ""}${sayDigits(text, "ru")}`;

function clock(hour: string, minute: string): string {
  const hours = cardinalRu(Number(hour));
  if (minute === "00") return `${hours} ${countedForm(Number(hour), ["час", "часа", "часов"])}`;
  return `${hours} ${minute.startsWith("0") ? `ноль ${cardinalRu(Number(minute))}` : cardinalRu(Number(minute))}`;
}

/** "On the third": what a date nearly always means on the telephone. As written where it is no day of any year. */
function date(written: string, day: number, month: number, year: string | undefined): string {
  if (day < 1 || day > 31 || month < 1 || month > 12) return written;
  return `${ordinalRu(day, "ого")} ${MONTH_NAMES[month - 1]}${year ? ` ${ordinalRu(Number(year), "ого")} года` : ""}`;
}

function unit(number: string, name: string): string {
  const thing = UNITS[name];
  if (!thing) return number;
  // After a fraction the word stands as after "two".
  return /[.,]/.test(number)
    ? `${decimalRu(number)} ${thing.forms[1]}`
    : counted(Number(number.replace(/\s/g, "")), thing);
}

/** In this order: what is longest and most certain first. */
const RULES: readonly Rule[] = [
  [/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, (address = "") => spelt(address)],
  [
    /(?:https?:\/\/)?(?:www\.)?((?:[a-z\d-]+\.)+(?:com|org|net|eu|ee|ru|example))(?![\w.])(?:\/[^\s)]*)?/gi,
    (_, host = "") => spelt(host),
  ],
  [/(\d{4})-(\d{2})-(\d{2})/g, (all = "", year, month, day) => date(all, Number(day), Number(month), year)],
  [
    /(?<!\d)(\d{1,2})\.(\d{1,2})\.(\d{4})(?:\s?г\.)?/g,
    (all = "", day, month, year) => date(all, Number(day), Number(month), year),
  ],
  [
    new RegExp(String.raw`(?<!\d)(\d{1,2}) (${MONTHS})(?: (\d{4})(?:\s?(?:г\.|года))?)?`, "g"),
    (all = "", day, month = "", year) => date(all, Number(day), MONTH_NAMES.indexOf(month) + 1, year),
  ],
  [new RegExp(String.raw`([€$₽])\s?(${NUMBER})`, "g"), (_, sign = "", number = "") => amount(number, sign)],
  [
    new RegExp(String.raw`(${NUMBER})\s?(€|₽|евро|EUR|USD|RUB|руб\.|руб)(?![\p{L}\d])`, "gu"),
    (_, number = "", sign = "") => amount(number, sign),
  ],
  [/(?<![\w.])(?:\+\d|8)(?:[ -]?\(?\d{2,4}\)?){3,5}(?![\w:])/g, (number = "") => telephone(number)],
  [/(?<!\d)([01]?\d|2[0-3]):([0-5]\d)(?!\d)/g, (_, hour = "", minute = "") => clock(hour, minute)],
  [/№\s?(\d+)/g, (_, number = "") => `номер ${sayDigits(number, "ru")}`],
  [/(?<=(?:номер|заказ|код|бронь)[а-я]{0,3} )\d{3,}/gi, (number = "") => sayDigits(number, "ru")],
  [
    new RegExp(String.raw`(${NUMBER})\s?(км|кг|мин|%|°C)(?:\.(?=\s|$))?(?![\p{L}\d])`, "gu"),
    (_, number = "", name = "") => unit(number, name),
  ],
  [/\d{5,}/g, (number = "") => sayDigits(number, "ru")],
  [new RegExp(String.raw`(?<![\w.,])(?:${NUMBER})(?![\w]|[.,]\d)`, "g"), (number = "") => decimalRu(number)],
  [/(?<![\p{L}])т\.\s?е\./gu, () => "то есть"],
  [/(?<![\p{L}])и т\.\s?д\./gu, () => "и так далее"],
  [/(?<![\p{L}])напр\./gu, () => "например"],
  [/(?<![\p{L}])ул\.(?=\s)/gu, () => "улица"],
  [/(?<![\p{L}])тел\.:?/gu, () => "телефон"],
];

function spelt(address: string): string {
  return address.replaceAll(".", " точка ").replace("@", " собака ").replaceAll("-", " дефис ");
}

export const readAloudRu = (text: string): string =>
  RULES.reduce((said, [pattern, write]) => said.replace(pattern, (...all) => write(...(all as string[]))), text);
