/**
 * One call heard by Nova (`/v1/listen`). Interim texts are replaced, final ones appended. When the call's own detector
 * hears a pause, `Finalize` asks for the words at once instead of waiting for Deepgram's endpointing. Whether the turn is
 * over is the core's decision: `speech_final` says that there was a pause, not that the sentence is complete.
 */
import type {
  Clock,
  Expectation,
  Timer,
  TranscriberOptions,
  TranscriberSession,
  TranscriberSink,
} from "@offhook/engine/ports";
import { queryOf } from "@offhook/provider-kit";
import { keytermsOf, takesKeyterms } from "./keyterms.ts";
import { ListenLine } from "./listen-line.ts";
import { type NovaResults, readNovaMessage } from "./nova-message.ts";
import { clockOf, type DeepgramAccount, type TranscriberTimeouts } from "./settings.ts";

export interface NovaSettings {
  model: string;
  /** Default: the assistant's. `multi` follows callers who change between languages. */
  language?: string;
  /** Names and terms to listen for; those that the dialogue expects at the start are added. `nova-3` only. */
  keyterms?: readonly string[];
  /** Silence after which Deepgram itself ends an utterance; 300 is what it advises for telephones. */
  endpointingMs?: number;
}

/** A gap between words, for lines too noisy for a pause; Deepgram takes no less. */
const UTTERANCE_END_MS = 1_000;
/**
 * The detector tells of pauses of 96 ms, and some of those are inside a phrase: finals there would cut it and cost the words
 * after it their context. A pause of 160 ms ends speech for the core too.
 */
const FINALIZE_AFTER_MS = 80;
/** The detector and Deepgram see a pause within this of each other. */
const SAME_PAUSE_MS = 50;

export class NovaSession implements TranscriberSession {
  private readonly line: ListenLine;
  private readonly clock: Clock;
  private readonly settings: NovaSettings;
  private readonly language: string;
  private phrases: readonly string[] = [];
  /** Interim words that no final has confirmed yet. */
  private pendingWords = false;
  private pausedAudioMs: number | null = null;
  private finalizing: Timer | null = null;

  constructor(
    id: string,
    account: DeepgramAccount,
    settings: NovaSettings,
    timeouts: TranscriberTimeouts,
    options: TranscriberOptions,
    sink: TranscriberSink,
  ) {
    this.clock = clockOf(account);
    this.settings = settings;
    this.language = settings.language ?? options.language;
    const keepAlive = '{"type":"KeepAlive"}';
    this.line = new ListenLine({ id, account, timeouts, keepAlive, sink, heard: (text) => this.heard(text) });
    // What the dialogue expects is told right after opening, and cannot be changed once the stream runs.
    queueMicrotask(() => this.line.connect(this.path()));
  }

  push(audio: Uint8Array, audioMs: number): void {
    this.line.push(audio, audioMs);
  }

  expect(expectation: Expectation | null): void {
    this.phrases = expectation?.phrases ?? [];
  }

  speechStarted(): void {
    this.finalizing?.cancel();
    this.line.speechStarted();
  }

  speechPaused(audioMs: number): void {
    this.pausedAudioMs = audioMs;
    this.line.speechPaused();
    this.finalizing?.cancel();
    this.finalizing = this.clock.at(this.clock.nowMs() + FINALIZE_AFTER_MS, () => this.line.send({ type: "Finalize" }));
  }

  close(): void {
    this.finalizing?.cancel();
    this.line.close();
  }

  private path(): string {
    const { model, keyterms = [], endpointingMs = 300 } = this.settings;
    const query = queryOf({
      ...{ model, encoding: "mulaw", sample_rate: 8_000, channels: 1, language: this.language },
      ...{ interim_results: true, endpointing: endpointingMs, utterance_end_ms: UTTERANCE_END_MS, vad_events: true },
      ...{ smart_format: true, punctuate: true },
      ...(takesKeyterms(model) ? { keyterm: keytermsOf(keyterms, this.phrases) } : {}),
    });
    return `/v1/listen${query}`;
  }

  private heard(text: string): boolean {
    const message = readNovaMessage(text);
    if (message?.type === "results") this.results(message.results);
    if (message?.type === "error") this.line.fail("deepgram-unavailable", message.detail);
    // Noise hides the pause, words have stopped: what is still open is asked for.
    if (message?.type === "utterance-end" && this.pendingWords) this.line.send({ type: "Finalize" });
    return message !== null;
  }

  private results(results: NovaResults): void {
    const { text, confidence, isFinal, speechFinal, fromFinalize } = results;
    const startAudioMs = this.line.place(results.firstWordS ?? results.startS);
    const windowEndMs = this.line.place(results.endS);
    if (!isFinal) {
      if (text === "") return;
      this.pendingWords = true;
      const endAudioMs = this.line.place(results.lastWordS ?? results.endS);
      return this.line.partial({ text, startAudioMs, endAudioMs, confidence });
    }
    this.pendingWords = false;
    // After a pause nothing more is to come for this sound: the words stand for all of it, its silence too.
    const paused = speechFinal || fromFinalize;
    const endAudioMs = paused ? windowEndMs : this.line.place(results.lastWordS ?? results.endS);
    const answersPause = this.pausedAudioMs !== null && windowEndMs >= this.pausedAudioMs - SAME_PAUSE_MS;
    if (paused && answersPause) this.pausedAudioMs = null;
    // Windows without words come all the time; one that answers the pause says: speech, but no words.
    if (text === "" && !(paused && answersPause)) return;
    this.line.final({ text, startAudioMs, endAudioMs, confidence: text === "" ? null : confidence, endOfTurn: false });
  }
}
