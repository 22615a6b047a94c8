/** What is said in every call of the chaos run, and when. */

/** Where the caller speaks, in ms of the call, and what. */
export interface Stretch {
  fromMs: number;
  toMs: number;
  text: string;
}

export interface Script {
  /** A turn that is healthy, the one in which trouble strikes, and one after it. */
  stretches: readonly [Stretch, Stretch, ...Stretch[]];
  /** The first turn has been answered, the second is not begun. */
  troubleFromMs: number;
  endsMs: number;
}

const TEXTS = ["When could I come?", "Please book Tuesday at eleven.", "And where are you?"] as const;
export const [FIRST_TEXT, STRUCK_TEXT, LAST_TEXT] = TEXTS;

export const VIRTUAL_SCRIPT: Script = {
  stretches: [
    { fromMs: 7_000, toMs: 8_200, text: FIRST_TEXT },
    { fromMs: 16_000, toMs: 17_600, text: STRUCK_TEXT },
    { fromMs: 32_000, toMs: 33_000, text: LAST_TEXT },
  ],
  troubleFromMs: 14_000,
  endsMs: 44_000,
};

/** When nobody is left little is answered: the caller speaks sooner again, and once more. */
export const GONE_SCRIPT: Script = {
  ...VIRTUAL_SCRIPT,
  stretches: [
    VIRTUAL_SCRIPT.stretches[0],
    VIRTUAL_SCRIPT.stretches[1],
    { fromMs: 29_000, toMs: 30_000, text: LAST_TEXT },
    { fromMs: 39_000, toMs: 40_000, text: LAST_TEXT },
  ],
  endsMs: 60_000,
};

/** The same with a greeting of one word: nobody waits longer than they must. */
export const REAL_SCRIPT: Script = {
  stretches: [
    { fromMs: 3_000, toMs: 4_200, text: FIRST_TEXT },
    { fromMs: 10_500, toMs: 12_100, text: STRUCK_TEXT },
    { fromMs: 23_500, toMs: 24_500, text: LAST_TEXT },
  ],
  troubleFromMs: 10_000,
  endsMs: 30_000,
};

export const BOOK = { name: "bookSlot", args: { day: "Tuesday", time: "11:00" } };

export const BEFORE_TOOL = ["I will book that for you."];
export const AFTER_TOOL = ["It is booked for Tuesday at eleven.", "You will get a text message about it."];
export const FIRST_ANSWER = ["Tuesday at eleven is free.", "Shall I book that?"];
export const LAST_ANSWER = ["We are in Market Street."];

export const wordsAt = ({ stretches }: Script, audioMs: number): string =>
  stretches.find(({ fromMs, toMs }) => audioMs >= fromMs - 300 && audioMs <= toMs + 300)?.text ?? "";
