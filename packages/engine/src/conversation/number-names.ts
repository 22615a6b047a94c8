/** English names of numbers: cardinals, ordinals, years. Pure. */

const LOW = (
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen " +
  "eighteen nineteen"
).split(" ");
const TENS = "zero ten twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
const SCALES: readonly [number, string][] = [
  [1e9, "billion"],
  [1e6, "million"],
  [1e3, "thousand"],
];
const IRREGULAR: Readonly<Record<string, string>> = {
  one: "first",
  two: "second",
  three: "third",
  five: "fifth",
  eight: "eighth",
  nine: "ninth",
  twelve: "twelfth",
};

/** Whole and not negative; beyond a million million the digits are left as they are. */
export function cardinal(value: number): string {
  if (value >= 1e12) return String(value);
  if (value < 100) return belowHundred(value);
  if (value < 1_000) {
    const rest = value % 100;
    return `${LOW[Math.floor(value / 100)]} hundred${rest ? ` and ${belowHundred(rest)}` : ""}`;
  }
  const [size, name] = SCALES.find(([scale]) => value >= scale) ?? [1e3, "thousand"];
  const rest = value % size;
  const head = `${cardinal(Math.floor(value / size))} ${name}`;
  if (rest === 0) return head;
  return `${head}${rest < 100 ? " and" : ""} ${cardinal(rest)}`;
}

function belowHundred(value: number): string {
  if (value < 20) return LOW[value] ?? "";
  const ten = TENS[Math.floor(value / 10)] ?? "";
  return value % 10 === 0 ? ten : `${ten} ${LOW[value % 10]}`;
}

export function ordinal(value: number): string {
  const words = cardinal(value).split(" ");
  const last = words.pop() ?? "";
  const turned = IRREGULAR[last] ?? (last.endsWith("y") ? `${last.slice(0, -1)}ieth` : `${last}th`);
  return [...words, turned].join(" ");
}

/** "twenty twenty six", "nineteen oh four", "two thousand and five". */
export function yearName(year: number): string {
  const [century, rest] = [Math.floor(year / 100), year % 100];
  if (rest === 0 && century % 10 !== 0) return `${belowHundred(century)} hundred`;
  if (century % 10 === 0 && rest < 10) return cardinal(year);
  return `${belowHundred(century)} ${rest < 10 ? `oh ${LOW[rest]}` : belowHundred(rest)}`;
}

/** "three point one four"; commas group thousands. */
export function decimal(text: string): string {
  const [whole = "0", fraction] = text.replaceAll(",", "").split(".");
  const said = cardinal(Number(whole));
  return fraction ? `${said} point ${[...fraction].map((digit) => LOW[Number(digit)]).join(" ")}` : said;
}
