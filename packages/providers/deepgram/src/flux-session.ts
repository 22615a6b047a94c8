/**
 * One call heard by Flux (`/v2/listen`), which decides itself when a turn is over. Its transcripts hold the whole turn and
 * replace each other; only `EndOfTurn` is final, so that an eager end that was taken back leaves no words behind. An eager
 * end says that these may be all words: the core then need not wait for the final ones, and a resumed turn is simply the
 * next one.
 */
import type { Expectation, TranscriberOptions, TranscriberSession, TranscriberSink } from "@offhook/engine/ports";
import { queryOf } from "@offhook/provider-kit";
import { type FluxTurn, readFluxMessage } from "./flux-message.ts";
import { keytermsOf } from "./keyterms.ts";
import { ListenLine } from "./listen-line.ts";
import { BYTES_PER_MS, type DeepgramAccount, type TranscriberTimeouts } from "./settings.ts";

export interface FluxSettings {
  model: string;
  keyterms?: readonly string[];
  /** 0.3–0.9, default 0.4: how sure Flux is when it tells that the turn is probably over, a little before it is certain. */
  eagerEndOfTurn?: number;
  /** 0.5–1; default Deepgram's own, 0.7. */
  endOfTurn?: number;
  /** Silence that ends a turn whatever it sounds like; default Deepgram's own, 5,000. */
  endOfTurnTimeoutMs?: number;
}

/**
 * The lower end of what Deepgram takes is 0.3. A false alarm costs nothing here: it counts only where the words and the
 * melody of the voice say as well that the caller has finished.
 */
const EAGER_END_OF_TURN = 0.4;
/** Flux has no KeepAlive message: a moment of silence does it. */
const SILENCE = new Uint8Array(80 * BYTES_PER_MS).fill(0xff);

export class FluxSession implements TranscriberSession {
  private readonly line: ListenLine;
  private readonly settings: FluxSettings;
  private readonly language: string;
  private keyterms: string[];
  private connected = false;
  private turn: { index: number; startAudioMs: number } | null = null;
  /** A doubled end of the same turn is not the next turn's. */
  private endedIndex = -1;

  constructor(
    id: string,
    account: DeepgramAccount,
    settings: FluxSettings,
    timeouts: TranscriberTimeouts,
    options: TranscriberOptions,
    sink: TranscriberSink,
  ) {
    this.settings = settings;
    this.language = options.language;
    this.keyterms = keytermsOf(settings.keyterms ?? [], []);
    this.line = new ListenLine({ id, account, timeouts, keepAlive: SILENCE, sink, heard: (text) => this.heard(text) });
    queueMicrotask(() => {
      this.connected = true;
      this.line.connect(this.path());
    });
  }

  push(audio: Uint8Array, audioMs: number): void {
    this.line.push(audio, audioMs);
  }

  /** Flux takes other terms while it listens. */
  expect(expectation: Expectation | null): void {
    const keyterms = keytermsOf(this.settings.keyterms ?? [], expectation?.phrases ?? []);
    const same = keyterms.length === this.keyterms.length && keyterms.every((term, at) => term === this.keyterms[at]);
    this.keyterms = keyterms;
    if (this.connected && !same) this.line.send({ type: "Configure", keyterms });
  }

  speechStarted(): void {
    this.line.speechStarted();
  }

  speechPaused(): void {
    this.line.speechPaused();
  }

  close(): void {
    this.line.close();
  }

  private path(): string {
    const { model, eagerEndOfTurn = EAGER_END_OF_TURN, endOfTurn, endOfTurnTimeoutMs } = this.settings;
    const query = queryOf({
      ...{ model, encoding: "mulaw", sample_rate: 8_000 },
      ...{ eager_eot_threshold: eagerEndOfTurn, eot_threshold: endOfTurn, eot_timeout_ms: endOfTurnTimeoutMs },
      keyterm: this.keyterms,
      ...(model === "flux-general-multi" ? { language_hint: [this.language] } : {}),
    });
    return `/v2/listen${query}`;
  }

  private heard(text: string): boolean {
    const message = readFluxMessage(text);
    if (message?.type === "turn") this.turnInfo(message.turn);
    if (message?.type === "error") this.line.fail("deepgram-unavailable", message.detail);
    return message !== null;
  }

  private turnInfo({ event, turnIndex, text, startS, endS, firstWordS, confidence }: FluxTurn): void {
    if (turnIndex <= this.endedIndex) return;
    if (this.turn?.index !== turnIndex || event === "StartOfTurn") {
      this.turn = { index: turnIndex, startAudioMs: this.line.place(startS) };
    }
    const startAudioMs = firstWordS === null ? this.turn.startAudioMs : this.line.place(firstWordS);
    const words = { text, startAudioMs, endAudioMs: this.line.place(endS), confidence };
    if (event !== "EndOfTurn") {
      if (text !== "") this.line.partial(event === "EagerEndOfTurn" ? { ...words, mayBeWhole: true } : words);
      return;
    }
    this.endedIndex = turnIndex;
    this.turn = null;
    this.line.final({ ...words, endOfTurn: true });
  }
}
