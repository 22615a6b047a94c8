/** Russian names of numbers: cardinals in three genders, ordinals, and the form that a counted word takes. Pure. */

export type Gender = "m" | "f" | "n";

const LOW = (
  "ноль один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать четырнадцать " +
  "пятнадцать шестнадцать семнадцать восемнадцать девятнадцать"
).split(" ");
const TENS = " десять двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто".split(" ");
const HUNDREDS = " сто двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот".split(" ");
const GENDERED: Readonly<Record<Gender, readonly [one: string, two: string]>> = {
  m: ["один", "два"],
  f: ["одна", "две"],
  n: ["одно", "два"],
};
/** One, two to four, five and more; and the gender that its own number takes. */
export type Counted = readonly [one: string, few: string, many: string];

const SCALES: readonly [size: number, forms: Counted, gender: Gender][] = [
  [1e9, ["миллиард", "миллиарда", "миллиардов"], "m"],
  [1e6, ["миллион", "миллиона", "миллионов"], "m"],
  [1e3, ["тысяча", "тысячи", "тысяч"], "f"],
];

/** "рубль, рубля, рублей": by the last digits, eleven to fourteen being many. */
export function countedForm(value: number, [one, few, many]: Counted): string {
  const [tens, ones] = [value % 100, value % 10];
  if (tens >= 11 && tens <= 14) return many;
  if (ones === 1) return one;
  return ones >= 2 && ones <= 4 ? few : many;
}

/** Whole and not negative; beyond a million million the digits are left as they are. */
export function cardinalRu(value: number, gender: Gender = "m"): string {
  if (value >= 1e12) return String(value);
  if (value < 1_000) return belowThousand(value, gender);
  const [size, forms, own] = SCALES.find(([scale]) => value >= scale) ?? SCALES[2] ?? [1e3, ["", "", ""], "f"];
  const head = Math.floor(value / size);
  const rest = value % size;
  const said = `${head === 1 ? "" : `${cardinalRu(head, own)} `}${countedForm(head, forms)}`;
  return rest === 0 ? said : `${said} ${cardinalRu(rest, gender)}`;
}

function belowThousand(value: number, gender: Gender): string {
  const [hundreds, rest] = [Math.floor(value / 100), value % 100];
  const words = [HUNDREDS[hundreds] ?? ""];
  if (rest >= 20) words.push(TENS[Math.floor(rest / 10)] ?? "", rest % 10 === 0 ? "" : ones(rest % 10, gender));
  else if (rest > 0 || hundreds === 0) words.push(ones(rest, gender));
  return words.filter(Boolean).join(" ");
}

const ones = (value: number, gender: Gender): string =>
  value === 1 || value === 2 ? (GENDERED[gender][value - 1] ?? "") : (LOW[value] ?? "");

const ORDINALS: Readonly<Record<string, string>> = {
  ...{ ноль: "нулев", один: "перв", два: "втор", три: "трет", четыре: "четвёрт", пять: "пят", шесть: "шест" },
  ...{ семь: "седьм", восемь: "восьм", девять: "девят", десять: "десят", сорок: "сороков", девяносто: "девяност" },
  ...{ пятьдесят: "пятидесят", шестьдесят: "шестидесят", семьдесят: "семидесят", восемьдесят: "восьмидесят" },
  ...{ сто: "сот", двести: "двухсот", триста: "трёхсот", четыреста: "четырёхсот", пятьсот: "пятисот" },
  ...{ шестьсот: "шестисот", семьсот: "семисот", восемьсот: "восьмисот", девятьсот: "девятисот" },
  ...{ тысяча: "тысячн" },
};

/** `ending` as after a hard stem: "ое" (первое), "ого" (первого); третье and третьего follow their own way. */
export function ordinalRu(value: number, ending: "ое" | "ого"): string {
  if (value >= 2_000 && value % 1_000 === 0) return `${thousandsStem(value / 1_000)}тысячн${ending}`;
  const words = cardinalRu(value).split(" ");
  const last = words.pop() ?? "";
  return [...words, turned(last, ending)].join(" ");
}

function turned(last: string, ending: "ое" | "ого"): string {
  if (last === "три") return ending === "ое" ? "третье" : "третьего";
  const stem = ORDINALS[last] ?? last.replace(/ь$/, "");
  return `${stem}${ending}`;
}

const thousandsStem = (thousands: number): string => (thousands === 2 ? "двух" : thousands === 3 ? "трёх" : "");

/** "три целых четырнадцать сотых" is for schools: people say "три и четырнадцать", or the digits after a comma. */
export function decimalRu(text: string): string {
  const [whole = "0", fraction] = text.replace(/[\s\u00a0]/g, "").split(/[.,]/);
  const said = cardinalRu(Number(whole));
  if (!fraction) return said;
  return fraction === "5" ? `${said} с половиной` : `${said} и ${[...fraction].map((d) => LOW[Number(d)]).join(" ")}`;
}
