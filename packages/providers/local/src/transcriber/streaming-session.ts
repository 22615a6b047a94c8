/**
 * One caller heard by a streaming model: a stream from a little before speech to the pause, words while it lasts. One request
 * at a time is under way; the sound that comes meanwhile goes with the next, so a busy model is asked less often, not more.
 */
import type { Cancellable, Fault, TranscriberSession, TranscriberSink } from "@offhook/engine/ports";
import { CallerSpeech, type Stretch } from "./caller-speech.ts";
import type { HearingLink } from "./utterance-session.ts";

interface Streamed {
  stream: number;
  stretch: Stretch;
  /** Sound up to here was sent. */
  sentMs: number;
  /** As told last. */
  text: string;
  /** Once it has ended: where the speech ended, and what sound is still to be sent. */
  ending: { endMs: number; rest: Uint8Array } | null;
}

/** A shorter piece gives no new words, and every request costs a round trip. */
const LEAST_PIECE_MS = 80;

/** Of all calls, since they share a process. */
let lastStream = 0;

export class StreamingSession implements TranscriberSession {
  private readonly link: HearingLink;
  private readonly sink: TranscriberSink;
  private readonly speech: CallerSpeech;
  /** In the order they were spoken; all but the last are ending. */
  private streamed: Streamed[] = [];
  private request: Cancellable | null = null;
  private over = false;

  constructor(link: HearingLink, sink: TranscriberSink) {
    this.link = link;
    this.sink = sink;
    this.speech = new CallerSpeech({
      grew: (stretch) => this.grew(stretch),
      paused: (stretch, endMs, toMs) => this.paused(stretch, endMs, toMs),
      // Its stream has ended by then: what follows is a stream of its own.
      resumed: () => {},
    });
  }

  push(audio: Uint8Array, audioMs: number): void {
    this.speech.push(audio, audioMs);
  }

  /** Greedy search takes no hints of what will be said. */
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
    this.request?.cancel();
    // The process keeps a stream's state until it hears of its end.
    for (const { stream } of this.streamed) this.link.tell({ do: "forget", stream });
    this.streamed = [];
  }

  private grew(stretch: Stretch): void {
    this.streamOf(stretch);
    this.send();
  }

  private paused(stretch: Stretch, endMs: number, toMs: number): void {
    const streamed = this.streamOf(stretch);
    streamed.ending = { endMs, rest: this.speech.sound.slice(streamed.sentMs, toMs) };
    this.speech.finish(toMs);
    this.send();
  }

  private streamOf(stretch: Stretch): Streamed {
    const known = this.streamed.find((one) => one.stretch === stretch);
    if (known) return known;
    const made = { stream: ++lastStream, stretch, sentMs: stretch.fromMs, text: "", ending: null };
    this.streamed.push(made);
    return made;
  }

  private send(): void {
    const first = this.streamed[0];
    if (!first || this.request || this.over) return;
    const { sound } = this.speech;
    const toMs = sound.endMs;
    if (!first.ending && toMs - first.sentMs < LEAST_PIECE_MS) return;
    const audio = first.ending?.rest ?? sound.slice(first.sentMs, toMs);
    const end = first.ending !== null;
    if (!end) this.sent(first, toMs);
    this.request = this.link.ask({ do: "stream", stream: first.stream, audio, end }, (result) => {
      this.request = null;
      if (!result.ok) return this.fail(result.fault);
      this.heard(first, result.value.text, end, toMs);
      this.send();
    });
  }

  private sent(streamed: Streamed, toMs: number): void {
    streamed.sentMs = toMs;
    this.speech.sound.dropBefore(toMs);
  }

  private heard(streamed: Streamed, text: string, ended: boolean, toMs: number): void {
    const changed = text !== streamed.text;
    streamed.text = text;
    const words = { text, startAudioMs: streamed.stretch.startMs, confidence: null };
    if (ended) {
      this.streamed.shift();
      this.sink.final({ ...words, endAudioMs: streamed.ending?.endMs ?? toMs, endOfTurn: false });
    } else if (changed && text !== "") this.sink.partial({ ...words, endAudioMs: toMs });
  }

  private fail(fault: Fault): void {
    if (this.over) return;
    this.close();
    this.sink.fault(fault);
  }
}
