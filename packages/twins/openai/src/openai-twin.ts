/**
 * A stand-in of OpenAI: chat completions, speech, transcription, realtime sessions. What it answers, hears and suffers is scripted; requests are
 * checked as the real server checks them. It speaks through a `fetch`-shaped function (`fetch`), or over real HTTP (`serveTwin`).
 */
import type { Clock } from "@offhook/engine/ports";
import {
  jsonReply,
  type LineTrouble,
  type MemoryFetch,
  memoryFetch,
  realClock,
  type SocketTwin,
  seededRandom,
  type TwinConversation,
  type TwinAnswer as TwinHttpAnswer,
  type TwinHttpRequest,
  type TwinReply,
  type TwinRequest,
  tonalSpeech,
  type Wire,
} from "@offhook/twin-kit";
import type { TwinAnswer } from "./answers.ts";
import { type AnswerTo, ChatDesk, CREATED_S, type SeenRequest } from "./chat-desk.ts";
import { Ear, type Hear } from "./ear.ts";
import { type Latencies, usualLatencies } from "./latencies.ts";
import { type RealtimeAnswerTo, RealtimeDesk, type SeenRealtime } from "./realtime-desk.ts";
import { notFound, refusedKey } from "./refusals.ts";
import { type SeenSpeech, SpeechDesk, type Synthesize } from "./speech-desk.ts";
import type { RealtimeAnswer } from "./spoken-reply.ts";
import { type SeenTranscription, TranscriptionDesk } from "./transcription-desk.ts";

export interface OpenAiTwinOptions {
  /** Besides OpenAI's own names for speech; default `twin-model`. */
  models?: readonly string[];
  /** Without one any key will do, and none. */
  apiKey?: string;
  /** What is left out takes its usual time. */
  latencies?: Partial<Latencies>;
  seed?: number;
  /** Time of the in-process `fetch`; default real time. */
  clock?: Clock;
  /** Default tones in the words' rhythm. */
  synthesize?: Synthesize;
  /** A realtime session ends after this; default 60 minutes. */
  sessionMs?: number;
}

const SESSION_MS = 3_600_000;

export class OpenAiTwin implements SocketTwin {
  readonly fetch: MemoryFetch;
  private readonly options: OpenAiTwinOptions;
  private readonly ear = new Ear();
  private readonly chat: ChatDesk;
  private readonly speech: SpeechDesk;
  private readonly transcription: TranscriptionDesk;
  private readonly realtime: RealtimeDesk;

  constructor(options: OpenAiTwinOptions = {}) {
    this.options = options;
    const latencies = { ...usualLatencies(seededRandom(options.seed ?? 1)), ...options.latencies };
    const { synthesize = (text, speed) => tonalSpeech(text, speed).audio } = options;
    this.chat = new ChatDesk(this.knownModels, latencies);
    this.speech = new SpeechDesk(this.knownModels, latencies, synthesize);
    this.transcription = new TranscriptionDesk(this.knownModels, latencies, this.ear);
    this.realtime = new RealtimeDesk({
      ...{ apiKey: options.apiKey, models: this.knownModels, latencies, ear: this.ear },
      ...{ clock: options.clock ?? realClock, sessionMs: options.sessionMs ?? SESSION_MS },
      spoken: (text) => this.spoken(text),
    });
    this.fetch = memoryFetch(this, options.clock);
  }

  /** Chat requests with a valid body. */
  get seen(): readonly SeenRequest[] {
    return this.chat.seen;
  }

  get seenSpeech(): readonly SeenSpeech[] {
    return this.speech.seen;
  }

  get seenTranscriptions(): readonly SeenTranscription[] {
    return this.transcription.seen;
  }

  get seenRealtime(): readonly SeenRealtime[] {
    return this.realtime.seen;
  }

  /** Chat: these first, in order; then whatever `answers` says. */
  next(...answers: readonly (TwinAnswer | string)[]): this {
    this.chat.next(...answers);
    return this;
  }

  answers(answerTo: AnswerTo): this {
    this.chat.answerTo = answerTo;
    return this;
  }

  /** What the utterances to come say, one each; after them, no words are heard. */
  says(...texts: readonly string[]): this {
    this.ear.says(...texts);
    return this;
  }

  /** Instead of a script. */
  hears(hear: Hear): this {
    this.ear.hears(hear);
    return this;
  }

  /** What goes wrong with the requests to come, one each; `null` is one without trouble. */
  nextSpeech(...troubles: readonly (LineTrouble | null)[]): this {
    this.speech.script(...troubles);
    return this;
  }

  nextTranscription(...troubles: readonly (LineTrouble | null)[]): this {
    this.transcription.script(...troubles);
    return this;
  }

  nextRealtime(...troubles: readonly (LineTrouble | null)[]): this {
    this.realtime.script(...troubles);
    return this;
  }

  /** Realtime: these replies first, in order; then whatever `repliesTo` says. */
  replies(...answers: readonly (RealtimeAnswer | string)[]): this {
    this.realtime.next(...answers);
    return this;
  }

  repliesTo(answerTo: RealtimeAnswerTo): this {
    this.realtime.answerTo = answerTo;
    return this;
  }

  /** The reply to one request, and where to tell that the client has gone. */
  handle(request: TwinHttpRequest): TwinHttpAnswer {
    const refused = refusedKey(request.headers.authorization, this.options.apiKey);
    if (refused) return refused;
    const { method, path } = request;
    if (method === "GET" && path.endsWith("/v1/models")) return this.models();
    if (method !== "POST") return notFound(method, path);
    if (path.endsWith("/v1/chat/completions")) return this.chat.complete(request.body);
    if (path.endsWith("/v1/audio/speech")) return this.speech.speak(request.body);
    if (path.endsWith("/v1/audio/transcriptions")) return this.transcription.transcribe(request);
    return notFound(method, path);
  }

  open(request: TwinRequest): TwinReply | "silent" | ((wire: Wire) => TwinConversation) {
    return this.realtime.open(request);
  }

  private spoken(text: string) {
    const { synthesize } = this.options;
    if (synthesize) return { audio: synthesize(text, 1), wordEndsMs: null };
    const { audio, words } = tonalSpeech(text);
    return { audio, wordEndsMs: words.map(({ endMs }) => endMs) };
  }

  private models(): TwinReply {
    const data = this.knownModels.map((id) => ({ id, object: "model", created: CREATED_S, owned_by: "twin" }));
    return jsonReply(200, { object: "list", data });
  }

  private get knownModels(): readonly string[] {
    return this.options.models ?? ["twin-model"];
  }
}
