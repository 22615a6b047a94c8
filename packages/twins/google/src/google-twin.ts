/**
 * A stand-in of Google's Gemini API. What it answers and suffers is scripted; requests are checked as the real server
 * checks them. It speaks through a `fetch`-shaped function (`fetch`), or over real HTTP and sockets (`serveTwin`).
 */
import type { Clock } from "@offhook/engine/ports";
import {
  jsonReply,
  type LineTrouble,
  type MemoryFetch,
  memoryFetch,
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
import { type AnswerTo, GenerateDesk, type SeenRequest } from "./generate-desk.ts";
import { type Latencies, usualLatencies } from "./latencies.ts";
import type { LiveTwin } from "./live-twin.ts";
import { notFound, refusedKey, unknownModel } from "./refusals.ts";
import { type SeenSpeech, SpeechDesk, type Synthesize } from "./speech-desk.ts";

export interface GoogleTwinOptions {
  models?: readonly string[];
  /** Without one any key will do. */
  apiKey?: string;
  /** What is left out takes its usual time. */
  latencies?: Partial<Latencies>;
  seed?: number;
  /** Time of the in-process `fetch`; default real time. */
  clock?: Clock;
  /** Default tones in the words' rhythm. */
  synthesize?: Synthesize;
  /** Live sessions at the same address; without it there are none. */
  live?: LiveTwin;
}

const MODELS = [
  ...["gemini-3.8-flash", "gemini-3.5-flash-lite", "gemini-2.5-flash"],
  ...["gemini-3.8-flash-tts", "gemini-3.8-flash-lite-tts", "gemini-3.1-flash-tts-preview"],
];
const SPEAKS = /-tts\b/;

export class GoogleTwin implements SocketTwin {
  readonly fetch: MemoryFetch;
  private readonly options: GoogleTwinOptions;
  private readonly generate: GenerateDesk;
  private readonly speech: SpeechDesk;

  constructor(options: GoogleTwinOptions = {}) {
    this.options = options;
    const latencies = { ...usualLatencies(seededRandom(options.seed ?? 1)), ...options.latencies };
    const { synthesize = (text, speed) => tonalSpeech(text, speed).audio } = options;
    this.generate = new GenerateDesk(latencies);
    this.speech = new SpeechDesk(latencies, synthesize);
    this.fetch = memoryFetch(this, options.clock);
  }

  /** Requests with a valid body. */
  get seen(): readonly SeenRequest[] {
    return this.generate.seen;
  }

  /** These first, in order; then whatever `answers` says. */
  next(...answers: readonly (TwinAnswer | string)[]): this {
    this.generate.next(...answers);
    return this;
  }

  answers(answerTo: AnswerTo): this {
    this.generate.answerTo = answerTo;
    return this;
  }

  get seenSpeech(): readonly SeenSpeech[] {
    return this.speech.seen;
  }

  /** What goes wrong with the requests for speech to come, one each; `null` is one without trouble. */
  nextSpeech(...troubles: readonly (LineTrouble | null)[]): this {
    this.speech.script(...troubles);
    return this;
  }

  /** Why the next requests for speech stop half-way, such as `OTHER`. */
  stopsSpeech(...finishReasons: readonly string[]): this {
    this.speech.stop(...finishReasons);
    return this;
  }

  handle({ method, path, query, headers, body }: TwinHttpRequest): TwinHttpAnswer {
    const refused = refusedKey(headers["x-goog-api-key"] ?? query.get("key"), this.options.apiKey);
    if (refused) return refused;
    if (method === "GET" && path.endsWith("/v1beta/models")) return this.list();
    const [, model, verb] = /\/v1beta\/models\/([^/:]+):(generateContent|streamGenerateContent)$/.exec(path) ?? [];
    if (method !== "POST" || model === undefined) return notFound();
    // Without `alt=sse` the stream is one long list: nobody asks for that.
    if (verb === "streamGenerateContent" && query.get("alt") !== "sse") return notFound();
    const name = decodeURIComponent(model);
    if (!this.models.includes(name)) return unknownModel(name);
    if (SPEAKS.test(name)) return this.speech.speak(name, body);
    return this.generate.generate(name, body, verb === "streamGenerateContent");
  }

  open(request: TwinRequest): TwinReply | "silent" | ((wire: Wire) => TwinConversation) {
    return this.options.live?.open(request) ?? notFound();
  }

  private list(): TwinReply {
    const models = this.models.map((id) => ({
      ...{
        name: `models/${id}`,
        version: "001",
        displayName: id,
        inputTokenLimit: 1_048_576,
        outputTokenLimit: 65_536,
      },
      supportedGenerationMethods: ["generateContent", "countTokens"],
    }));
    return jsonReply(200, { models });
  }

  private get models(): readonly string[] {
    return this.options.models ?? MODELS;
  }
}
