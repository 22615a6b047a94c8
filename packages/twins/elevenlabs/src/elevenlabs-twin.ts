/**
 * A stand-in of ElevenLabs: speech over `multi-stream-input` and over HTTP, Scribe's `realtime` listening, the voice list
 * with its samples, and the subscription. What speech says is scripted (`says`) or told by a function (`hears`).
 */
import type { Clock } from "@offhook/engine/ports";
import {
  type LineTrouble,
  Outbox,
  realClock,
  type SeenTraffic,
  type SocketTwin,
  seededRandom,
  type TimedReply,
  TroubleScript,
  type TwinAnswer,
  type TwinConversation,
  type TwinHttpRequest,
  type TwinReply,
  type TwinRequest,
  timedReply,
  troubledReply,
  uuid,
  type Wire,
  watched,
} from "@offhook/twin-kit";
import { ContextsSocket } from "./contexts-socket.ts";
import { type Latencies, usualLatencies } from "./latencies.ts";
import { isModel } from "./models.ts";
import { refusal, type SocketErrorName, socketError } from "./refusals.ts";
import { scribeProblem } from "./scribe-rules.ts";
import { type ScribeParts, ScribeSocket } from "./scribe-socket.ts";
import { STREAM, speechStream } from "./speech-stream.ts";
import { subscriptionReply, type TwinSubscription } from "./subscription.ts";
import { allVoices, samplePage, TWIN_VOICES, type TwinVoice, voicesPage } from "./voices.ts";

export interface ElevenLabsTwinOptions {
  /** Without one any key will do, but there must be one. */
  apiKey?: string;
  voices?: readonly TwinVoice[];
  /** What differs from a fresh plan; null: this key may not read it. */
  subscription?: Partial<TwinSubscription> | null;
  latencies?: Latencies;
  seed?: number;
  clock?: Clock;
  /** Of `contextId` and `isFinal`: the vendor's own SDK has both. */
  spelling?: "camel" | "snake";
}

/** Every opening and every list request, for tests to look at. */
export interface SeenRequest extends SeenTraffic {
  path: string;
  query: URLSearchParams;
  headers: Readonly<Record<string, string | undefined>>;
}

const SOCKET = /^\/v1\/text-to-speech\/([^/]+)\/multi-stream-input$/;
const SCRIBE = "/v1/speech-to-text/realtime";

export class ElevenLabsTwin implements SocketTwin {
  readonly seen: SeenRequest[] = [];
  private readonly options: ElevenLabsTwinOptions;
  private readonly latencies: Latencies;
  private readonly random: () => number;
  private readonly troubles = new TroubleScript();
  private readonly answerTroubles = new TroubleScript();
  private readonly script: string[] = [];
  private hear: (() => string) | null = null;

  constructor(options: ElevenLabsTwinOptions = {}) {
    this.options = options;
    this.random = seededRandom((options.seed ?? 1) + 1);
    this.latencies = options.latencies ?? usualLatencies(seededRandom(options.seed ?? 1));
  }

  /** What goes wrong on the sockets to come, one each; `null` is one without trouble. */
  next(...troubles: readonly (LineTrouble | null)[]): this {
    this.troubles.add(...troubles);
    return this;
  }

  /** What goes wrong on the HTTP requests to come. */
  nextAnswer(...troubles: readonly (LineTrouble | null)[]): this {
    this.answerTroubles.add(...troubles);
    return this;
  }

  /** What the utterances to come say, one each; after them, no words are heard. */
  says(...texts: readonly string[]): this {
    this.script.push(...texts);
    return this;
  }

  /** Instead of a script. */
  hears(hear: () => string): this {
    this.hear = hear;
    return this;
  }

  handle(request: TwinHttpRequest): TwinAnswer {
    this.note(request);
    const trouble = this.answerTroubles.take();
    if (trouble?.type === "refuse") return refusal(trouble.status);
    const reply = this.replyTo(request);
    return trouble ? troubledReply(timedReply(reply), trouble) : reply;
  }

  open(request: TwinRequest): TwinReply | "silent" | ((wire: Wire) => TwinConversation) {
    const seen = this.note(request);
    const voiceId = SOCKET.exec(request.path)?.[1];
    const trouble = this.troubles.take();
    if (trouble?.type === "silent") return "silent";
    if (trouble?.type === "refuse") return refusal(trouble.status);
    if (!voiceId && request.path !== SCRIBE) return refusal(404);
    return (wire) => {
      const outbox = new Outbox(wire, this.clock, trouble);
      return watched(voiceId ? this.speaking(request, voiceId, outbox) : this.listening(request, outbox), seen);
    };
  }

  private replyTo(request: TwinHttpRequest): TwinReply | TimedReply {
    const { path, query, method } = request;
    const sample = samplePage(this.voices, path);
    if (sample) return sample;
    if (this.keyProblem(request)) return refusal(401);
    const voiceId = STREAM.exec(path)?.[1];
    if (voiceId !== undefined && method === "POST") {
      const fits = this.knows(voiceId) && query.get("output_format") === "ulaw_8000";
      return fits ? speechStream(request, this.latencies) : refusal(this.knows(voiceId) ? 400 : 404);
    }
    if (path === "/v1/user/subscription") return subscriptionReply(this.options.subscription);
    if (path === "/v2/voices") return voicesPage(this.voices, request);
    return path === "/v1/voices" ? allVoices(this.voices, request) : refusal(404);
  }

  private speaking(request: TwinRequest, voiceId: string, outbox: Outbox): TwinConversation {
    const { spelling = "camel" } = this.options;
    const problem = this.problemOf(request, voiceId);
    const { latencies, clock } = this;
    return new ContextsSocket({ query: request.query, outbox, latencies, clock, problem, spelling });
  }

  private listening(request: TwinRequest, outbox: Outbox): TwinConversation {
    const { latencies, clock } = this;
    return new ScribeSocket({
      ...{ query: request.query, sessionId: uuid(this.random), outbox, latencies, clock },
      problem: this.listeningProblem(request),
      nextText: () => (this.hear ? this.hear() : (this.script.shift() ?? "")),
    });
  }

  /** A token of the vendor's lets in without a key. */
  private listeningProblem(request: TwinRequest): ScribeParts["problem"] {
    const { query } = request;
    const access = query.has("token") ? null : this.keyProblem(request);
    if (access) return { message_type: "auth_error", error: socketError(access).message };
    const error = scribeProblem(query);
    return error === null ? null : { message_type: "invalid_request", error };
  }

  private problemOf(request: TwinRequest, voiceId: string): SocketErrorName | null {
    const { query } = request;
    if (!this.knows(voiceId)) return this.keyProblem(request) ?? "voice_id_does_not_exist";
    if (!isModel(query.get("model_id") ?? "eleven_multilingual_v2")) return "model_id_does_not_exist";
    return this.keyProblem(request) ?? (query.get("output_format") === "ulaw_8000" ? null : "invalid_output_format");
  }

  private keyProblem({ headers }: TwinRequest): SocketErrorName | null {
    const key = headers["xi-api-key"];
    if (!key) return "missing_api_key";
    return this.options.apiKey && key !== this.options.apiKey ? "invalid_api_key" : null;
  }

  private note({ path, query, headers }: TwinRequest): SeenRequest {
    const seen: SeenRequest = { path, query, headers, texts: [], audioBytes: 0, closedWith: null };
    this.seen.push(seen);
    return seen;
  }

  private knows(voiceId: string): boolean {
    return this.voices.some(({ voice_id }) => voice_id === voiceId);
  }

  private get clock(): Clock {
    return this.options.clock ?? realClock;
  }

  private get voices(): readonly TwinVoice[] {
    return this.options.voices ?? TWIN_VOICES;
  }
}
