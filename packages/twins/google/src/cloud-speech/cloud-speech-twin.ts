/**
 * A stand-in of Google Cloud Speech-to-Text v1, `StreamingRecognize` and `Recognize`. Requests are checked as the real server
 * checks them; what speech says is scripted (`says`) or heard by a function (`hears`), what goes wrong is scripted (`next`).
 */
import type { Clock } from "@offhook/engine/ports";
import { type LineTrouble, Outbox, realClock, seededRandom, type Wire } from "@offhook/twin-kit";
import { configProblem } from "./config-rules.ts";
import { type Ear, type Hear, listeningEar, scriptedEar } from "./ear.ts";
import { HeardAudio } from "./heard-audio.ts";
import { type CloudSpeechLatencies, usualCloudSpeechLatencies } from "./latencies.ts";
import { invalidArgument, MALORDERED, NO_KEY, type Refusal, refusalOf, UNREADABLE, WRONG_KEY } from "./refusals.ts";
import { recognitionMessage } from "./results.ts";
import { METHOD, readRecognition, readRequest, type StreamingConfig } from "./speech-service.ts";
import { StreamListener } from "./stream-listener.ts";

export interface CloudSpeechTwinOptions {
  /** Without one any key will do, but there must be one. */
  apiKey?: string;
  latencies?: CloudSpeechLatencies;
  seed?: number;
  clock?: Clock;
}

/** Every stream, accepted or not, for tests to look at. */
export interface SeenStream {
  config: StreamingConfig | null;
  audioBytes: number;
  /** Messages with sound. */
  messages: number;
  /** The client said that no audio follows. */
  halfClosed: boolean;
  /** gRPC's status; null while it is open. 1: the client went. */
  endedWith: number | null;
}

/** A stream as the server under it hears it. */
export interface StreamConversation {
  message(bytes: Buffer): void;
  halfClosed(): void;
  /** The client is gone. */
  cancelled(): void;
}

/** Of the plain recognition. */
const MOST_PLAIN_MS = 60_000;

export class CloudSpeechTwin {
  readonly seen: SeenStream[] = [];
  private readonly options: CloudSpeechTwinOptions;
  private readonly latencies: CloudSpeechLatencies;
  private readonly troubles: (LineTrouble | null)[] = [];
  private readonly script: string[] = [];
  private hear: Hear | null = null;

  constructor(options: CloudSpeechTwinOptions = {}) {
    this.options = options;
    this.latencies = options.latencies ?? usualCloudSpeechLatencies(seededRandom(options.seed ?? 1));
  }

  /**
   * What goes wrong on the streams to come, one each; `null` is one without trouble. `silent` is a connection on which
   * nothing is said; the code of a `close` is gRPC's status.
   */
  next(...troubles: readonly (LineTrouble | null)[]): this {
    this.troubles.push(...troubles);
    return this;
  }

  /** What the utterances to come say, one each; after them, no words are heard. */
  says(...texts: readonly string[]): this {
    this.script.push(...texts);
    return this;
  }

  /** Instead of a script. */
  hears(hear: Hear): this {
    this.hear = hear;
    return this;
  }

  /** A connection is made. False: it is taken, and nothing more. */
  connected(): boolean {
    if (this.troubles[0]?.type !== "silent") return true;
    this.troubles.shift();
    return false;
  }

  stream(apiKey: string | undefined, wire: Wire): StreamConversation {
    const seen: SeenStream = { config: null, audioBytes: 0, messages: 0, halfClosed: false, endedWith: null };
    this.seen.push(seen);
    const trouble = this.troubles.shift() ?? null;
    const ending: Wire = {
      ...wire,
      close: (code, details) => {
        seen.endedWith ??= code;
        wire.close(code, details);
      },
    };
    const outbox = new Outbox(ending, this.clock, trouble);
    const refused = trouble?.type === "refuse" ? refusalOf(trouble.status) : this.keyProblem(apiKey);
    if (refused) outbox.close(refused.code, refused.details);
    return this.converse(seen, outbox, refused !== null);
  }

  /** Bytes of the answer, or why there is none. */
  async recognize(apiKey: string | undefined, request: Buffer): Promise<Buffer | Refusal> {
    const refused = this.keyProblem(apiKey);
    if (refused) return refused;
    const { config, audio } = readRecognition(request) ?? {};
    const problem = configProblem(config);
    if (problem || !config) return problem ?? UNREADABLE;
    if (!audio?.content?.length) return invalidArgument("RecognitionAudio not set.");
    const heard = new HeardAudio(config);
    const loud = [...heard.push(audio.content)].flatMap((isLoud, index) => (isLoud ? [index * 20] : []));
    if (heard.endMs > MOST_PLAIN_MS) return invalidArgument("Sync input too long.");
    const [startMs = 0] = loud;
    const whole = { loudMs: loud.length * 20, isWhole: true, audio: () => heard.since(0) };
    const words = loud.length > 0 ? await this.nextEar()(whole) : [];
    const span = { startMs, endMs: (loud.at(-1) ?? 0) + 20 };
    return METHOD.recognize.responseSerialize(recognitionMessage(config, words, span, heard.endMs));
  }

  private converse(seen: SeenStream, outbox: Outbox, isRefused: boolean): StreamConversation {
    let listener: StreamListener | null = null;
    let over = isRefused;
    const end = ({ code, details }: Refusal): void => {
      over = true;
      outbox.close(code, details);
    };
    return {
      message: (bytes) => {
        if (over) return;
        const request = readRequest(bytes);
        seen.audioBytes += request?.audioContent?.length ?? 0;
        if (request?.audioContent) seen.messages += 1;
        if (listener) return listener.message(bytes);
        const config = request?.streamingConfig;
        if (!config) return end(request ? MALORDERED : UNREADABLE);
        seen.config = config;
        const problem = configProblem(config.config);
        if (problem) return end(problem);
        const { latencies, clock } = this;
        listener = new StreamListener({ config, outbox, latencies, clock, nextEar: () => this.nextEar() });
      },
      halfClosed: () => {
        seen.halfClosed = true;
        if (over) return;
        // Somebody who says nothing at all has not said what follows.
        if (listener && seen.messages > 0) listener.halfClosed();
        else end(MALORDERED);
      },
      cancelled: () => {
        seen.endedWith ??= 1;
        listener?.stop();
        outbox.stop();
      },
    };
  }

  private keyProblem(apiKey: string | undefined): Refusal | null {
    if (!apiKey) return NO_KEY;
    return this.options.apiKey !== undefined && apiKey !== this.options.apiKey ? WRONG_KEY : null;
  }

  private nextEar(): Ear {
    return this.hear ? listeningEar(this.hear) : scriptedEar(this.script.shift() ?? "");
  }

  private get clock(): Clock {
    return this.options.clock ?? realClock;
  }
}
