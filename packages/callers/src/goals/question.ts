/** What the agent wants to know, by words in a transcription that may be wrong in places. Pure; English. */

export type Question =
  | "booked"
  | "help"
  | "still-there"
  | "anything-else"
  | "alternatives"
  | "confirm"
  | "name"
  | "phone"
  | "day"
  | "time"
  | "start-over"
  | "person"
  | "repeat"
  | "goodbye"
  | "unknown";

/** What the open transcriber makes of the voice `slt` again and again (measured on Front desk's sentences). */
const SOUNDS_LIKE: readonly (readonly [RegExp, string])[] = [
  [/’/g, "'"],
  [/\bwhich (they|the|i|a)\b(?! one)/g, "which day"],
  [/\b(film|phone|foam|fun) ?number/g, "phone number"],
  [/\bany thing\b/g, "anything"],
  [/\bgood[- ]?by\b/g, "goodbye"],
  [/\bis book\b/g, "is booked"],
];

/** The first that fits. Order matters: "Shall I book it?" follows a day, a time and a name in one sentence. */
const SIGNS: readonly (readonly [Question, RegExp])[] = [
  ["booked", /\b(is|are|been|have|all|now|you're) (booked|confirmed|all set)\b/],
  ["still-there", /\bstill there\b/],
  ["start-over", /\bstart over\b/],
  [
    "confirm",
    /\bshall i\b|\bbook it\b|\bis (that|this|it) (right|correct|all right)\b|\byes or no\b|\b(right|correct)\?$/,
  ],
  ["alternatives", /\bis taken\b|\bwhich one\b|\bi have .*\bor\b|\bnot (free|available)\b|\binstead\b/],
  ["name", /\b(your|the|full) names?\b|\bwho am i\b/],
  ["phone", /\bphone\b|number|\breach you\b|\bdigit by digit\b/],
  ["time", /\b(what|which|a) time\b|\btime (suits|would|works)\b|\bwhen would\b/],
  ["day", /\b(which|what|the|a) (day|date|days)\b|\bday (suits|works|would)\b/],
  ["anything-else", /\b(anything|something) else\b|\belse i can\b/],
  ["person", /\b(speak|talk) (with|to) (a|some) ?(person|body|one|colleague)\b|\b(find|get) somebody\b/],
  [
    "repeat",
    /\b(didn't|did not|don't|couldn't) (get|catch|hear|understand)\b|\bsay (it|that) again\b|\brepeat\b|\bonce more\b/,
  ],
  ["help", /\bhow (can|may|could) i help\b|\bwhat can i do\b|\bhelp you\b/],
  ["goodbye", /\bgood ?bye\b|\bbye\b|\bthank you for calling\b/],
];

/** What is asked stands last: what an agent says before it is about something else. A booking is news wherever it is. */
export function questionIn(heard: string): Question {
  const text = SOUNDS_LIKE.reduce((result, [from, to]) => result.replace(from, to), heard.toLowerCase().trim());
  const whole = signIn(text);
  if (whole === "booked") return whole;
  const last = signIn(text.split(/(?<=[.!?])\s+/).at(-1) ?? "");
  return last === "unknown" ? whole : last;
}

function signIn(text: string): Question {
  return SIGNS.find(([, sign]) => sign.test(text))?.[0] ?? "unknown";
}
