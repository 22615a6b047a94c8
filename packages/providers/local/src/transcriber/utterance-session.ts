/**
 * One caller heard by a model that wants whole sentences: each is decoded at its pause. If the caller goes on before the
 * words have come, they are not told, and the whole is decoded at the next pause: words are better understood together.
 */
import type { Cancellable, Fault, TranscriberSession, TranscriberSink } from "@offhook/engine/ports";
import { isLoud } from "../sound/caller-sound.ts";
import type { ProcessLink } from "../workers/process-link.ts";
import { CallerSpeech, type Stretch } from "./caller-speech.ts";
import type { HearingJob, HearingWords } from "./hearing-job.ts";

export type HearingLink = Pick<ProcessLink<HearingJob, HearingWords>, "ask" | "tell">;

/** Whoever speaks longer without a pause is heard in parts: these models are made for half a minute. */
const MOST_STRETCH_MS = 20_000;

export class UtteranceSession implements TranscriberSession {
  private readonly link: HearingLink;
  private readonly sink: TranscriberSink;
  private readonly speech: CallerSpeech;
  private readonly jobs = new Map<Stretch, Cancellable>();
  private over = false;

  constructor(link: HearingLink, sink: TranscriberSink) {
    this.link = link;
    this.sink = sink;
    this.speech = new CallerSpeech(
      {
        grew: () => {},
        paused: (stretch, endMs, toMs) => this.decode(stretch, endMs, toMs),
        resumed: (stretch) => this.withdraw(stretch),
      },
      MOST_STRETCH_MS,
    );
  }

  push(audio: Uint8Array, audioMs: number): void {
    this.speech.push(audio, audioMs);
  }

  /** These models take no hints of what will be said. */
  expect(): void {}

  speechStarted(audioMs: number): void {
    this.speech.started(audioMs);
  }

  speechPaused(audioMs: number): void {
    this.speech.stopped(audioMs);
  }

  close(): void {
    this.over = true;
    this.speech.close();
    for (const job of this.jobs.values()) job.cancel();
    this.jobs.clear();
  }

  private decode(stretch: Stretch, endMs: number, toMs: number): void {
    const audio = this.speech.sound.slice(stretch.fromMs, toMs);
    const tell = (text: string): void => {
      this.jobs.delete(stretch);
      // Half of the sound behind it stays with what was heard, half may be the next word's beginning. Of one that was cut out of longer speech only the words are due: the speech itself goes on.
      if (stretch.pausedMs !== null) this.speech.finish((endMs + toMs) / 2);
      const { startMs } = stretch;
      this.sink.final({ text, startAudioMs: startMs, endAudioMs: endMs, confidence: null, endOfTurn: false });
    };
    this.withdraw(stretch);
    // Asked about silence these models answer with words all the same ("Thank you.").
    const job = isLoud(audio)
      ? this.link.ask({ do: "decode", audio }, (result) =>
          result.ok ? tell(result.value.text) : this.fail(result.fault),
        )
      : cancellable(() => tell(""));
    this.jobs.set(stretch, job);
  }

  private withdraw(stretch: Stretch): void {
    this.jobs.get(stretch)?.cancel();
    this.jobs.delete(stretch);
  }

  private fail(fault: Fault): void {
    if (this.over) return;
    this.close();
    this.sink.fault(fault);
  }
}

function cancellable(run: () => void): Cancellable {
  let wanted = true;
  queueMicrotask(() => wanted && run());
  return {
    cancel() {
      wanted = false;
    },
  };
}
