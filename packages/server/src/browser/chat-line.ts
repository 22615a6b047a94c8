/**
 * The line of a chat: words come typed and go written, and everything between is the call that a telephone would be. The
 * engine gets a transcriber that hears what is typed, a voice that only stands for what is read, and a leg without sound.
 */
import type { Leg, LegSink, SpeechDetector, Transcriber, TranscriberSink, Voice } from "@offhook/engine/ports";
import { TELEPHONE_FORMAT } from "@offhook/engine/ports";

/** `calls.from_number` of a chat: what makes it one, also for the worker that takes it up again. */
export const CHAT = "chat";

/** Nobody is asked whether he is still there while he types, and an hour is enough to try something. */
export const CHAT_TIMING = Object.freeze({ idlePromptMs: 3_600_000, maxDurationMs: 3_600_000 });

/** One frame of telephone audio, silent: the shortest thing that can be played and marked. */
const PAGE = new Uint8Array(160).fill(0xff);
/** What is typed has a place in the caller's stream as words have; two are never at the same. */
const PLACE_MS = 200;
/** Far below the five seconds after which a line without media counts as gone. */
const ALIVE_EVERY_MS = 1_000;

/** What is typed, as a transcriber hears it: at once, and to the end. */
export class Keyboard {
  readonly transcriber: Transcriber = {
    id: "chat/keyboard",
    formats: [TELEPHONE_FORMAT],
    open: (_options, sink) => this.opened(sink),
  };
  private sink: TranscriberSink | null = null;
  private placeMs = 0;
  private usedMs = 0;

  /** False: nobody listens yet, or any more. */
  types(text: string): boolean {
    if (!this.sink) return false;
    const startAudioMs = Math.max(this.placeMs, this.usedMs);
    const endAudioMs = startAudioMs + PLACE_MS;
    this.usedMs = endAudioMs + PLACE_MS;
    this.sink.final({ text, startAudioMs, endAudioMs, confidence: 1, endOfTurn: true });
    return true;
  }

  private opened(sink: TranscriberSink) {
    this.sink = sink;
    return {
      push: (_audio: Uint8Array, audioMs: number): void => {
        this.placeMs = audioMs;
      },
      ...{ expect() {}, speechStarted() {}, speechPaused() {} },
      close: (): void => {
        if (this.sink === sink) this.sink = null;
      },
    };
  }
}

export const writtenVoice: Voice = {
  id: "chat/page",
  formats: [TELEPHONE_FORMAT],
  isWritten: true,
  synthesize(_request, sink) {
    sink.audio(PAGE);
    sink.done();
    return { cancel() {} };
  },
};

export const nobodySpeaks: SpeechDetector = { open: () => ({ push() {}, close() {} }) };

/** `sink` is what the call reports to; `ended` closes whatever the words come by. */
export class ChatLeg implements Leg {
  readonly streamId: string;
  readonly format = TELEPHONE_FORMAT;
  sink: LegSink | null = null;
  private readonly ended: () => void;
  private readonly alive: ReturnType<typeof setInterval>;

  constructor(streamId: string, ended: () => void) {
    this.streamId = streamId;
    this.ended = ended;
    const startedMs = performance.now();
    this.alive = setInterval(
      () => this.sink?.audio(new Uint8Array(0), Math.round(performance.now() - startedMs)),
      ALIVE_EVERY_MS,
    );
  }

  send(): void {}

  /** Read as soon as it is written. Later, not now: the core is in the middle of telling what it sent. */
  mark(name: string): void {
    setImmediate(() => this.sink?.mark(name));
  }

  clear(): void {}

  close(): void {
    clearInterval(this.alive);
    this.ended();
  }
}
