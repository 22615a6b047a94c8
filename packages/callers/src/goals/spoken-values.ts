/** Reads digits, times and weekdays out of what was heard, and says digits as people do. Pure; English. */

const DIGITS: Readonly<Record<string, string>> = Object.freeze({
  zero: "0",
  oh: "0",
  o: "0",
  one: "1",
  two: "2",
  to: "2",
  three: "3",
  four: "4",
  for: "4",
  five: "5",
  six: "6",
  seven: "7",
  eight: "8",
  nine: "9",
});
const DIGIT_NAMES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
const HOURS = "twelve one two three four five six seven eight nine ten eleven".split(" ");
const MINUTES: Readonly<Record<string, number>> = Object.freeze({
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  forty: 40,
  "forty five": 45,
  "forty-five": 45,
});
export const WEEKDAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"] as const;

/** "+1 415 555 0134" → "four one five, five five five, zero one three four": no country code, in groups. */
export function inGroups(phone: string): string {
  const digits = nationalDigits(phone);
  const groups: string[] = [];
  for (let rest = digits; rest.length > 0; ) {
    const size = rest.length <= 4 ? rest.length : 3;
    groups.push(rest.slice(0, size));
    rest = rest.slice(size);
  }
  return groups.map((group) => [...group].map((digit) => DIGIT_NAMES[Number(digit)]).join(" ")).join(", ");
}

export function nationalDigits(phone: string): string {
  const digits = phone.replace(/\D/g, "");
  return digits.length === 11 && digits.startsWith("1") ? digits.slice(1) : digits;
}

/** Of this many words between digits one was misheard: "five five, we are one three" holds a zero that nobody heard. */
const MAX_GAP_WORDS = 2;

/** The longest run of digits, spoken or written: "That is four one five, 555." → "415555". */
export function digitsIn(text: string): string {
  let run = "";
  let longest = "";
  let gapWords = 0;
  for (const word of text.toLowerCase().split(/[^a-z0-9]+/)) {
    const digits = /^\d+$/.test(word) ? word : DIGITS[word];
    gapWords = digits ? 0 : gapWords + 1;
    if (gapWords > MAX_GAP_WORDS) run = "";
    run += digits ?? "";
    if (run.length > longest.length) longest = run;
  }
  return longest;
}

/**
 * How a read-back compares: `same` also where one digit is missing or too many, which is the listener's own slip;
 * `doubtful` where one digit differs: either side may have misheard. A country code before it is no difference.
 */
export function compareDigits(heard: string, wanted: string): "same" | "doubtful" | "different" {
  const verdicts = [heard, heard.replace(/^1/, "")].map((digits) => compareRun(digits, wanted));
  return verdicts.find((one) => one === "same") ?? verdicts.find((one) => one === "doubtful") ?? "different";
}

function compareRun(heard: string, wanted: string): "same" | "doubtful" | "different" {
  if (heard === wanted) return "same";
  if (heard.length === wanted.length) {
    const wrong = [...heard].filter((digit, at) => digit !== wanted[at]).length;
    return wrong === 1 ? "doubtful" : "different";
  }
  const [longer, shorter] = heard.length > wanted.length ? [heard, wanted] : [wanted, heard];
  const slipped = [...longer].some((_, at) => longer.slice(0, at) + longer.slice(at + 1) === shorter);
  return slipped ? "same" : "different";
}

const HOUR = `(${HOURS.join("|")}|1[0-2]|[1-9])`;
const MINUTE = `(${Object.keys(MINUTES).reverse().join("|")})`;
const TIMES = new RegExp(
  [
    String.raw`\b(?:half a? ?past|quarter past|quarter to) ${HOUR}\b`,
    String.raw`\b${HOUR}[:.]([0-5]\d)\b`,
    String.raw`\b(?:at )?${HOUR} ${MINUTE}\b`,
    String.raw`\b${HOUR}(?= ?(?:o'?clock|[ap]\.? ?m\b|in the (?:morning|afternoon|evening)))`,
    String.raw`\bat ${HOUR}\b`,
    String.raw`\bnoon\b`,
  ].join("|"),
  "gi",
);

/** Minutes on a twelve-hour dial, in the order in which they were said: "half past two" → 150. */
export function timesIn(text: string): number[] {
  return [...text.matchAll(TIMES)].map(([match]) => minutesOf(match.toLowerCase()));
}

function minutesOf(said: string): number {
  if (said === "noon") return 0;
  const hourText = said.replace(/^(at|half a? ?past|quarter past|quarter to) /, "").match(/^[a-z]+|^\d+/)?.[0] ?? "";
  const hour = /^\d/.test(hourText) ? Number(hourText) % 12 : HOURS.indexOf(hourText);
  const written = said.match(/[:.](\d\d)$/)?.[1];
  const spoken = said.slice(said.indexOf(hourText) + hourText.length + 1);
  const minutes = written ? Number(written) : (relativeMinutes(said) ?? MINUTES[spoken] ?? 0);
  return (hour * 60 + minutes + 720) % 720;
}

function relativeMinutes(said: string): number | null {
  if (said.startsWith("half")) return 30;
  if (!said.startsWith("quarter")) return null;
  return said.startsWith("quarter to") ? -15 : 15;
}

/** 150 → "half past two", 540 → "nine o'clock". */
export function sayTime(minutes: number): string {
  const hour = HOURS[Math.floor(minutes / 60) % 12] ?? "";
  const rest = minutes % 60;
  if (rest === 0) return minutes === 0 ? "noon" : `${hour} o'clock`;
  if (rest === 30) return `half past ${hour}`;
  const spoken = Object.entries(MINUTES).find(([, value]) => value === rest)?.[0];
  return `${hour} ${spoken ?? String(rest)}`;
}

/** The first weekday named, 0 is Sunday; null: none. */
export function weekdayIn(text: string): number | null {
  const found = text.toLowerCase().match(/\b(sun|mon|tues|wednes|thurs|fri|satur)day\b/)?.[0];
  return found ? WEEKDAYS.indexOf(found as (typeof WEEKDAYS)[number]) : null;
}
