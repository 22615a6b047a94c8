/** What every voice keeps to, clause by clause; each check throws where it does not. */
import { levelDbOfMulaw } from "@offhook/engine/audio";
import { TELEPHONE_FORMAT, type Voice, type WordTime } from "@offhook/engine/ports";

export type MakeVoice = () => Voice;

interface Spoken {
  audio: Uint8Array;
  words: WordTime[];
  /** `audio`, `words`, `done`, `fault` in the order they came. */
  order: string[];
  early: boolean;
}

const SHORT = "One moment, please.";
const LONG = "We are open from nine in the morning until six in the evening on weekdays, and on Saturdays until four.";
/** For the slowest of voices. */
const MOST_MS = 10_000;
/** After its end, or after a cancel, a voice gets this long to do wrong. */
const AFTERMATH_MS = 60;

export function speakOnce(voice: Voice, text: string, language = "en"): Promise<Spoken> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    const spoken: Spoken = { audio: new Uint8Array(0), words: [], order: [], early: true };
    let returned = false;
    const limit = setTimeout(() => reject(new Error("it never ended")), MOST_MS);
    const note = (what: string): void => {
      spoken.order.push(what);
      spoken.early = spoken.early && returned;
      if (what !== "done" && what !== "fault") return;
      clearTimeout(limit);
      setTimeout(() => resolve({ ...spoken, audio: new Uint8Array(Buffer.concat(chunks)) }), AFTERMATH_MS);
    };
    voice.synthesize(
      { text, language, format: TELEPHONE_FORMAT, speed: 1 },
      {
        audio: (bytes) => {
          chunks.push(bytes.slice());
          note("audio");
        },
        words: (words) => {
          spoken.words.push(...words);
          note("words");
        },
        done: () => note("done"),
        fault: () => note("fault"),
      },
    );
    returned = true;
  });
}

function insist(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise);
}

const ends = (spoken: Spoken): string[] => spoken.order.filter((what) => what === "done" || what === "fault");

export const VOICE_CLAUSES: readonly { name: string; check(make: MakeVoice): Promise<void> | void }[] = [
  {
    name: "has an id",
    check: (make) => insist(make().id.trim() !== "", "the id is empty"),
  },
  {
    name: "says nothing before synthesize has returned",
    check: async (make) => insist((await speakOnce(make(), SHORT)).early, "the sink was called from within"),
  },
  {
    name: "ends once, and says nothing after it",
    check: async (make) => {
      const spoken = await speakOnce(make(), SHORT);
      insist(ends(spoken).length === 1, `it ended ${ends(spoken).length} times`);
      insist(spoken.order.at(-1) === ends(spoken)[0], "something came after the end");
    },
  },
  {
    name: "gives telephone audio: as long as speech is, not silent, no file header",
    check: async (make) => {
      const { audio } = await speakOnce(make(), SHORT);
      const seconds = audio.length / 8_000;
      insist(seconds > 0.3 && seconds < 5, `${seconds} s for four words`);
      insist(levelDbOfMulaw(audio) > -40, "it is silent");
      insist(Buffer.from(audio.subarray(0, 4)).toString("latin1") !== "RIFF", "it begins with a WAV header");
    },
  },
  {
    name: "speaks longer for a longer text",
    check: async (make) => {
      const voice = make();
      const [short, long] = [await speakOnce(voice, SHORT), await speakOnce(voice, LONG)];
      insist(long.audio.length > short.audio.length * 2, "the long text is not longer");
    },
  },
  {
    name: "gives word times in order and inside the audio, or none",
    check: async (make) => {
      const { words, audio } = await speakOnce(make(), LONG);
      const inOrder = words.every(
        (word, index) => word.startMs >= (words[index - 1]?.startMs ?? 0) && word.endMs >= word.startMs,
      );
      insist(inOrder, "word times are out of order");
      insist((words.at(-1)?.endMs ?? 0) <= audio.length / 8 + 50, "a word ends after the audio");
    },
  },
  {
    name: "is silent after a cancel",
    check: async (make) => {
      const heard: string[] = [];
      const note = (what: string) => () => void heard.push(what);
      const sink = { audio: note("audio"), words: note("words"), done: note("done"), fault: note("fault") };
      const job = make().synthesize({ text: LONG, language: "en", format: TELEPHONE_FORMAT, speed: 1 }, sink);
      job.cancel();
      job.cancel();
      await new Promise((resolve) => setTimeout(resolve, AFTERMATH_MS * 5));
      insist(heard.length === 0, `after the cancel came ${heard.join(", ")}`);
    },
  },
  {
    name: "ends on an empty text too",
    check: async (make) => insist(ends(await speakOnce(make(), "")).length === 1, "it did not end"),
  },
];
