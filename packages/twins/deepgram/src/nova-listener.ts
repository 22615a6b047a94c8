/**
 * One `/v1/listen` socket of the twin. Time is counted in audio: interim results while somebody speaks, a final one every
 * few seconds, at a pause of `endpointing`, and at `Finalize`.
 */
import type { Clock, Timer } from "@offhook/engine/ports";
import { type Outbox, parseObject, type TwinConversation } from "@offhook/twin-kit";
import type { Ear } from "./ear.ts";
import { Inbox } from "./inbox.ts";
import { type Frame, IncomingAudio } from "./incoming-audio.ts";
import type { Latencies } from "./latencies.ts";
import {
  metadataMessage,
  resultsMessage,
  type Span,
  speechStartedMessage,
  utteranceEndMessage,
} from "./nova-results.ts";

export interface ListenerParts {
  query: URLSearchParams;
  requestId: string;
  outbox: Outbox;
  latencies: Latencies;
  clock: Clock;
  /** What the next utterance says. */
  nextEar(): Ear;
}

const INTERIM_MS = 300;
/** A window without a pause is made final after this. */
const WINDOW_MS = 4_000;
const MOST_WINDOW_MS = 5_000;
/** Neither audio nor KeepAlive for so long. */
const IDLE_MS = 10_000;
/** A speaker who has been silent so long has said all of what was begun. */
const PAUSE_MS = 60;

interface Utterance {
  ear: Ear;
  startMs: number;
  lastLoudMs: number;
  loudMs: number;
  /** Words that finals before this window have given. */
  given: number;
  /** Where `hear` begins to listen: the words before are given. */
  heardFromMs: number;
}

type Item = Uint8Array | "Finalize" | "CloseStream";

export class NovaListener implements TwinConversation {
  private readonly parts: ListenerParts;
  private readonly audio: IncomingAudio;
  private readonly inbox = new Inbox<Item>((item) => this.take(item));
  private readonly endpointingMs: number;
  private readonly utteranceEndMs: number | null;
  private windowStartMs = 0;
  private lastInterimMs = 0;
  private utterance: Utterance | null = null;
  private lastWordEndMs = -1;
  private utteranceEndDue = false;
  private idle: Timer | null = null;

  constructor(parts: ListenerParts) {
    const { query } = parts;
    this.parts = parts;
    this.audio = new IncomingAudio(query.get("encoding") ?? "linear16", Number(query.get("sample_rate") ?? 16_000));
    const endpointing = query.get("endpointing") ?? "10";
    this.endpointingMs = endpointing === "false" ? Number.POSITIVE_INFINITY : Number(endpointing);
    this.utteranceEndMs = query.has("utterance_end_ms") ? Number(query.get("utterance_end_ms")) : null;
    this.alive();
  }

  binary(bytes: Uint8Array): void {
    this.alive();
    this.inbox.push(bytes.length === 0 ? "CloseStream" : bytes);
  }

  text(text: string): void {
    const type = parseObject(text)?.type;
    if (type === "KeepAlive") this.alive();
    else if (type === "Finalize" || type === "CloseStream") this.inbox.push(type);
    // Audio belongs into binary messages; any other text is none that Deepgram knows.
    else this.end(1_008, "DATA-0000: The payload cannot be decoded as audio.");
  }

  closed(): void {
    this.idle?.cancel();
    this.inbox.stop();
    this.parts.outbox.stop();
  }

  private async take(item: Item): Promise<void> {
    if (item === "Finalize") return this.final({ fromFinalize: true, speechFinal: true });
    if (item === "CloseStream") return this.closeStream();
    for (const frame of this.audio.push(item)) await this.frame(frame);
  }

  private async frame({ endMs, isLoud }: Frame): Promise<void> {
    if (isLoud) this.loud(endMs);
    const { utterance } = this;
    const quietMs = utterance ? endMs - utterance.lastLoudMs : 0;
    if (utterance && quietMs >= this.endpointingMs) {
      await this.final({ fromFinalize: false, speechFinal: true });
      this.utterance = null;
    } else if (this.isWindowFull(endMs, quietMs)) await this.final({ fromFinalize: false, speechFinal: false });
    else if (endMs - this.lastInterimMs >= INTERIM_MS) await this.interim();
    if (!this.utteranceEndDue || this.utteranceEndMs === null) return;
    if (isLoud || endMs - this.lastWordEndMs < this.utteranceEndMs) return;
    this.utteranceEndDue = false;
    this.send(utteranceEndMessage(this.lastWordEndMs));
  }

  /** Unbroken speech is cut between words where it can be. */
  private isWindowFull(endMs: number, quietMs: number): boolean {
    const fromMs = Math.max(this.windowStartMs, this.utterance?.startMs ?? 0);
    const longMs = endMs - fromMs;
    return longMs >= WINDOW_MS && (!this.utterance || quietMs >= PAUSE_MS || longMs >= MOST_WINDOW_MS);
  }

  private loud(endMs: number): void {
    const startMs = endMs - 20;
    if (!this.utterance) {
      const ear = this.parts.nextEar();
      this.utterance = {
        ear,
        startMs,
        lastLoudMs: endMs,
        loudMs: 0,
        given: 0,
        heardFromMs: Math.max(0, startMs - 200),
      };
      if (this.parts.query.get("vad_events") === "true") this.send(speechStartedMessage(startMs));
    }
    this.utterance.lastLoudMs = endMs;
    this.utterance.loudMs += 20;
  }

  private async interim(): Promise<void> {
    this.lastInterimMs = this.audio.endMs;
    if (this.parts.query.get("interim_results") !== "true") return;
    this.results(await this.words(false), { isFinal: false, speechFinal: false, fromFinalize: false });
  }

  private async final(how: { fromFinalize: boolean; speechFinal: boolean }): Promise<void> {
    const words = await this.words(how.speechFinal || how.fromFinalize);
    if (this.audio.endMs > this.windowStartMs) this.results(words, { isFinal: true, ...how });
    this.windowStartMs = this.audio.endMs;
    this.lastInterimMs = this.audio.endMs;
    if (!this.utterance) return;
    this.utterance.given += words.length;
    if (words.length > 0) this.utterance.heardFromMs = this.audio.endMs;
  }

  /** Of the running window. A script is cut where the words given end; a listening ear hears only what is new. */
  private async words(atPause: boolean): Promise<string[]> {
    const { utterance } = this;
    if (!utterance) return [];
    const { ear, loudMs, lastLoudMs, heardFromMs } = utterance;
    const isWhole = atPause && this.audio.endMs - lastLoudMs >= PAUSE_MS;
    return ear.words({ loudMs, isWhole, given: utterance.given, audio: () => this.audio.since(heardFromMs) });
  }

  private results(
    words: readonly string[],
    how: { isFinal: boolean; speechFinal: boolean; fromFinalize: boolean },
  ): void {
    const { requestId, query } = this.parts;
    const window = { startMs: this.windowStartMs, endMs: this.audio.endMs };
    const speech = this.speechIn(window);
    if (words.length > 0) {
      this.lastWordEndMs = speech.endMs;
      this.utteranceEndDue = true;
    }
    this.send(resultsMessage({ ...how, window, speech, words, requestId, model: query.get("model") ?? "" }));
  }

  private speechIn(window: Span): Span {
    const { startMs, lastLoudMs } = this.utterance ?? { startMs: window.endMs, lastLoudMs: window.endMs };
    const from = Math.max(window.startMs, startMs);
    return { startMs: from, endMs: Math.max(from, Math.min(window.endMs, lastLoudMs)) };
  }

  private async closeStream(): Promise<void> {
    await this.final({ fromFinalize: true, speechFinal: false });
    this.send(metadataMessage(this.parts.requestId, this.audio.endMs));
    this.end(1_000, "");
  }

  private send(message: Record<string, unknown>): void {
    this.parts.outbox.json(message, this.parts.latencies.resultMs());
  }

  private end(code: number, reason: string): void {
    this.idle?.cancel();
    this.parts.outbox.close(code, reason);
  }

  private alive(): void {
    const { clock } = this.parts;
    this.idle?.cancel();
    const why = "NET-0001: Deepgram did not receive audio data or a text message within the timeout window.";
    this.idle = clock.at(clock.nowMs() + IDLE_MS, () => this.end(1_011, why));
  }
}
