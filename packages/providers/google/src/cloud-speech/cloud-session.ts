/**
 * One call heard by Google Cloud, over streams that follow each other. A stream says its last words when it is told that no
 * audio follows, so at each pause that the call's own detector hears, one stream is finished and the next begins: Google's
 * own endpointing takes its time, as far as is known the better part of a second or more, and cannot be asked. The connection
 * stays, so a new stream costs no handshake; it counts as a request, of which a project has 900 a minute unless it asks for
 * more. Whether the turn is over is the core's decision.
 */
import type {
  Clock,
  Expectation,
  Timer,
  TranscriberOptions,
  TranscriberSession,
  TranscriberSink,
} from "@offhook/engine/ports";
import { withoutKey } from "@offhook/provider-kit";
import type { CloudAnswer, CloudResult } from "./answer-message.ts";
import { type CloudSpeechSettings, configMessage, recognitionConfig } from "./config-message.ts";
import { type CloudFault, googleCloudFault, meaningOf } from "./faults.ts";
import { finalWords, noWords, partialWords } from "./heard-words.ts";
import { RecentAudio } from "./recent-audio.ts";
import { type CloudSpeechTimeouts, clockOf, type GoogleCloudAccount } from "./settings.ts";
import { SpeechChannel } from "./speech-channel.ts";
import { SpeechStream, type StreamEnd } from "./speech-stream.ts";
import { StreamOrder } from "./stream-order.ts";

export interface CloudSessionParts {
  /** Such as `google-cloud/telephony`. */
  id: string;
  account: GoogleCloudAccount;
  settings: CloudSpeechSettings;
  timeouts: CloudSpeechTimeouts;
  options: TranscriberOptions;
  sink: TranscriberSink;
}

/**
 * The detector tells of pauses of 96 ms, and some of those are inside a phrase: ended there, a stream would cut it and the
 * words after it lose their context. A pause of 160 ms ends speech for the core too.
 */
const FINISH_AFTER_MS = 80;
/**
 * The last of a finished stream is heard again by the next one: speech that set in just now, which the detector has not
 * told of yet. It lies within the pause that was just heard, so no whole word is in it.
 */
const OVERLAP_MS = 120;
/** Of silence; a stream that takes over between two utterances begins so far back. */
const LEAD_MS = 1_000;
/** The detector and Google see a pause within this of each other. */
const SAME_PAUSE_MS = 50;

export class CloudSession implements TranscriberSession {
  private readonly parts: CloudSessionParts;
  private readonly clock: Clock;
  private readonly order: StreamOrder;
  private readonly recent = new RecentAudio();
  private channel: SpeechChannel | null = null;
  /** The one that hears; null until there is audio for the next. */
  private stream: SpeechStream | null = null;
  private phrases: readonly string[] = [];
  private pushedAtMs = 0;
  private speaking = false;
  /** Where the speech began whose words are awaited. */
  private speechFromMs: number | null = null;
  /** The stream that hears has heard words that are not final. */
  private pendingWords = false;
  private connecting: Timer | null = null;
  private finishing: Timer | null = null;
  private idling: Timer | null = null;
  private over = false;

  constructor(parts: CloudSessionParts) {
    this.parts = parts;
    this.clock = clockOf(parts.account);
    this.order = new StreamOrder({
      answer: (stream, answer) => this.answered(stream, answer),
      ended: (stream) => this.finished(stream),
    });
    // What the dialogue expects is told right after opening.
    queueMicrotask(() => this.connect());
  }

  push(audio: Uint8Array, audioMs: number): void {
    if (this.over || audio.length === 0) return;
    this.pushedAtMs = this.clock.nowMs();
    if (!this.channel) return this.recent.push(audio, audioMs);
    this.renewInTime();
    const stream = this.stream ?? this.open(this.channel);
    stream.send(audio, audioMs);
    this.recent.push(audio, audioMs);
    if (!this.isUnsettled) this.recent.keepLast(LEAD_MS);
  }

  /** A stream's hints are set when it opens: between two utterances another one takes over. */
  expect(expectation: Expectation | null): void {
    const phrases = expectation?.phrases ?? [];
    if (phrases.join("\n") === this.phrases.join("\n")) return;
    this.phrases = phrases;
    if (!this.isUnsettled) this.replace();
  }

  speechStarted(audioMs: number): void {
    this.wait();
    this.speaking = true;
    this.speechFromMs ??= audioMs;
  }

  speechPaused(audioMs: number): void {
    this.speaking = false;
    this.wait();
    if (this.over) return;
    this.finishing = this.clock.at(this.clock.nowMs() + FINISH_AFTER_MS, () => {
      this.finishing = null;
      this.answerPause(audioMs);
    });
  }

  close(): void {
    if (this.over) return;
    this.over = true;
    for (const timer of [this.connecting, this.finishing, this.idling]) timer?.cancel();
    this.order.clear();
    this.channel?.close();
  }

  /** Somebody speaks, or has just paused, or words were heard that are not final: what hears now must not be lost. */
  private get isUnsettled(): boolean {
    return this.speaking || this.finishing !== null || this.pendingWords;
  }

  private wait(): void {
    this.finishing?.cancel();
    this.finishing = null;
  }

  private connect(): void {
    if (this.over) return;
    const { account, timeouts } = this.parts;
    const channel = SpeechChannel.to(account, () => this.connecting?.cancel());
    if (typeof channel === "string") return this.fail(channel, "");
    this.channel = channel;
    const { connectMs } = timeouts;
    this.connecting = this.clock.at(this.clock.nowMs() + connectMs, () =>
      this.fail("connect-late", `Waited ${connectMs} ms.`),
    );
    // The first one opens before there is audio: what is wrong with the key or the model is known while the greeting plays.
    this.open(channel);
    this.pushedAtMs = this.clock.nowMs();
    this.idle();
  }

  private open(channel: SpeechChannel): SpeechStream {
    const { settings, options, timeouts } = this.parts;
    const stream = new SpeechStream({
      call: channel.streamingRecognize(),
      config: configMessage(recognitionConfig(settings, options.language, this.phrases)),
      ...{ clock: this.clock, stallMs: timeouts.stallMs },
      answer: (by, answer) => this.order.answer(by, answer),
      ended: (by, end) => this.ended(by, end),
    });
    this.stream = stream;
    this.order.add(stream);
    for (const { audio, audioMs } of this.recent.all) stream.send(audio, audioMs);
    return stream;
  }

  private renewInTime(): void {
    if (!this.stream) return;
    const { renewAfterMs, renewAtMs } = this.parts.timeouts;
    const ageMs = this.stream.ageMs(this.clock.nowMs());
    if (ageMs < renewAfterMs) return;
    if (!this.isUnsettled) return this.replace();
    if (ageMs < renewAtMs) return;
    // In mid-sentence: the next stream hears all of it again, unless it has become too long for that.
    if (this.recent.isWhole) this.replace();
    else this.finish();
  }

  /** The next stream hears what this one has not settled; this one says nothing more. */
  private replace(): void {
    if (!this.stream) return;
    this.order.remove(this.stream);
    this.stream.drop();
    this.stream = null;
  }

  /** This one says what it still has to say, and the next one hears what comes. */
  private finish(): void {
    const { stream } = this;
    if (!stream) return;
    this.stream = null;
    this.recent.keepLast(OVERLAP_MS);
    this.pendingWords = false;
    stream.finish();
  }

  private answerPause(pausedAudioMs: number): void {
    const { stream } = this;
    const settledMs = stream?.settledAudioMs ?? null;
    const isAnswered = !this.pendingWords && settledMs !== null && settledMs >= pausedAudioMs - SAME_PAUSE_MS;
    const fromAudioMs = this.speechFromMs ?? settledMs ?? stream?.startAudioMs ?? pausedAudioMs;
    this.speechFromMs = null;
    // A stream that was given no audio would be refused its end.
    if (!stream || stream.sentMs === 0 || isAnswered) return;
    stream.asked = { fromAudioMs, pausedAudioMs };
    this.finish();
  }

  private idle(): void {
    const { idleMs } = this.parts.timeouts;
    this.idling = this.clock.at(this.pushedAtMs + idleMs, () => {
      const nowMs = this.clock.nowMs();
      if (nowMs - this.pushedAtMs >= idleMs) {
        this.rest();
        this.pushedAtMs = nowMs;
      }
      this.idle();
    });
  }

  /** The line itself has paused: what follows is no part of what was. */
  private rest(): void {
    if (this.stream?.sentMs === 0) this.replace();
    else this.finish();
    this.recent.keepLast(0);
  }

  private answered(stream: SpeechStream, answer: CloudAnswer): void {
    if (this.over || answer.type !== "results") return;
    // At most one is final, and it is the first.
    for (const result of answer.results) if (result.isFinal) this.final(stream, result);
    const interim = answer.results.filter(({ isFinal }) => !isFinal);
    if (interim.length > 0) this.partial(stream, interim);
  }

  private final(stream: SpeechStream, result: CloudResult): void {
    const words = finalWords(stream, result, this.speechFrom(stream));
    if (!words) return;
    stream.settledAudioMs = words.endAudioMs;
    if (stream === this.stream) {
      this.recent.settle(words.endAudioMs);
      this.pendingWords = false;
    }
    this.parts.sink.final(words);
  }

  private partial(stream: SpeechStream, results: readonly CloudResult[]): void {
    const words = partialWords(stream, results, this.speechFrom(stream));
    if (!words) return;
    if (stream === this.stream) this.pendingWords = true;
    this.parts.sink.partial(words);
  }

  private speechFrom(stream: SpeechStream): number | null {
    return stream === this.stream ? this.speechFromMs : (stream.asked?.fromAudioMs ?? null);
  }

  private finished(stream: SpeechStream): void {
    const words = this.over ? null : noWords(stream);
    if (words) this.parts.sink.final(words);
  }

  private ended(stream: SpeechStream, end: StreamEnd): void {
    if (this.over) return;
    const { because, detail } = end;
    if (because === "malformed") return this.fail("answer-malformed", detail);
    if (because === "stalled") return this.fail("stalled", detail);
    if (end.code === 0 && stream.isFinished) return this.order.ended(stream);
    const wasConnected = this.channel?.wasConnected ?? false;
    this.fail(meaningOf({ code: end.code, detail, wasConnected }), `Status ${end.code}. ${detail}`);
  }

  private fail(fault: CloudFault, detail: string): void {
    if (this.over) return;
    this.close();
    const { id, account, sink } = this.parts;
    sink.fault(googleCloudFault(`google-cloud-${fault}`, id, withoutKey(detail, account.apiKey)));
  }
}
