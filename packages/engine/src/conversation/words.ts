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
    "mm mhm mmhm mm-hm mmm hm hmm uh-huh uhuh uh huh aha ah oh okay ok right yeah yep yes sure alright really i see " +
    "good great fine nice exactly well um uhm er erm cool да ага угу ну так хорошо ладно понятно ясно верно мм"
  ).split(" "),
);

/** "mm-hm", "right", "okay": the caller listens on. Longer stretches of such words still are. */
export function isBackchannel(text: string): boolean {
  const words = wordsOf(text);
  return words.length > 0 && words.length <= 4 && words.every((word) => BACKCHANNELS.has(word));
}

const FAREWELL =
  /\b(bye|goodbye|good bye|see you|that's all|that is all|that's it|nothing else|до свидания|пока|всё спасибо)\b/u;

export const isFarewell = (text: string): boolean => matches(FAREWELL, text) && wordsOf(text).length <= 8;

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
