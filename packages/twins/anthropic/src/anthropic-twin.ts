/**
 * A stand-in of Anthropic's Messages API. What it answers and suffers is scripted; requests are checked as the real server
 * checks them. It speaks through a `fetch`-shaped function (`fetch`), or over real HTTP (`serveTwin`).
 */
import type { Clock } from "@offhook/engine/ports";
import {
  bytesOf,
  type HttpTwin,
  jsonReply,
  type MemoryFetch,
  memoryFetch,
  SILENT_REPLY,
  seededRandom,
  type TimedBytes,
  type TimedReply,
  type TwinAnswer as TwinHttpAnswer,
  type TwinHttpRequest,
  type TwinReply,
  troubledReply,
} from "@offhook/twin-kit";
import type { TwinAnswer } from "./answers.ts";
import { type Event, eventsOf, type Identity, messageOf } from "./events.ts";
import { type Latencies, usualLatencies } from "./latencies.ts";
import { type MessageRequest, readMessageRequest } from "./message-request.ts";
import { PromptCache } from "./prompt-cache.ts";
import { refusal, refusedKey, wrong } from "./refusals.ts";

export interface AnthropicTwinOptions {
  models?: readonly string[];
  /** Without one any key will do. */
  apiKey?: string;
  /** What is left out takes its usual time. */
  latencies?: Partial<Latencies>;
  seed?: number;
  /** Time of the in-process `fetch`; default real time. */
  clock?: Clock;
}

export type AnswerTo = (request: MessageRequest) => TwinAnswer | string;

/** Every request with a valid body, for tests to look at. `aborted`: the client went before the end. */
export interface SeenRequest {
  request: MessageRequest;
  headers: Readonly<Record<string, string | undefined>>;
  aborted: boolean;
}

const MODELS = ["claude-haiku-4-5", "claude-haiku-5-5", "claude-sonnet-4-6", "claude-sonnet-5-5", "claude-opus-5-5"];

export class AnthropicTwin implements HttpTwin {
  readonly fetch: MemoryFetch;
  readonly seen: SeenRequest[] = [];
  private readonly options: AnthropicTwinOptions;
  private readonly latencies: Latencies;
  private readonly cache = new PromptCache();
  private readonly queue: TwinAnswer[] = [];
  private answerTo: AnswerTo = () => "Hello.";

  constructor(options: AnthropicTwinOptions = {}) {
    this.options = options;
    this.latencies = { ...usualLatencies(seededRandom(options.seed ?? 1)), ...options.latencies };
    this.fetch = memoryFetch(this, options.clock);
  }

  /** These first, in order; then whatever `answers` says. */
  next(...answers: readonly (TwinAnswer | string)[]): this {
    this.queue.push(...answers.map(asAnswer));
    return this;
  }

  answers(answerTo: AnswerTo): this {
    this.answerTo = answerTo;
    return this;
  }

  handle({ method, path, headers, body }: TwinHttpRequest): TwinHttpAnswer {
    const refused = refusedKey(headers, this.options.apiKey);
    if (refused) return refused;
    if (!headers["anthropic-version"]) return wrong("anthropic-version: header is required");
    if (method === "GET" && path.endsWith("/v1/models")) return this.list();
    if (method !== "POST" || !path.endsWith("/v1/messages")) return refusal(404);
    return this.message(headers, body);
  }

  private message(headers: SeenRequest["headers"], body: string): TwinHttpAnswer {
    const read = readMessageRequest(body);
    if (!read.ok) return wrong(read.message);
    const { request } = read;
    if (!this.models.includes(request.model)) return refusal(404, `model: ${request.model}`);
    const seen: SeenRequest = { request, headers, aborted: false };
    this.seen.push(seen);
    return {
      reply: this.replyTo(request, this.queue.shift() ?? asAnswer(this.answerTo(request))),
      aborted() {
        seen.aborted = true;
      },
    };
  }

  private replyTo(request: MessageRequest, answer: TwinAnswer): TwinReply | TimedReply {
    const { trouble } = answer;
    if (trouble?.type === "refuse") return refusal(trouble.status);
    if (trouble?.type === "silent") return SILENT_REPLY;
    const id = `msg_${this.seen.length}`;
    const identity: Identity = { id, model: request.model, prompt: this.cache.count(request) };
    if (request.stream !== true) return jsonReply(200, messageOf(answer, identity));
    const headers = { "content-type": "text/event-stream; charset=utf-8", "request-id": `req_${id}` };
    const pieces = this.pieces(answer, eventsOf(answer, identity));
    return troubledReply({ status: 200, headers, afterMs: 0, pieces, ending: "end" }, trouble ?? null);
  }

  private *pieces(answer: TwinAnswer, events: readonly Event[]): Generator<TimedBytes> {
    const { firstTokenMs = this.latencies.firstTokenMs(), betweenTokensMs } = answer;
    let pieces = 0;
    for (const { json, isPiece } of events) {
      const pieceMs = pieces === 0 ? firstTokenMs : (betweenTokensMs ?? this.latencies.betweenTokensMs());
      yield {
        afterMs: isPiece ? pieceMs : 0,
        bytes: bytesOf(`event: ${json.type}\ndata: ${JSON.stringify(json)}\n\n`),
      };
      if (isPiece) pieces += 1;
    }
  }

  private list(): TwinReply {
    const data = this.models.map((id) => ({
      ...{ type: "model", id, display_name: id, created_at: "2026-10-21T00:00:00Z", lifecycle: "active" },
    }));
    return jsonReply(200, { data, has_more: false, first_id: data[0]?.id ?? null, last_id: data.at(-1)?.id ?? null });
  }

  private get models(): readonly string[] {
    return this.options.models ?? MODELS;
  }
}

const asAnswer = (answer: TwinAnswer | string): TwinAnswer => (typeof answer === "string" ? { text: answer } : answer);
