/**
 * One call heard by `/stt/turns/websocket`, which decides itself when a turn is over. Its transcripts hold the whole turn and
 * replace each other; only `turn.end` is final. An eager end is a partial: the core thinks ahead on partials anyway, and a
 * resumed turn is simply the next one. Words come without places: those are the detector's.
 */
import type { Expectation, TranscriberOptions, TranscriberSession, TranscriberSink } from "@offhook/engine/ports";
import { queryOf } from "@offhook/provider-kit";
import { keytermsOf } from "./keyterms.ts";
import { type HeardMessage, ListenLine } from "./listen-line.ts";
import type { CartesiaAccount, TranscriberTimeouts } from "./settings.ts";
import { SpeechSpan } from "./speech-span.ts";
import { readTurnsMessage } from "./turns-message.ts";

export interface ListenSettings {
  model: string;
  /** Names and terms to listen for; those that the dialogue expects at the start are added. */
  keyterms?: readonly string[];
  /** Silence that ends a turn whatever it sounds like, 640–11,200; default 2,000. Turns only. */
  endOfTurnTimeoutMs?: number;
}

/** Cartesia's own is 5,600; but the core waits for a turn's words no longer than this. */
const END_OF_TURN_MS = 2_000;
/** From the silence that ends a turn to the message that says so. */
const END_COMES_MS = 500;

export interface SessionParts {
  /** Such as `cartesia/ink-2`. */
  id: string;
  account: CartesiaAccount;
  settings: ListenSettings;
  timeouts: TranscriberTimeouts;
  options: TranscriberOptions;
  sink: TranscriberSink;
}

export class TurnsSession implements TranscriberSession {
  private readonly line: ListenLine;
  private readonly settings: ListenSettings;
  private readonly endOfTurnMs: number;
  private readonly span = new SpeechSpan();
  private phrases: readonly string[] = [];
  private inTurn = false;

  constructor({ id, account, settings, timeouts, sink }: SessionParts) {
    this.settings = settings;
    this.endOfTurnMs = settings.endOfTurnTimeoutMs ?? END_OF_TURN_MS;
    // Within a turn the server may be silent for as long as the caller may.
    const stallMs = Math.max(timeouts.stallMs, this.endOfTurnMs + END_COMES_MS);
    this.line = new ListenLine({
      ...{ id, account, timeouts: { ...timeouts, stallMs }, lastWords: '{"type":"close"}', sink },
      heard: (text) => this.heard(text),
    });
    // What the dialogue expects is told right after opening, and cannot be changed once the stream runs.
    queueMicrotask(() => this.line.connect(this.path()));
  }

  push(audio: Uint8Array, audioMs: number): void {
    this.span.sent(audio.length, audioMs);
    this.line.push(audio);
  }

  expect(expectation: Expectation | null): void {
    this.phrases = expectation?.phrases ?? [];
  }

  speechStarted(audioMs: number): void {
    this.span.started(audioMs);
    this.line.speechStarted();
  }

  speechPaused(audioMs: number): void {
    this.span.paused(audioMs);
    this.line.speechPaused();
  }

  close(): void {
    this.line.close();
  }

  private path(): string {
    const { model, keyterms = [] } = this.settings;
    const query = queryOf({
      ...{ model, encoding: "pcm_mulaw", sample_rate: 8_000 },
      turn_end_timeout_ms: this.endOfTurnMs,
      keyterm: keytermsOf(keyterms, this.phrases),
    });
    return `/stt/turns/websocket${query}`;
  }

  private heard(text: string): HeardMessage {
    const message = readTurnsMessage(text);
    if (!message) return "foreign";
    if (message.type === "other") return "beside";
    if (message.type === "error") this.line.failWith(message.error);
    else if (message.type === "end") this.ended(message.text);
    else this.goesOn(message.type === "words" ? message.text : "");
    return this.inTurn ? "going-on" : "settled";
  }

  private goesOn(text: string): void {
    this.inTurn = true;
    this.span.noticed();
    if (text !== "") this.line.partial({ text, ...this.span.soFar(), confidence: null });
  }

  private ended(text: string): void {
    // A doubled end of the same turn is not the next turn's.
    if (!this.inTurn) return;
    this.inTurn = false;
    this.line.final({ text, ...this.span.take(), confidence: null, endOfTurn: true });
  }
}
