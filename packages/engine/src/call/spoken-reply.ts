/**
 * The sound of a generation that speaks itself. It comes in one piece, and is given out clause by clause as the core asks
 * for them, so that marks, interruptions and the transcript work as with any voice.
 */
import { levelDbOfMulaw } from "../audio/index.ts";
import { type Fault, TELEPHONE_FORMAT, type Voice, type VoiceSink } from "../ports.ts";
import { CUT_FRAME_MS, cutClause, endsInPause, FRAMES_A_LETTER, lettersOf } from "./clause-cut.ts";

/** Speech codecs' comfort noise is below this. */
const SILENT_BELOW_DB = -45;
const FRAME_BYTES = CUT_FRAME_MS * 8;

interface Asked {
  letters: number;
  endsInPause: boolean;
  sink: VoiceSink;
}

/** How fast this voice speaks: learned from its replies, kept for the whole call. */
export interface Pace {
  framesALetter: number;
}

export const usualPace = (): Pace => ({ framesALetter: FRAMES_A_LETTER });

/** Words and sound come about in step: what has come of this reply counts like so many letters of those before. */
const PACE_LETTERS = 20;

export class SpokenReply {
  private readonly id: string;
  private readonly pace: Pace;
  private audio = new Uint8Array(0);
  private bytes = 0;
  private readonly sounds: boolean[] = [];
  private soundFrames = 0;
  private text = "";
  private givenLetters = 0;
  /** Where the clause that is given out now begins, and what of it was given. */
  private fromBytes = 0;
  private sentBytes = 0;
  private readonly asked: Asked[] = [];
  private complete = false;
  private broken: Fault | null = null;

  constructor(id: string, pace: Pace = usualPace()) {
    this.id = id;
    this.pace = pace;
  }

  said(text: string): void {
    this.text += text;
  }

  push(audio: Uint8Array): void {
    if (this.bytes + audio.length > this.audio.length) {
      const larger = new Uint8Array(Math.max(16_000, (this.bytes + audio.length) * 2));
      larger.set(this.audio.subarray(0, this.bytes));
      this.audio = larger;
    }
    this.audio.set(audio, this.bytes);
    this.bytes += audio.length;
    for (let end = (this.sounds.length + 1) * FRAME_BYTES; end <= this.bytes; end += FRAME_BYTES) {
      const isSound = levelDbOfMulaw(this.audio.subarray(end - FRAME_BYTES, end)) > SILENT_BELOW_DB;
      this.sounds.push(isSound);
      if (isSound) this.soundFrames += 1;
    }
    this.give();
  }

  /** All words and all sound are there. */
  end(): void {
    this.complete = true;
    this.pace.framesALetter = this.paceNow();
    this.give();
  }

  /** No more will come: clauses that are not whole are for another voice. */
  broke(fault: Fault): void {
    this.broken = fault;
    for (const { sink } of this.asked.splice(0)) sink.fault(fault);
  }

  /** The next clause, as a voice that speaks it. */
  asVoice(): Voice {
    return {
      id: this.id,
      formats: [TELEPHONE_FORMAT],
      synthesize: ({ text }, sink) => {
        const one: Asked = { letters: lettersOf(text), endsInPause: endsInPause(text), sink };
        queueMicrotask(() => this.take(one));
        return { cancel: () => this.forget(one) };
      },
    };
  }

  private cancelled = new WeakSet<Asked>();

  private take(one: Asked): void {
    if (this.cancelled.has(one)) return;
    if (this.broken) return one.sink.fault(this.broken);
    this.asked.push(one);
    this.give();
  }

  private paceNow(): number {
    const letters = lettersOf(this.text);
    return (this.pace.framesALetter * PACE_LETTERS + this.soundFrames) / (PACE_LETTERS + letters);
  }

  private forget(one: Asked): void {
    this.cancelled.add(one);
    const index = this.asked.indexOf(one);
    if (index >= 0) this.asked.splice(index, 1);
  }

  private give(): void {
    for (let first = this.asked[0]; first; first = this.asked[0]) {
      const cut = cutClause(
        { sounds: this.sounds, complete: this.complete },
        {
          fromFrame: Math.floor(this.fromBytes / FRAME_BYTES),
          letters: first.letters,
          lettersToEnd: this.complete ? lettersOf(this.text) - this.givenLetters : null,
          endsInPause: first.endsInPause,
        },
        this.paceNow(),
      );
      const isLast = this.complete && cut.endFrame === this.sounds.length;
      const upTo = isLast ? this.bytes : (cut.endFrame ?? cut.sureUpTo) * FRAME_BYTES;
      if (upTo > this.sentBytes) {
        first.sink.audio(this.audio.slice(this.sentBytes, upTo));
        this.sentBytes = upTo;
      }
      if (cut.endFrame === null) return;
      this.asked.shift();
      this.givenLetters += first.letters;
      this.fromBytes = this.sentBytes;
      first.sink.done();
    }
  }
}
