/**
 * One call heard by a transcription session. The vendor's own turn detection is off and each utterance is committed at the
 * pause that our detector sees: its words then come some 300 ms earlier than after the vendor's 500 ms of silence, we know
 * which sound every item stands for, silence is not paid for, and `gpt-realtime-whisper` takes no other way.
 */
import type {
  Clock,
  Expectation,
  Timer,
  TranscriberOptions,
  TranscriberSession,
  TranscriberSink,
} from "@offhook/engine/ports";
import { clockOf, languageOf, type OpenAiAccount } from "./account.ts";
import { AroundSpeech } from "./around-speech.ts";
import { type OpenAiFaultCode, openaiFault } from "./openai-faults.ts";
import type { RealtimeEvent } from "./realtime-event.ts";
import { LINE_TIMEOUTS, type LineTimeouts, RealtimeLine } from "./realtime-line.ts";
import { type Span, SpokenInput } from "./spoken-input.ts";
import { type Hints, hintsFor } from "./transcription-hints.ts";

export interface LiveTimeouts extends LineTimeouts {
  /** From a commit, or from the last sign of an answer, to the words. */
  stallMs: number;
}

/** A little longer than the core waits for a turn's words (2 s): by then the turn has been answered. */
export const LIVE_TIMEOUTS: Readonly<LiveTimeouts> = Object.freeze({ ...LINE_TIMEOUTS, stallMs: 2_500 });

export interface LiveSettings {
  account: OpenAiAccount;
  /** As in logs and faults. */
  id: string;
  model: string;
  timeouts: LiveTimeouts;
}

interface Utterance {
  span: Span;
  /** Null until the vendor has named it. */
  itemId: string | null;
  soFar: string;
  /** Null until they are final. */
  words: string | null;
}

export class LiveSession implements TranscriberSession {
  private readonly settings: LiveSettings;
  private readonly options: TranscriberOptions;
  private readonly sink: TranscriberSink;
  private readonly clock: Clock;
  private readonly line: RealtimeLine;
  private readonly input: SpokenInput;
  private readonly speech: AroundSpeech;
  /** In the order they were spoken; words may come in another. */
  private utterances: Utterance[] = [];
  private phrases: readonly string[] = [];
  /** What the session was told to expect; null: nothing was sent yet. */
  private told: Hints | null = null;
  private watching: Timer | null = null;
  private over = false;

  constructor(settings: LiveSettings, options: TranscriberOptions, sink: TranscriberSink) {
    this.settings = settings;
    this.options = options;
    this.sink = sink;
    this.clock = clockOf(settings.account);
    this.line = new RealtimeLine({
      ...{ account: settings.account, timeouts: settings.timeouts, query: { intent: "transcription" } },
      session: () => {
        this.told = hintsFor(settings.model, this.phrases);
        return this.session(this.told);
      },
      ready: () => this.watch(),
      event: (event) => this.event(event),
      lost: (code, detail) => this.fail(code, detail),
    });
    this.input = new SpokenInput(this.line);
    this.speech = new AroundSpeech(this.clock, {
      began: (audioMs) => this.input.speechStarted(audioMs),
      sound: (audio, audioMs) => this.input.push(audio, audioMs),
      paused: () => this.paused(),
    });
    // What the dialogue expects is told right after opening.
    queueMicrotask(() => this.line.connect());
  }

  push(audio: Uint8Array, audioMs: number): void {
    this.speech.push(audio, audioMs);
  }

  expect(expectation: Expectation | null): void {
    this.phrases = expectation?.phrases ?? [];
    const hints = hintsFor(this.settings.model, this.phrases);
    const { told } = this;
    if (this.over || told === null || JSON.stringify(hints) === JSON.stringify(told)) return;
    // Updates are merged: what was told once and is left out would stay.
    const taken = { ...(told.keywords && { keywords: [] }), ...(told.prompt && { prompt: "" }) };
    this.line.send("session.update", { session: this.session({ ...taken, ...hints }) });
    this.told = hints;
  }

  speechStarted(audioMs: number): void {
    this.speech.speechStarted(audioMs);
  }

  speechPaused(): void {
    this.speech.speechPaused();
  }

  close(): void {
    this.settle();
    this.line.close();
  }

  private session(hints: Hints): Record<string, unknown> {
    const transcription = { model: this.settings.model, language: languageOf(this.options.language), ...hints };
    const format = { type: "audio/pcmu" };
    return { type: "transcription", audio: { input: { format, transcription, turn_detection: null } } };
  }

  private paused(): void {
    const span = this.input.commit();
    if (!span) return;
    this.utterances.push({ span, itemId: null, soFar: "", words: null });
    if (this.utterances.length === 1) this.watch();
  }

  private event(event: RealtimeEvent): void {
    switch (event.type) {
      case "committed":
        return this.committed(event.itemId);
      case "heard-delta":
        return this.delta(event.itemId, event.delta);
      case "heard":
        return this.heard(event.itemId, event.text);
      case "heard-failed":
        return this.fail("openai-unavailable", event.error.message);
      case "error":
        return this.refused(event.eventId);
    }
  }

  private committed(itemId: string): void {
    const span = this.input.committed(itemId);
    const utterance = this.utterances.find((one) => one.span === span);
    if (utterance) utterance.itemId ??= itemId;
  }

  /** An item's first words may come before it is named. */
  private find(itemId: string): Utterance | undefined {
    const named = this.utterances.find((one) => one.itemId === itemId);
    const unnamed = named ?? this.utterances.find((one) => one.itemId === null);
    if (unnamed) unnamed.itemId = itemId;
    return unnamed;
  }

  private delta(itemId: string, delta: string): void {
    const utterance = this.find(itemId);
    if (!utterance || utterance.words !== null) return;
    utterance.soFar += delta;
    this.watch();
    const text = utterance.soFar.trim();
    if (text !== "") this.sink.partial({ text, ...utterance.span, confidence: null });
  }

  private heard(itemId: string, text: string): void {
    const utterance = this.find(itemId);
    if (!utterance || utterance.words !== null) return;
    utterance.words = text;
    this.tell();
    this.watch();
  }

  /** Other errors leave the session as it was; a refused commit has no words. */
  private refused(eventId: string): void {
    const span = this.input.refused(eventId);
    const utterance = this.utterances.find((one) => span !== null && one.span === span);
    if (utterance) utterance.words = "";
    this.tell();
  }

  private tell(): void {
    for (let first = this.utterances[0]; first?.words != null && !this.over; first = this.utterances[0]) {
      this.utterances.shift();
      this.sink.final({ text: first.words, ...first.span, confidence: null, endOfTurn: false });
    }
  }

  /** From now on, the oldest utterance's words are awaited for so long. */
  private watch(): void {
    this.watching?.cancel();
    // Until the session is set up, its own deadlines count.
    if (this.over || this.utterances.length === 0 || !this.line.isReady) return;
    const { stallMs } = this.settings.timeouts;
    this.watching = this.clock.at(this.clock.nowMs() + stallMs, () =>
      this.line.fail("openai-stalled", `No words for ${stallMs} ms.`),
    );
  }

  private fail(code: OpenAiFaultCode, detail: string): void {
    if (this.over) return;
    this.settle();
    this.line.close();
    this.sink.fault(openaiFault(code, this.settings.id, detail));
  }

  private settle(): void {
    this.over = true;
    this.watching?.cancel();
    this.speech.close();
    this.utterances = [];
  }
}
