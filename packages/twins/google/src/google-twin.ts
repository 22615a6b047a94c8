/**
 * A stand-in of Google's Gemini API. What it answers and suffers is scripted; requests are checked as the real server
 * checks them. It speaks through a `fetch`-shaped function (`fetch`), or over real HTTP and sockets (`serveTwin`).
 */
import type { Clock } from "@offhook/engine/ports";
import {
  jsonReply,
  type MemoryFetch,
  memoryFetch,
  type SocketTwin,
  seededRandom,
  type TwinConversation,
  type TwinAnswer as TwinHttpAnswer,
  type TwinHttpRequest,
  type TwinReply,
  type TwinRequest,
  type Wire,
} from "@offhook/twin-kit";
import type { TwinAnswer } from "./answers.ts";
import { type AnswerTo, GenerateDesk, type SeenRequest } from "./generate-desk.ts";
import { type Latencies, usualLatencies } from "./latencies.ts";
import { notFound, refusedKey } from "./refusals.ts";

export interface GoogleTwinOptions {
  models?: readonly string[];
  /** Without one any key will do. */
  apiKey?: string;
  /** What is left out takes its usual time. */
  latencies?: Partial<Latencies>;
  seed?: number;
  /** Time of the in-process `fetch`; default real time. */
  clock?: Clock;
}

const MODELS = ["gemini-3.8-flash", "gemini-3.5-flash-lite", "gemini-2.5-flash"];

export class GoogleTwin implements SocketTwin {
  readonly fetch: MemoryFetch;
  private readonly options: GoogleTwinOptions;
  private readonly generate: GenerateDesk;

  constructor(options: GoogleTwinOptions = {}) {
    this.options = options;
    const latencies = { ...usualLatencies(seededRandom(options.seed ?? 1)), ...options.latencies };
    this.generate = new GenerateDesk(this.models, latencies);
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

  handle({ method, path, query, headers, body }: TwinHttpRequest): TwinHttpAnswer {
    const refused = refusedKey(headers["x-goog-api-key"] ?? query.get("key"), this.options.apiKey);
    if (refused) return refused;
    if (method === "GET" && path.endsWith("/v1beta/models")) return this.list();
    const [, model, verb] = /\/v1beta\/models\/([^/:]+):(generateContent|streamGenerateContent)$/.exec(path) ?? [];
    if (method !== "POST" || model === undefined) return notFound();
    // Without `alt=sse` the stream is one long list: nobody asks for that.
    if (verb === "streamGenerateContent" && query.get("alt") !== "sse") return notFound();
    return this.generate.generate(decodeURIComponent(model), body, verb === "streamGenerateContent");
  }

  open(_: TwinRequest): TwinReply | "silent" | ((wire: Wire) => TwinConversation) {
    return notFound();
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
