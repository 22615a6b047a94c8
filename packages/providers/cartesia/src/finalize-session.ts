/**
 * One call heard by `/stt/websocket`, which knows no turns: when the call's own detector hears a pause, `finalize` asks for
 * the words. They come in pieces that may be cut anywhere and are joined as they are. Whether the turn is over is the core's
 * decision.
 */
import type { Clock, Expectation, Timer, TranscriberSession } from "@offhook/engine/ports";
import { queryOf } from "@offhook/provider-kit";
import { readFinalizeMessage } from "./finalize-message.ts";
import { keytermsOf } from "./keyterms.ts";
import { type HeardMessage, ListenLine } from "./listen-line.ts";
import { clockOf, plainLanguage } from "./settings.ts";
import { SpeechSpan } from "./speech-span.ts";
import type { ListenSettings, SessionParts } from "./turns-session.ts";

/**
 * The detector tells of pauses of 96 ms, and some of those are inside a phrase: asked for there, words would be cut and the
 * ones after them lose their context. A pause of 160 ms ends speech for the core too.
 */
const FINALIZE_AFTER_MS = 80;
/** Final words that nobody asked for: the server heard a pause that the detector did not. */
const UNASKED_MS = 700;

export class FinalizeSession implements TranscriberSession {
  private readonly line: ListenLine;
  private readonly clock: Clock;
  private readonly settings: ListenSettings;
  private readonly language: string;
  private readonly span = new SpeechSpan();
  private phrases: readonly string[] = [];
  /** Final words that are not whole yet. */
  private held = "";
  private finalizing: Timer | null = null;
  private asked = false;

  constructor({ id, account, settings, timeouts, options, sink }: SessionParts) {
    this.clock = clockOf(account);
    this.settings = settings;
    this.language = options.language;
    const heard = (text: string): HeardMessage => this.heard(text);
    this.line = new ListenLine({ id, account, timeouts, lastWords: "close", sink, heard });
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
    this.finalizing?.cancel();
    this.span.started(audioMs);
    this.line.speechStarted();
  }

  speechPaused(audioMs: number): void {
    this.span.paused(audioMs);
    this.line.speechPaused();
    this.finalizeAfter(FINALIZE_AFTER_MS);
  }

  close(): void {
    this.finalizing?.cancel();
    this.line.close();
  }

  private path(): string {
    const { model, keyterms = [] } = this.settings;
    const language = plainLanguage(this.language);
    const keyterm = keytermsOf(keyterms, this.phrases);
    return `/stt/websocket${queryOf({ model, encoding: "pcm_mulaw", sample_rate: 8_000, language, keyterm })}`;
  }

  private finalizeAfter(ms: number): void {
    this.finalizing?.cancel();
    this.finalizing = this.clock.at(this.clock.nowMs() + ms, () => {
      this.asked = true;
      // A bare word, no JSON.
      this.line.ask("finalize");
    });
  }

  private heard(text: string): HeardMessage {
    const message = readFinalizeMessage(text);
    if (!message) return "foreign";
    if (message.type === "other") return "beside";
    if (message.type === "error") this.line.failWith(message.error);
    if (message.type === "words") this.words(message.text, message.isFinal);
    if (message.type === "flushed") this.flushed();
    return this.asked ? "going-on" : "settled";
  }

  private words(text: string, isFinal: boolean): void {
    this.span.noticed();
    const soFar = this.held + text;
    if (isFinal) this.held = soFar;
    if (isFinal && !this.asked) this.finalizeAfter(UNASKED_MS);
    if (soFar.trim() !== "") this.line.partial({ text: soFar.trim(), ...this.span.soFar(), confidence: null });
  }

  private flushed(): void {
    const text = this.held.trim();
    this.held = "";
    this.asked = false;
    // Without words it still answers a pause: speech, but no words. A doubled answer answers nothing.
    if (text === "" && !this.span.isPaused) return;
    this.line.final({ text, ...this.span.take(), confidence: null, endOfTurn: false });
  }
}
