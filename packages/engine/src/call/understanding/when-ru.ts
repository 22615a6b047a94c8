/** Finds days and times in Russian words, counted from the call's own start. Times are told apart first: "три часа дня" is no day. */
import * as chrono from "chrono-node/ru";
import type { DateTime } from "luxon";
import { RUSSIAN_NUMERALS, SURE } from "./number-words-ru.ts";
import { dateIn, likelyHour, type When } from "./when-parts.ts";

const CLOCK = /(?<!\d)(\d{1,2}):(\d{2})(!?)/;
/** "в десять", "к семи": an hour, unless something else is counted. */
const HOUR =
  /(?<!\p{L})(?:в|к|на|около|после|примерно в) (\d{1,2})(?= |$)(?! (?:январ|феврал|март|апрел|ма[йя]|июн|июл|август|сентябр|октябр|ноябр|декабр|числ|недел|месяц|дн|день|лет|год|человек|персон|тысяч|процент|руб))/u;
const MORNING = /(?<!\p{L})утр/u;
const LATE = /(?<!\p{L})(?:вечер|днем|после обеда)/u;

export function whenMeantRu(text: string, local: DateTime): When {
  const figures = RUSSIAN_NUMERALS.withFigures(text);
  const match = CLOCK.exec(figures) ?? HOUR.exec(figures);
  const days = expandBareDays((match ? figures.replace(match[0], " ") : figures).replaceAll(SURE, ""), local);
  const instant = local.setZone("utc", { keepLocalTime: true }).toJSDate();
  const found = chrono.casual.parse(days, { instant, timezone: 0 }, { forwardDate: true });
  return { date: dateIn(found, local), time: match ? timeOf(match, figures) : null };
}

function timeOf([text, hours, minutes = "00", sure]: RegExpExecArray, figures: string): When["time"] {
  const hour = Number(hours);
  if (hour > 24 || Number(minutes) > 59) return null;
  const day = MORNING.test(figures) ? "morning" : LATE.test(figures) ? "late" : null;
  const meant = sure || hour === 0 || hour >= 12 ? hour % 24 : likelyHour(hour, day);
  return { value: `${String(meant).padStart(2, "0")}:${minutes}`, text };
}

const MONTHS = [
  ...["января", "февраля", "марта", "апреля", "мая", "июня"],
  ...["июля", "августа", "сентября", "октября", "ноября", "декабря"],
];

/** "двадцать пятого" alone: the next twenty-fifth of a month. */
function expandBareDays(text: string, local: DateTime): string {
  return text.replace(/(?<!\d)(\d{1,2})-го(?: числа)?/, (whole, digits: string) => {
    const day = Number(digits);
    const month = day >= local.day ? local.startOf("month") : local.startOf("month").plus({ months: 1 });
    const fitting = [month, month.plus({ months: 1 })].find((one) => (one.daysInMonth ?? 28) >= day);
    return fitting ? `${day} ${MONTHS[fitting.month - 1]} ${fitting.year}` : whole;
  });
}
