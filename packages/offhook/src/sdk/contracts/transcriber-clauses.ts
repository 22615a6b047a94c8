/** What every transcriber keeps to, clause by clause; each check throws where it does not. */
import { type Fault, type Heard, TELEPHONE_FORMAT, type Transcriber } from "@offhook/engine/ports";

/** A transcriber, and µ-law speech that it should find words in. */
export interface TranscriberSample {
  make(): Transcriber;
  speech: Uint8Array;
}

interface Listened {
  partials: Heard[];
  finals: (Heard & { endOfTurn: boolean })[];
  faults: Fault[];
}

const FRAME_BYTES = 160;
const FRAME_MS = 20;
const LEAD_MS = 400;
const MOST_MS = 8_000;
const silence = (ms: number): Uint8Array => new Uint8Array(ms * 8).fill(0xff);

const joined = (...parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));

/** Plays the audio as a call would, with the detector's hints; waits for the final, or for `waitMs`. */
async function listen(
  transcriber: Transcriber,
  audio: Uint8Array,
  hints: boolean,
  waitMs = MOST_MS,
): Promise<Listened> {
  const heard: Listened = { partials: [], finals: [], faults: [] };
  const session = transcriber.open(
    { format: TELEPHONE_FORMAT, language: "en" },
    {
      partial: (words) => void heard.partials.push(words),
      final: (words) => void heard.finals.push(words),
      fault: (fault) => void heard.faults.push(fault),
    },
  );
  const endMs = audio.length / 8;
  for (let at = 0; at < audio.length; at += FRAME_BYTES) {
    const atMs = (at / FRAME_BYTES) * FRAME_MS;
    if (hints && atMs === LEAD_MS) session.speechStarted(LEAD_MS);
    session.push(audio.subarray(at, at + FRAME_BYTES), atMs);
  }
  if (hints) session.speechPaused(endMs - LEAD_MS);
  const limit = Date.now() + waitMs;
  while (heard.finals.length === 0 && heard.faults.length === 0 && Date.now() < limit) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  session.close();
  session.close();
  return heard;
}

function insist(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise);
}

export const TRANSCRIBER_CLAUSES: readonly { name: string; check(sample: TranscriberSample): Promise<void> | void }[] =
  [
    {
      name: "has an id",
      check: ({ make }) => insist(make().id.trim() !== "", "the id is empty"),
    },
    {
      name: "finds words in speech, at their place",
      check: async ({ make, speech }) => {
        const audio = joined(silence(LEAD_MS), speech, silence(LEAD_MS));
        const { finals, faults } = await listen(make(), audio, true);
        const final = finals[0];
        insist(faults.length === 0, `fault ${faults[0]?.code}`);
        insist(final !== undefined && final.text.trim() !== "", "no words");
        if (!final) return;
        insist(final.startAudioMs < final.endAudioMs, "the words end before they begin");
        insist(
          final.startAudioMs >= 0 && final.endAudioMs <= audio.length / 8 + 200,
          "the words lie outside the audio",
        );
      },
    },
    {
      name: "is sure between 0 and 1, or says null",
      check: async ({ make, speech }) => {
        const audio = joined(silence(LEAD_MS), speech, silence(LEAD_MS));
        const { finals, partials } = await listen(make(), audio, true);
        const sure = [...finals, ...partials].every(
          ({ confidence }) => confidence === null || (confidence >= 0 && confidence <= 1),
        );
        insist(finals.length > 0 && sure, "a confidence outside 0–1, or no final at all");
      },
    },
    {
      name: "finds no words in silence",
      check: async ({ make }) => {
        const { finals } = await listen(make(), silence(1_500), true, 1_500);
        insist(
          finals.every(({ text }) => text.trim() === ""),
          `it heard ${finals[0]?.text}`,
        );
      },
    },
    {
      name: "says nothing once it is closed",
      check: async ({ make, speech }) => {
        const heard: string[] = [];
        const note = (what: string) => () => void heard.push(what);
        const sink = { partial: note("partial"), final: note("final"), fault: note("fault") };
        const session = make().open({ format: TELEPHONE_FORMAT, language: "en" }, sink);
        session.speechStarted(0);
        session.push(speech, 0);
        session.close();
        heard.length = 0;
        session.push(speech, 1_000);
        session.speechPaused(1_500);
        await new Promise((resolve) => setTimeout(resolve, 400));
        insist(heard.length === 0, `after close came ${heard.join(", ")}`);
      },
    },
    {
      name: "takes chunks of any size, hints in any order, and never throws",
      check: ({ make }) => {
        const sink = { partial: () => {}, final: () => {}, fault: () => {} };
        const session = make().open({ format: TELEPHONE_FORMAT, language: "en" }, sink);
        session.speechPaused(0);
        for (const size of [0, 1, 159, 161, 40_000]) session.push(new Uint8Array(size).fill(0x7f), size);
        session.speechStarted(5_000);
        session.speechStarted(1_000);
        session.expect({ kind: "yes-no", grammar: "no grammar at all", phrases: [] });
        session.expect(null);
        session.close();
      },
    },
  ];
