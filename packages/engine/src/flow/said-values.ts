/** Values as a person says them: dates, times, phone numbers, lists. Calendar arithmetic without a clock. */

const WEEKDAYS_EN = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const MONTHS_EN = "January February March April May June July August September October November December".split(" ");
const WEEKDAYS_RU = ["воскресенье", "понедельник", "вторник", "среда", "четверг", "пятница", "суббота"];
const MONTHS_RU = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split(" ");

/** Sakamoto's method: 0 is Sunday. */
export function weekdayOf(year: number, month: number, day: number): number {
  const shift = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4][month - 1] ?? 0;
  const y = month < 3 ? year - 1 : year;
  return (y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + shift + day) % 7;
}

export function sayDate(iso: string, language: string): string {
  const [year = 0, month = 1, day = 1] = iso.slice(0, 10).split("-").map(Number);
  const weekday = weekdayOf(year, month, day);
  if (language.startsWith("ru")) return `${WEEKDAYS_RU[weekday]}, ${day} ${MONTHS_RU[month - 1]}`;
  return `${WEEKDAYS_EN[weekday]} the ${ordinal(day)} of ${MONTHS_EN[month - 1]}`;
}

const ONES = (
  "zero first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth " +
  "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split(" ");

function ordinal(day: number): string {
  if (day <= 20) return ONES[day] ?? String(day);
  if (day === 30) return "thirtieth";
  return `${day > 30 ? "thirty" : "twenty"} ${ONES[day % 10]}`;
}

const HOURS = "twelve one two three four five six seven eight nine ten eleven".split(" ");
const TENS = ["", "", "twenty", "thirty", "forty", "fifty"];
const LOW = (
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen " +
  "eighteen nineteen"
).split(" ");

export function sayTime(time: string, language: string): string {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  if (language.startsWith("ru")) return minute === 0 ? `${hour} часов` : `${hour}:${String(minute).padStart(2, "0")}`;
  const part = hour < 12 ? "in the morning" : hour < 18 ? "in the afternoon" : "in the evening";
  if (hour === 12 && minute === 0) return "noon";
  const said = HOURS[hour % 12] ?? "";
  if (minute === 0) return `${said} o'clock ${part}`;
  if (minute === 30) return `half past ${said} ${part}`;
  if (minute < 10) return `${said} oh ${LOW[minute]} ${part}`;
  const ten = TENS[Math.floor(minute / 10)];
  const minutes = minute < 20 ? LOW[minute] : minute % 10 === 0 ? ten : `${ten} ${LOW[minute % 10]}`;
  return `${said} ${minutes} ${part}`;
}

const DIGITS_EN = LOW.slice(0, 10);
const DIGITS_RU = "ноль один два три четыре пять шесть семь восемь девять".split(" ");

/** "five five five, zero one two": groups of three or four, as people read numbers aloud. */
export function sayDigits(value: string, language: string): string {
  const names = language.startsWith("ru") ? DIGITS_RU : DIGITS_EN;
  const digits = value.replace(/\D/g, "");
  return groupsOf(digits)
    .map((group) => [...group].map((digit) => names[Number(digit)]).join(" "))
    .join(", ");
}

function groupsOf(digits: string): string[] {
  if (digits.length <= 4) return [digits];
  const groups: string[] = [];
  let rest = digits;
  // North American and most other numbers end in a group of four.
  const last = digits.length % 3 === 0 ? 3 : digits.length >= 7 ? 4 : 3;
  const tail = rest.slice(-last);
  rest = rest.slice(0, -last);
  while (rest.length > 0) {
    const size = rest.length % 3 === 0 ? 3 : rest.length % 3;
    groups.push(rest.slice(0, size));
    rest = rest.slice(size);
  }
  return [...groups, tail];
}

export function sayList(items: readonly string[], or: string): string {
  if (items.length <= 1) return items[0] ?? "";
  return `${items.slice(0, -1).join(", ")} ${or} ${items.at(-1)}`;
}
