/**
 * One call heard by Scribe. The segments are ours (`commit_strategy=manual`): the call's own detector knows of a pause after
 * some 100 ms, while the vendor's takes its threshold of at least 300 ms and about half a second more, and trims words on
 * noisy lines (measured over a room's microphone: github.com/innate-inc/innate-os/pull/715; words come 250–380 ms after a
 * commit). Whether the turn is over is the core's decision.
 */
import type { Clock, Expectation, Timer, TranscriberSession } from "@offhook/engine/ports";
import { AudioPlaces, type HeardMessage, ListenLine, queryOf, withoutKey } from "@offhook/provider-kit";
import { AudioChunks, COMMIT_MESSAGE, chunkMessage, silence } from "./audio-chunks.ts";
import { type ElevenLabsFaultCode, elevenLabsFault, faultOfEnd } from "./faults.ts";
import { keytermsOf } from "./keyterms.ts";
import { faultOfScribe } from "./scribe-faults.ts";
import { readScribeMessage, type ScribeMessage, type ScribeWord } from "./scribe-message.ts";
import type { ScribeSettings, SessionParts } from "./scribe-settings.ts";
import { probabilityOf, spanOfWords } from "./scribe-words.ts";
import { SegmentSpan, type Span } from "./segment-span.ts";
import { BYTES_PER_MS, clockOf, ELEVENLABS_BASE_URL, plainLanguage } from "./settings.ts";

/**
 * The detector tells of pauses of 96 ms, and some of those are inside a phrase: committed there, words would be cut and the
 * ones after them lose their context. A pause of 160 ms ends speech for the core too.
 */
const COMMIT_AFTER_MS = 80;
/** A line too noisy for a pause: the words have stopped instead. */
const WORDS_STOPPED_MS = 1_000;
/** Speech for so long and not a word: a commit makes a server that is still there say something. */
const WORDLESS_MS = 2_500;
/** "You need at least 0.3s of uncommitted audio before committing." */
const LEAST_COMMIT_BYTES = 320 * BYTES_PER_MS;
/** The words with their times follow the plain ones; longer than this nobody waits for them. */
const TIMES_COME_MS = 300;
const KEEP_ALIVE_BYTES = 100 * BYTES_PER_MS;

/** A commit that no words have answered yet, and what it committed. */
interface Asked {
  span: Span;
  afterPause: boolean;
}

export class ScribeSession implements TranscriberSession {
  private readonly clock: Clock;
  private readonly settings: ScribeSettings;
  private readonly baseUrl: string;
  private readonly language: string;
  private readonly line: ListenLine<ElevenLabsFaultCode>;
  private readonly span = new SegmentSpan();
  private readonly places = new AudioPlaces(BYTES_PER_MS);
  private readonly chunks = new AudioChunks((message) => this.line.audio(message));
  private phrases: readonly string[] = [];
  private asked: Asked[] = [];
  /** Words that nothing has committed yet. */
  private pendingText = "";
  /** Given as final without its times: should those still come, they end nothing more. */
  private timelessText: string | null = null;
  private uncommittedBytes = 0;
  private committing: Timer | null = null;
  private unasked: Timer | null = null;
  private holding: Timer | null = null;
  private again: Timer | null = null;

  constructor({ id, account, settings, timeouts, options, sink }: SessionParts) {
    this.clock = clockOf(account);
    this.settings = settings;
    this.baseUrl = account.baseUrl ?? ELEVENLABS_BASE_URL;
    this.language = settings.language ?? options.language;
    const { apiKey } = account;
    this.line = new ListenLine({
      ...{ clock: this.clock, timeouts, headers: { "xi-api-key": apiKey }, lastWords: null, sink },
      faults: {
        make: (code, detail) => elevenLabsFault(code, id, withoutKey(detail, apiKey)),
        ofEnd: faultOfEnd,
        malformed: "elevenlabs-answer-malformed",
        stalled: "elevenlabs-stalled",
        addressInvalid: "elevenlabs-base-url-invalid",
      },
      keepAlive: () => this.filler(KEEP_ALIVE_BYTES),
      heard: (text) => this.heard(text),
    });
    // What the dialogue expects is told right after opening, and cannot be changed once the stream runs.
    queueMicrotask(() => this.line.connect(this.baseUrl, this.path()));
  }

  push(audio: Uint8Array, audioMs: number): void {
    if (this.line.isOver) return;
    this.span.sentUntil(audioMs + audio.length / BYTES_PER_MS);
    this.places.sent(audio.length, audioMs);
    this.uncommittedBytes += audio.length;
    this.chunks.push(audio);
  }

  expect(expectation: Expectation | null): void {
    this.phrases = expectation?.phrases ?? [];
  }

  speechStarted(audioMs: number): void {
    this.committing?.cancel();
    this.span.started(audioMs);
    if (this.pendingText === "") this.commitUnasked(WORDLESS_MS);
  }

  speechPaused(audioMs: number): void {
    this.span.paused(audioMs);
    this.unasked?.cancel();
    this.committing?.cancel();
    this.committing = this.after(COMMIT_AFTER_MS, () => this.commit(true));
  }

  close(): void {
    for (const timer of [this.committing, this.unasked, this.holding, this.again]) timer?.cancel();
    this.line.close();
  }

  private path(): string {
    const { model, keyterms = [], wordTimes } = this.settings;
    const query = queryOf({
      ...{ model_id: model, audio_format: "ulaw_8000", commit_strategy: "manual" },
      language_code: this.language === "auto" ? undefined : plainLanguage(this.language),
      include_timestamps: wordTimes ? true : undefined,
      keyterms: keytermsOf(keyterms, this.phrases),
    });
    return `/v1/speech-to-text/realtime${query}`;
  }

  private after(ms: number, run: () => void): Timer {
    return this.clock.at(this.clock.nowMs() + ms, () => {
      if (!this.line.isOver) run();
    });
  }

  private commitUnasked(ms: number): void {
    this.unasked?.cancel();
    this.unasked = this.after(ms, () => this.commit(false));
  }

  private commit(afterPause: boolean): void {
    this.committing?.cancel();
    this.unasked?.cancel();
    this.asked.push({ span: this.span.take(), afterPause });
    this.pendingText = "";
    this.sendCommit(LEAST_COMMIT_BYTES - this.uncommittedBytes);
  }

  private sendCommit(missingBytes: number): void {
    this.chunks.flush();
    if (missingBytes > 0) this.line.audio(this.filler(missingBytes));
    this.uncommittedBytes = 0;
    this.line.ask(COMMIT_MESSAGE);
  }

  /** Silence of our own. It counts for the vendor, and the caller's next piece sets places right. */
  private filler(bytes: number): string {
    this.chunks.flush();
    this.places.filled(bytes);
    this.uncommittedBytes += bytes;
    return chunkMessage(silence(bytes));
  }

  private heard(text: string): HeardMessage {
    const message = readScribeMessage(text);
    if (!message) return "foreign";
    const answered = this.asked.length;
    this.take(message);
    if (message.type === "other" || message.type === "throttled") return "beside";
    // That nobody is heard answers what was asked, or is a mere notice.
    if (message.type === "inactive" && answered === 0) return "beside";
    return this.asked.length > 0 ? "going-on" : "settled";
  }

  private take(message: ScribeMessage): void {
    if (message.type === "partial") this.partial(message.text);
    else if (message.type === "committed") this.committed(message.text, message.words);
    else if (message.type === "throttled") this.throttled();
    else if (message.type === "inactive" && this.asked.length > 0) this.finish("", null);
    else if (message.type === "error") {
      const { code, detail } = faultOfScribe(message.name, message.detail);
      this.line.fail(code, detail);
    }
  }

  private partial(text: string): void {
    const [oldest] = this.asked;
    if (text === "") return;
    // Until a commit is answered, what comes belongs to what it committed.
    if (oldest) return this.line.partial({ text, ...oldest.span, confidence: null });
    this.span.noticed();
    if (text !== this.pendingText) this.commitUnasked(WORDS_STOPPED_MS);
    this.pendingText = text;
    this.line.partial({ text, ...this.span.soFar(), confidence: null });
  }

  /** Plain first, and where times were asked for, once more with them: each segment counts once. */
  private committed(text: string, words: readonly ScribeWord[] | null): void {
    const isLate = words !== null && text === this.timelessText;
    if (isLate) this.timelessText = null;
    else if (!this.settings.wordTimes || words !== null) this.finish(text, words);
    else {
      this.holding ??= this.after(TIMES_COME_MS, () => {
        this.timelessText = text;
        this.finish(text, null);
      });
    }
  }

  private finish(text: string, words: readonly ScribeWord[] | null): void {
    this.holding?.cancel();
    this.holding = null;
    const asked = this.asked.shift();
    // A doubled message ends nothing. The vendor commits long segments itself: of those there were partial words.
    if (!asked && this.pendingText === "") return;
    if (!asked) this.vendorCommitted();
    // Without words it still answers a pause: speech, but no words.
    if (text === "" && !asked?.afterPause) return;
    const span = spanOfWords(words, asked?.span ?? this.span.take(), (ms) => this.places.place(ms));
    this.line.final({ text, ...span, confidence: text === "" ? null : probabilityOf(words), endOfTurn: false });
  }

  private vendorCommitted(): void {
    this.unasked?.cancel();
    this.pendingText = "";
    this.uncommittedBytes = 0;
  }

  /** Nothing was committed: asked again with more audio, until there is an answer or the watch gives up. */
  private throttled(): void {
    if (this.asked.length === 0) return;
    this.again?.cancel();
    this.again = this.after(COMMIT_AFTER_MS, () => this.sendCommit(LEAST_COMMIT_BYTES));
  }
}
