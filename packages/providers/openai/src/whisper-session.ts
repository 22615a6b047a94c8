/**
 * One call heard utterance by utterance: at each pause what was said since the last one is asked for as a whole. If the
 * caller goes on before the answer has come, the question is withdrawn and asked again with what follows: words are better
 * understood together. Answers are told in the order in which they were spoken.
 */
import type {
  Clock,
  Expectation,
  TranscriberOptions,
  TranscriberSession,
  TranscriberSink,
} from "@offhook/engine/ports";
import { clockOf, languageOf, type OpenAiAccount } from "./account.ts";
import { AroundSpeech } from "./around-speech.ts";
import { type OpenAiFaultCode, openaiFault } from "./openai-faults.ts";
import { startTranscription } from "./transcription-request.ts";
import { Utterance } from "./utterance.ts";
import type { VendorPost } from "./vendor-post.ts";

export interface WhisperSettings {
  account: OpenAiAccount;
  /** As in logs and faults. */
  id: string;
  model: string;
  /** From a request to its answer. */
  answerMs: number;
}

/** Whoever speaks longer without a pause is heard in parts. Models are made for half a minute. */
const MOST_UTTERANCE_MS = 25_000;
/** After a longer silence it is another sentence. */
const SAME_WITHIN_MS = 1_500;
const MOST_AT_ONCE = 4;
/** So many unanswered: the server has stopped working, whatever its deadlines say. */
const MOST_WAITING = 12;

export class WhisperSession implements TranscriberSession {
  private readonly settings: WhisperSettings;
  private readonly options: TranscriberOptions;
  private readonly sink: TranscriberSink;
  private readonly speech: AroundSpeech;
  private readonly clock: Clock;
  /** In the order they were spoken. */
  private utterances: Utterance[] = [];
  private readonly requests = new Map<Utterance, VendorPost>();
  private phrases: readonly string[] = [];
  private over = false;

  constructor(settings: WhisperSettings, options: TranscriberOptions, sink: TranscriberSink) {
    this.settings = settings;
    this.options = options;
    this.sink = sink;
    this.clock = clockOf(settings.account);
    this.speech = new AroundSpeech(this.clock, {
      began: (audioMs) => this.began(audioMs),
      sound: (audio, audioMs) => this.sound(audio, audioMs),
      paused: () => this.ready(),
    });
  }

  push(audio: Uint8Array, audioMs: number): void {
    this.speech.push(audio, audioMs);
  }

  expect(expectation: Expectation | null): void {
    this.phrases = expectation?.phrases ?? [];
  }

  speechStarted(audioMs: number): void {
    this.speech.speechStarted(audioMs);
  }

  speechPaused(): void {
    this.speech.speechPaused();
  }

  close(): void {
    this.over = true;
    this.speech.close();
    for (const request of this.requests.values()) request.cancel();
    this.requests.clear();
    this.utterances = [];
  }

  private began(audioMs: number): void {
    const last = this.utterances.at(-1);
    const goesOn = last && last.words === null && audioMs - last.endAudioMs < SAME_WITHIN_MS;
    if (!goesOn || last.lengthMs > MOST_UTTERANCE_MS / 2) return void this.utterances.push(new Utterance(audioMs));
    this.requests.get(last)?.cancel();
    this.requests.delete(last);
    last.state = "collecting";
  }

  private sound(audio: Uint8Array, audioMs: number): void {
    const utterance = this.utterances.at(-1);
    if (!utterance) return;
    utterance.add(audio, audioMs);
    if (utterance.lengthMs < MOST_UTTERANCE_MS) return;
    this.ready();
    if (!this.over) this.utterances.push(new Utterance(utterance.endAudioMs));
  }

  private ready(): void {
    const utterance = this.utterances.at(-1);
    if (!utterance) return;
    utterance.state = "ready";
    // These models find words in silence ("Thank you for watching"): it is not sent.
    if (!utterance.hasSound) utterance.words = "";
    if (this.utterances.length > MOST_WAITING) {
      return this.fail("openai-stalled", `${this.utterances.length} utterances wait for their words.`);
    }
    this.ask();
    this.tell();
  }

  private ask(): void {
    for (const utterance of this.utterances) {
      if (this.requests.size >= MOST_AT_ONCE) return;
      if (utterance.state === "ready" && utterance.words === null) this.askFor(utterance);
    }
  }

  private askFor(utterance: Utterance): void {
    const { account, model, answerMs } = this.settings;
    utterance.state = "asked";
    const request = startTranscription({
      ...{ account, model, phrases: this.phrases, pieces: utterance.pieces, withinMs: answerMs },
      language: languageOf(this.options.language),
      done: (text) => {
        this.requests.delete(utterance);
        utterance.words = text;
        this.tell();
        this.ask();
      },
      failed: (code, detail) => this.fail(code, detail),
    });
    this.requests.set(utterance, request);
  }

  private tell(): void {
    for (let first = this.utterances[0]; first?.words != null && !this.over; first = this.utterances[0]) {
      this.utterances.shift();
      const { startAudioMs, endAudioMs, words } = first;
      this.sink.final({ text: words ?? "", startAudioMs, endAudioMs, confidence: null, endOfTurn: false });
    }
  }

  private fail(code: OpenAiFaultCode, detail: string): void {
    if (this.over) return;
    this.close();
    this.sink.fault(openaiFault(code, this.settings.id, detail));
  }
}
