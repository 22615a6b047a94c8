/**
 * One `StreamingRecognize` of the twin, after its configuration. Time is counted in audio: interim results while somebody
 * speaks, a final one at a long pause, and what is left when the client sends no more.
 */
import type { Clock, Timer } from "@offhook/engine/ports";
import type { Outbox } from "@offhook/twin-kit";
import type { Ear } from "./ear.ts";
import { HeardAudio } from "./heard-audio.ts";
import type { CloudSpeechLatencies } from "./latencies.ts";
import { invalidArgument, MALORDERED, NO_AUDIO, type Refusal, TOO_LONG } from "./refusals.ts";
import { eventMessage, resultMessage, withBill } from "./results.ts";
import { METHOD, readRequest, type StreamingConfig } from "./speech-service.ts";

export interface ListenerParts {
  config: StreamingConfig;
  outbox: Outbox;
  latencies: CloudSpeechLatencies;
  clock: Clock;
  /** What the next utterance says. */
  nextEar(): Ear;
}

const INTERIM_MS = 300;
/** Google's own endpointing. Nothing is published; users report the better part of a second and more. */
const ENDPOINT_MS = 800;
/** A speaker who has been silent so long has said all of what was begun. */
const PAUSE_MS = 60;
/** A recogniser hears a little of what came before. */
const LEAD_MS = 200;
/** Shorter sounds are clicks. */
const LEAST_SPEECH_MS = 60;
const MOST_STREAM_MS = 305_000;
const MOST_SILENT_MS = 10_000;
const MOST_MESSAGE_BYTES = 25 * 1_024;

interface Utterance {
  ear: Ear;
  startMs: number;
  lastLoudMs: number;
  loudMs: number;
}

export class StreamListener {
  private readonly parts: ListenerParts;
  private readonly audio: HeardAudio;
  /** Hearing a piece may take a while: what comes after it waits. */
  private work: Promise<void> = Promise.resolve();
  private utterance: Utterance | null = null;
  private settledMs = 0;
  private lastInterimMs = 0;
  private finals = 0;
  private deaf = false;
  private over = false;
  private readonly limit: Timer;
  private silence: Timer | null = null;

  constructor(parts: ListenerParts) {
    const { clock } = parts;
    this.parts = parts;
    this.audio = new HeardAudio(parts.config.config ?? {});
    this.limit = clock.at(clock.nowMs() + MOST_STREAM_MS, () => this.refuse(TOO_LONG));
    this.alive();
  }

  message(bytes: Buffer): void {
    if (this.over) return;
    const { streamingConfig, audioContent } = readRequest(bytes) ?? {};
    if (streamingConfig || !audioContent) return this.refuse(MALORDERED);
    if (audioContent.length > MOST_MESSAGE_BYTES) {
      return this.refuse(invalidArgument(`Audio chunk can be of a maximum of ${MOST_MESSAGE_BYTES} bytes.`));
    }
    if (audioContent.length > 0) this.alive();
    this.next(async () => {
      for (const isLoud of this.audio.push(audioContent)) if (!this.deaf) await this.frame(isLoud);
    });
  }

  /** The client sends no more. */
  halfClosed(): void {
    if (this.over) return;
    this.silence?.cancel();
    this.next(async () => {
      const { outbox, latencies } = this.parts;
      const afterMs = latencies.lastResultMs();
      const last = await this.last();
      if (last) this.send(withBill(last, this.audio.endMs), afterMs);
      outbox.close(0, "", afterMs);
      this.stop();
    });
  }

  /** The client has gone, or was refused. */
  stop(): void {
    this.over = true;
    this.limit.cancel();
    this.silence?.cancel();
  }

  private next(work: () => Promise<void>): void {
    // A function given by a test may throw: then nothing was heard.
    this.work = this.work.then(() => (this.over ? undefined : work())).catch(() => {});
  }

  private async frame(isLoud: boolean): Promise<void> {
    const { endMs } = this.audio;
    if (isLoud) this.loud(endMs);
    const { utterance } = this;
    if (!utterance) return;
    if (endMs - utterance.lastLoudMs >= ENDPOINT_MS) return this.endpoint();
    if (endMs - this.lastInterimMs < INTERIM_MS || !this.parts.config.interimResults) return;
    this.lastInterimMs = endMs;
    const words = await this.words(utterance);
    if (words.length > 0) this.send(this.result(utterance, words, false), this.parts.latencies.resultMs());
  }

  private loud(endMs: number): void {
    if (!this.utterance) {
      this.utterance = { ear: this.parts.nextEar(), startMs: endMs - 20, lastLoudMs: endMs, loudMs: 0 };
      this.event("SPEECH_ACTIVITY_BEGIN");
    }
    this.utterance.lastLoudMs = endMs;
    this.utterance.loudMs += 20;
  }

  private async endpoint(): Promise<void> {
    const single = this.parts.config.singleUtterance === true;
    const last = await this.last();
    this.event("SPEECH_ACTIVITY_END");
    if (single && last) {
      this.deaf = true;
      this.send(eventMessage("END_OF_SINGLE_UTTERANCE", this.audio.endMs), this.parts.latencies.resultMs());
    }
    if (last) this.send(last, this.parts.latencies.resultMs());
  }

  /** What was begun is over. Null: nobody spoke. */
  private async last(): Promise<Record<string, unknown> | null> {
    const { utterance } = this;
    this.utterance = null;
    const words = utterance ? await this.words(utterance) : [];
    if (!utterance || words.length === 0) return null;
    const message = this.result(utterance, words, true);
    this.finals += 1;
    this.settledMs = this.audio.endMs;
    return message;
  }

  private async words({ ear, startMs, lastLoudMs, loudMs }: Utterance): Promise<string[]> {
    if (loudMs < LEAST_SPEECH_MS) return [];
    const fromMs = Math.max(this.settledMs, startMs - LEAD_MS);
    const isWhole = this.audio.endMs - lastLoudMs >= PAUSE_MS;
    return ear({ loudMs, isWhole, audio: () => this.audio.since(fromMs) });
  }

  private result(utterance: Utterance, words: readonly string[], isFinal: boolean): Record<string, unknown> {
    const speech = { startMs: utterance.startMs, endMs: utterance.lastLoudMs };
    const config = this.parts.config.config ?? {};
    return resultMessage({ config, words, speech, endMs: this.audio.endMs, isFinal, isFirst: this.finals === 0 });
  }

  private event(type: string): void {
    if (!this.parts.config.enableVoiceActivityEvents) return;
    this.send(eventMessage(type, this.audio.endMs), this.parts.latencies.resultMs());
  }

  private send(message: Record<string, unknown>, afterMs: number): void {
    if (!this.over) this.parts.outbox.send(METHOD.streamingRecognize.responseSerialize(message), afterMs);
  }

  private refuse({ code, details }: Refusal): void {
    if (this.over) return;
    this.stop();
    this.parts.outbox.close(code, details);
  }

  private alive(): void {
    const { clock } = this.parts;
    this.silence?.cancel();
    this.silence = clock.at(clock.nowMs() + MOST_SILENT_MS, () => this.refuse(NO_AUDIO));
  }
}
