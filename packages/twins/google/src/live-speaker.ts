/**
 * One turn of the model, step by step: sound in bursts faster than it is heard, its words beside it, tool calls, and the two
 * ends, of generating and of what the server takes for the playing. An interruption takes effect between two steps.
 */
import { mulawToPcm, resample } from "@offhook/engine/audio";
import type { Clock, Timer } from "@offhook/engine/ports";
import type { LiveAnswer } from "./live-answer.ts";
import type { LiveLatencies } from "./live-latencies.ts";

export interface WantedCall {
  id: string;
  name: string;
  args: Readonly<Record<string, unknown>>;
}

export interface LiveSpeakerParts {
  answer: LiveAnswer;
  latencies: LiveLatencies;
  clock: Clock;
  writesOutput: boolean;
  /** The end of the turn waits until what was said would have been heard. */
  waitsForPlayback: boolean;
  /** µ-law at 8 kHz. */
  synthesize(text: string): Uint8Array;
  send(message: Record<string, unknown>): void;
  /** True: the turn waits for the results. */
  calls(calls: readonly WantedCall[]): boolean;
  nextCallId(): string;
  /** Whole. Its last message has been sent but for what `ended` adds. */
  ended(spoken: SpokenTurn): void;
}

export interface SpokenTurn {
  text: string;
  audioMs: number;
}

/** 100 ms at 8 kHz. */
const PIECE_BYTES = 800;

interface Step {
  afterMs: number;
  run(): void;
}

export class LiveSpeaker {
  private readonly parts: LiveSpeakerParts;
  private steps: Step[];
  private timer: Timer | null = null;
  private over = false;
  private waits = false;
  private spoken = "";
  private audioMs = 0;
  private firstSoundAtMs: number | null = null;

  constructor(parts: LiveSpeakerParts) {
    this.parts = parts;
    this.steps = [...this.script(parts.answer)];
  }

  get isOver(): boolean {
    return this.over;
  }

  /** Something of it has been sent. */
  get hasBegun(): boolean {
    return this.firstSoundAtMs !== null || this.waits;
  }

  start(): void {
    this.next();
  }

  /** The results are there. */
  goOn(answer: LiveAnswer): void {
    this.waits = false;
    this.steps = [...this.script(answer)];
    this.next();
  }

  /** What would have been heard by now: the server knows no better. */
  stop(): SpokenTurn {
    this.over = true;
    this.timer?.cancel();
    const heardMs = this.firstSoundAtMs === null ? 0 : this.parts.clock.nowMs() - this.firstSoundAtMs;
    const share = this.audioMs === 0 ? 0 : Math.min(1, heardMs / this.audioMs);
    const words = this.spoken.match(/\s*\S+/g) ?? [];
    return { text: words.slice(0, Math.ceil(words.length * share)).join(""), audioMs: Math.min(heardMs, this.audioMs) };
  }

  private next(): void {
    const step = this.steps.shift();
    if (this.over || this.waits || !step) return;
    const run = (): void => {
      step.run();
      this.next();
    };
    const { clock } = this.parts;
    if (step.afterMs <= 0) run();
    else this.timer = clock.at(clock.nowMs() + step.afterMs, () => !this.over && run());
  }

  private *script(answer: LiveAnswer): Generator<Step> {
    const { latencies, waitsForPlayback, clock } = this.parts;
    yield { afterMs: answer.firstReplyMs ?? latencies.firstReplyMs(), run: () => {} };
    if (answer.text) yield* this.sound(answer.text, answer);
    if (answer.hangsAfter !== undefined) return;
    if (answer.calls) yield { afterMs: 0, run: () => this.call(answer) };
    yield { afterMs: 0, run: () => this.parts.send({ serverContent: { generationComplete: true } }) };
    const heardInMs = (): number => (this.firstSoundAtMs ?? 0) + this.audioMs - clock.nowMs();
    const end: Step = { afterMs: 0, run: () => this.end() };
    if (!waitsForPlayback) yield end;
    else yield { afterMs: 0, run: () => void this.steps.push({ ...end, afterMs: Math.max(0, heardInMs()) }) };
  }

  private *sound(text: string, { betweenReplyMs, hangsAfter }: LiveAnswer): Generator<Step> {
    const { latencies, synthesize } = this.parts;
    const audio = synthesize(text);
    const words = text.match(/\s*\S+/g) ?? [];
    const pieces = Math.max(1, Math.ceil(audio.length / PIECE_BYTES));
    const until = Math.min(pieces, hangsAfter ?? pieces);
    let said = 0;
    for (let index = 0; index < until; index += 1) {
      // Words come a little before their sound.
      const upTo = Math.ceil(((index + 1) / pieces) * words.length);
      const now = words.slice(said, upTo).join("");
      said = upTo;
      const bytes = audio.subarray(index * PIECE_BYTES, (index + 1) * PIECE_BYTES);
      const afterMs = index === 0 ? 0 : (betweenReplyMs ?? latencies.betweenReplyMs());
      yield { afterMs, run: () => this.piece(bytes, now, index % 2 === 0) };
    }
  }

  /** Sound and words come in one message or in two. */
  private piece(mulaw: Uint8Array, words: string, together: boolean): void {
    const { send, writesOutput, clock } = this.parts;
    this.firstSoundAtMs ??= clock.nowMs();
    this.audioMs += mulaw.length / 8;
    this.spoken += words;
    const pcm = resample(mulawToPcm(mulaw), 8_000, 24_000);
    const data = Buffer.from(pcm.buffer, pcm.byteOffset, pcm.byteLength).toString("base64");
    const modelTurn = { role: "model", parts: [{ inlineData: { mimeType: "audio/pcm;rate=24000", data } }] };
    const outputTranscription = writesOutput && words !== "" ? { outputTranscription: { text: words } } : {};
    if (together) return send({ serverContent: { modelTurn, ...outputTranscription } });
    send({ serverContent: { modelTurn } });
    if ("outputTranscription" in outputTranscription) send({ serverContent: outputTranscription });
  }

  private call({ calls = [] }: LiveAnswer): void {
    const wanted = calls.map(({ id, name, args = {} }) => ({ id: id ?? this.parts.nextCallId(), name, args }));
    this.parts.send({ toolCall: { functionCalls: wanted } });
    this.waits = this.parts.calls(wanted);
  }

  private end(): void {
    this.over = true;
    this.parts.ended({ text: this.spoken, audioMs: this.audioMs });
  }
}
