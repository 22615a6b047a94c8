/** Finds a person's name in words: after "my name is", or as the whole of a short answer; spelt ones are put together. */

const LEAD =
  /^(?:uh|um|well|yes|yeah|okay|ok|sure|so|and|hi|hello|да|ну|так|хорошо|ага|здравствуйте|добрый день|конечно)[,.\s]+/iu;
/** "My name is …" says so; "for …" and "it's …" may be about anything. */
const SURELY =
  /(?<!\p{L})(?:my name(?:'s| is)|name is|under the name(?: of)?|меня зовут|зовут|(?:мо[её] )?имя|(?:моя )?фамилия|на имя|на фамилию)\s+/iu;
const PERHAPS = /\b(?:for|this is)\s+/iu;
const IF_ASKED = /(?<!\p{L})(?:i am|i'm|this is|it's|it is|call me(?! back)|это|я|запишите)\s+/iu;
const NOT_NAMES = new Set(
  (
    "yes no yeah what when where why how who tomorrow today tonight monday tuesday wednesday thursday friday saturday " +
    "sunday morning afternoon evening please thanks thank you sorry hello help person you're your open appointment book " +
    "the a an at in on to is are was it that this there can could would do does i me we not want need like maybe just " +
    "goodbye good-by good-bye bye bye-bye name number call calling looking wondering afraid waiting here fine good okay cost price much many " +
    "да нет не ага угу хорошо завтра сегодня послезавтра понедельник вторник среда среду четверг пятница пятницу суббота " +
    "субботу воскресенье утром вечером днём утра вечера дня спасибо извините здравствуйте алло человек человека оператор " +
    "номер телефон запись записаться приём хочу хотел хотела можно нужно надо в на у к до и а что где когда как почему это " +
    "я мне меня вы вас сколько стоит цена"
  ).split(" "),
);

export interface NameFound {
  value: string;
  text: string;
  confidence: number;
}

/** `asked`: the name is what the question was about, so that a bare answer is one. */
export function nameMeant(text: string, asked: boolean): NameFound | null {
  let words = text.trim();
  while (LEAD.test(words)) words = words.replace(LEAD, "");
  const spelt = asked ? speltName(words) : null;
  if (spelt) return { value: spelt, text, confidence: 0.8 };
  return (
    found(afterLast(words, SURELY), 0.9) ??
    (asked ? (found(afterLast(words, IF_ASKED), 0.85) ?? found(words, 0.75)) : null) ??
    found(afterLast(words, PERHAPS), 0.55)
  );
}

/** Where what is said of the name ends: at a pause, or where something else begins ("… and my number is"). */
const ENDS = /[,.;!?]|\s+(?:and|but|и|а)\s+/iu;

/** What follows the last of these words, up to that. */
function afterLast(text: string, lead: RegExp): string | null {
  const parts = text.split(lead);
  return parts.length > 1 ? ((parts.at(-1) ?? "").split(ENDS)[0] ?? null) : null;
}

function found(candidate: string | null, confidence: number): NameFound | null {
  const name = candidate === null ? null : plainName(candidate);
  return name ? { value: name, text: candidate ?? "", confidence } : null;
}

function plainName(text: string): string | null {
  const words = text
    .replace(/[.,!?;:"]+/g, " ")
    .replace(/(?<!\p{L})(?:please|thank you|thanks|here|speaking|пожалуйста|спасибо)(?!\p{L})/giu, " ")
    .trim()
    .split(/\s+/)
    .filter(Boolean);
  if (words.length === 0 || words.length > 4) return null;
  const plausible = words.every((word) => /^[\p{L}][\p{L}'’-]*$/u.test(word) && !NOT_NAMES.has(word.toLowerCase()));
  return plausible ? words.map(capital).join(" ") : null;
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** "S as in Sam, M, I, T, H" or "S-M-I-T-H": at least three letters one by one. */
function speltName(text: string): string | null {
  const plain = text.replace(/\b([a-z])(?:,|\.)?\s+(?:as in|for|like)\s+[a-z]+/gi, "$1");
  const run = /(?:\b[a-z]\b[\s,.-]*){3,}/i.exec(plain);
  if (!run) return null;
  const letters = run[0].replace(/[^a-z]/gi, "");
  return letters.length >= 3 ? capital(letters.toLowerCase()) : null;
}
