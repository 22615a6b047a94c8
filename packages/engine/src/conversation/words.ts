/** What can be told from words alone, without a model: backchannels, farewells, requests for a person, echoes. */

export function normalise(text: string): string {
  return text
    .toLowerCase()
    .replace(/[’`]/g, "'")
    .replace(/[^\p{L}\p{N}'\s-]/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
}

export const wordsOf = (text: string): string[] =>
  normalise(text)
    .split(/[\s-]+/)
    .filter(Boolean);

const BACKCHANNELS = new Set(
  (
    "mm mhm mmhm mmhmm mmm hm hmm uhuh uh huh aha ah ooh oh okay ok right yeah yep yup yes sure alright really wow " +
    "good great nice perfect exactly absolutely well so um uhm er erm cool gotcha isee ic allright gotit ofcourse да ага угу ну так хорошо ладно понятно ясно верно мм"
  ).split(" "),
);

/**
 * Their words alone are none: "I" begins a sentence. "I. C." is how "I see" may be written down, with any letter that
 * rhymes with it.
 */
const BACKCHANNEL_PHRASES = /\b(i see|i [bcdegptvz](?: [bcdegptvz])?|all right|got it|of course)\b/g;

/** "mm-hm", "right", "okay": the caller listens on. Longer stretches of such words still are. */
export function isBackchannel(text: string): boolean {
  const words = wordsOf(
    normalise(text).replace(BACKCHANNEL_PHRASES, (phrase) =>
      phrase.startsWith("i ") ? "isee" : phrase.replace(" ", ""),
    ),
  );
  return words.length > 0 && words.length <= 4 && words.every((word) => BACKCHANNELS.has(word));
}

const FLOOR =
  /\b(no|stop|wait|hold on|hang on|excuse me|hello|listen)\b|(?<=\s)(нет|стоп|стойте|подождите|погодите|алло)(?=\s)/u;

/** "No, wait": said to be heard at once. */
export const wantsFloor = (text: string): boolean => matches(FLOOR, text);

const FAREWELL =
  /\b(bye|bye-bye|goodbye|good[- ]bye|good-by|see you|that's all|that is all|that's it|nothing else|до свидания|пока|всё спасибо)\b/u;

/** No sentence ends on "by": it is how transcribers write a quick "thanks, bye". */
const MISHEARD_BYE = /^ (?:\S+ ){0,2}by $/;

export const isFarewell = (text: string): boolean =>
  (matches(FAREWELL, text) && wordsOf(text).length <= 8) || matches(MISHEARD_BYE, text);

const PERSON =
  /\b(real person|a person|human|operator|receptionist|somebody real|someone real|representative|speak (?:to|with) (?:a |an |the )?(?:person|someone|somebody|human|staff|manager|agent)|talk (?:to|with) (?:a |an |the )?(?:person|someone|somebody|human|staff|manager|agent)|put me through|transfer me)\b|оператор|живой человек|живого человека|с человеком|соедините/u;

/** The caller may always reach a person: recognised here, whatever the model thinks of it. */
export const wantsPerson = (text: string): boolean => matches(PERSON, text);

const UPSET =
  /\b(ridiculous|terrible|useless|awful|angry|furious|unacceptable|worst|complain|complaint|lawyer|hate)\b|ужас|безобразие|жалоб/u;

export const soundsUpset = (text: string): boolean => matches(UPSET, text);

// \b knows ASCII letters only: pad, so that Cyrillic words meet a boundary too.
const matches = (pattern: RegExp, text: string): boolean => pattern.test(` ${normalise(text)} `);

/** Share of the words that the agent has just said, in any order. From three words on, most of them: an echo. */
export function isEchoOf(text: string, agentText: string): boolean {
  const words = wordsOf(text);
  if (words.length < 3) return false;
  const agentWords = new Set(wordsOf(agentText));
  const same = words.filter((word) => agentWords.has(word)).length;
  return same / words.length >= 0.75 && normalise(agentText).includes(words.slice(0, 2).join(" "));
}
