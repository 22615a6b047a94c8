/**
 * A second opinion on a lone word. Moonshine writes a single syllable down as some other word ("okay" → "Go, Ken."), or
 * not at all; a grammar of the words that people say alone knows them better. Pure.
 */
import type { ClosedWord } from "./closed-worker.ts";
import { spokenWords } from "./spoken-words.ts";

const LISTENING_ON = (
  "okay|okay okay|oh okay|right|yeah|yeah yeah|uh huh|i see|yes|sure|alright|yep|oh|got it|really|great|aha|" +
  "of course|good|fine|mm hm|hmm|exactly|perfect|wow"
).split("|");
const DIGITS = "zero|one|two|three|four|five|six|seven|eight|nine|ten".split("|");
/** Commands and short questions. The grammar must have them, or it would hear a backchannel in each. */
const OTHERS = (
  "stop|wait|no|no no|hold on|excuse me|wait a second|hang on|no thanks|hello|what|sorry|listen|cancel|go back|again|" +
  "repeat|help|goodbye|operator|person|agent|why|who|how much|cool"
).split("|");

export const LONE_WORDS_GRAMMAR = `#JSGF V1.0;\ngrammar lone;\npublic <lone> = ${[...LISTENING_ON, ...DIGITS, ...OTHERS].join(" | ")};`;

/** Set by reading what went wrong in the bench's backchannels, coughs and short speech, of both halves (bench/turn-taking). */
export const LONE_WORDS_DEFAULTS = Object.freeze({
  /** Longer speech is more than a word or two. */
  upToMs: 750,
  fromMs: 190,
  mostOpenWords: 3,
  listeningOnFrom: 0.74,
  /** "Really" is much like other words of two syllables ("calling", "removed"). */
  reallyFrom: 0.85,
  digitFrom: 0.8,
  /** …and where the open transcriber wrote "Oh," for "four". */
  digitOverOhFrom: 0.83,
  /** Its words must fill the speech, and no more: over a cough a grammar hears a word twice as long. */
  leastCoverage: 0.6,
  mostCoverage: 1.7,
  /** A digit that sure may begin before the detector hears it: the first sound of "three" is faint. */
  sureFrom: 0.9,
  mostCoverageIfSure: 2.2,
  voicedShare: 0.2,
});

export interface LoneHearing {
  openText: string;
  words: readonly ClosedWord[];
  voicedShare: number;
  speechMs: number;
}

export interface LoneVerdict {
  text: string;
  /** Of the open text, where a grammar heard something else in it: low. Null: nothing speaks against it. */
  confidence: number | null;
  by: "open" | "closed";
}

export function judgeLone(hearing: LoneHearing): LoneVerdict {
  const { openText, words } = hearing;
  const closed = words.map((word) => word.text).join(" ");
  const probability = Math.min(1, ...words.map((word) => word.probability));
  const asWritten: LoneVerdict = { text: openText, confidence: null, by: "open" };
  if (words.length === 0 || !fills(hearing, isDigit(closed) && probability >= LONE_WORDS_DEFAULTS.sureFrom))
    return asWritten;
  const open = spokenWords(openText);
  if (isDigit(closed) && probability >= digitNeeds(open) && hearing.voicedShare >= LONE_WORDS_DEFAULTS.voicedShare)
    return { text: closed, confidence: probability, by: "closed" };
  const doubted =
    LISTENING_ON.includes(closed) &&
    probability >= LONE_WORDS_DEFAULTS[closed === "really" ? "reallyFrom" : "listeningOnFrom"] &&
    open.length > 0 &&
    open.length <= LONE_WORDS_DEFAULTS.mostOpenWords &&
    !open.some((word) => KNOWN.has(word));
  return doubted ? { ...asWritten, confidence: Math.round((1 - probability) * 100) / 100 } : asWritten;
}

/** Answers and commands that the open transcriber writes rightly: taken as written. */
const KNOWN = new Set(
  (
    "stop wait no not don't hold hang excuse hello what sorry listen cancel back again repeat help goodbye bye operator person agent " +
    "why who how much when where thank thanks please first second third last zero one two three four five six seven eight " +
    "nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty " +
    "seventy eighty ninety hundred monday tuesday wednesday thursday friday saturday sunday today tomorrow"
  ).split(" "),
);

const isDigit = (text: string): boolean => DIGITS.includes(text);

function digitNeeds(open: readonly string[]): number {
  if (open.length === 0) return LONE_WORDS_DEFAULTS.digitFrom;
  const isOh = open.length === 1 && ["oh", "ah", "so", "well", "really"].includes(open[0] as string);
  return isOh ? LONE_WORDS_DEFAULTS.digitOverOhFrom : Number.POSITIVE_INFINITY;
}

function fills({ words, speechMs }: LoneHearing, sure: boolean): boolean {
  const { leastCoverage, fromMs } = LONE_WORDS_DEFAULTS;
  const mostCoverage = sure ? LONE_WORDS_DEFAULTS.mostCoverageIfSure : LONE_WORDS_DEFAULTS.mostCoverage;
  const coveredMs = words.reduce((sum, word) => sum + word.endMs - word.startMs, 0);
  return speechMs >= fromMs && coveredMs >= speechMs * leastCoverage && coveredMs <= speechMs * mostCoverage;
}
