/**
 * A stand-in of OpenAI's chat completions. Answers are scripted; requests are checked as the real server checks them.
 * It speaks through a `fetch`-shaped function (`fetch`), or over real HTTP (`serveTwin`).
 */
import type { Clock } from "@offhook/engine/ports";
import { seededRandom } from "@offhook/twin-kit";
import { refusalBody, type TwinAnswer, type TwinTrouble } from "./answers.ts";
import { type ChatMessage, type ChatRequest, readChatRequest } from "./chat-request.ts";
import { completionOf } from "./chunks.ts";
import { type Latencies, usualLatencies } from "./latencies.ts";
import { memoryFetch } from "./memory-fetch.ts";
import { jsonReply, type Reply, streamedReply } from "./reply.ts";

export interface OpenAiTwinOptions {
  /** Default `twin-model`. */
  models?: readonly string[];
  /** Without one any key will do, and none. */
  apiKey?: string;
  latencies?: Latencies;
  seed?: number;
  /** Time of the in-process `fetch`; default real time. */
  clock?: Clock;
}

export interface TwinRequest {
  method: string;
  path: string;
  /** Lower-case names. */
  headers: Readonly<Record<string, string | undefined>>;
  body: string;
}

export type AnswerTo = (messages: readonly ChatMessage[], request: ChatRequest) => TwinAnswer | string;

/** Every request with a valid body, for tests to look at. `aborted`: the client went before the end. */
export interface SeenRequest {
  request: ChatRequest;
  aborted: boolean;
}

const CREATED_S = 1_790_000_000;

export class OpenAiTwin {
  readonly seen: SeenRequest[] = [];
  readonly fetch: (
    url: string,
    init: { body: string; headers: Record<string, string>; signal?: AbortSignal },
  ) => Promise<Response>;
  private readonly options: OpenAiTwinOptions;
  private readonly latencies: Latencies;
  private readonly queue: TwinAnswer[] = [];
  private answerTo: AnswerTo = () => "Hello.";

  constructor(options: OpenAiTwinOptions = {}) {
    this.options = options;
    this.latencies = options.latencies ?? usualLatencies(seededRandom(options.seed ?? 1));
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

  /** The reply to one request, and where to tell that the client has gone. */
  handle(request: TwinRequest): { reply: Reply; aborted(): void } {
    const nobody = (reply: Reply) => ({ reply, aborted: () => {} });
    const refused = this.refusedKey(request);
    if (refused) return nobody(refused);
    const path = request.path.replace(/\?.*$/, "");
    if (request.method === "GET" && path.endsWith("/v1/models")) return nobody(this.models());
    if (request.method !== "POST" || !path.endsWith("/v1/chat/completions")) {
      const message = `Invalid URL (${request.method} ${path})`;
      return nobody(jsonReply(404, { error: { message, type: "invalid_request_error", param: null, code: null } }));
    }
    return this.complete(request.body);
  }

  private complete(body: string): { reply: Reply; aborted(): void } {
    const read = readChatRequest(body);
    if (!read.ok) {
      const { message, param } = read;
      return { reply: jsonReply(400, refusalBody(400, { message, param })), aborted: () => {} };
    }
    const seen: SeenRequest = { request: read.request, aborted: false };
    this.seen.push(seen);
    return {
      reply: this.replyTo(read.request),
      aborted() {
        seen.aborted = true;
      },
    };
  }

  private replyTo(request: ChatRequest): Reply {
    const { model } = request;
    if (!this.knownModels.includes(model)) {
      const message = `The model \`${model}\` does not exist or you do not have access to it.`;
      return jsonReply(404, refusalBody(404, { message }));
    }
    const answer = this.queue.shift() ?? asAnswer(this.answerTo(request.messages, request));
    const { trouble } = answer;
    if (trouble?.type === "refuse") return refusalOf(trouble);
    if (trouble?.type === "silent") return { ...jsonReply(200, {}), afterMs: Number.POSITIVE_INFINITY };
    const identity = { id: `chatcmpl-twin${this.seen.length}`, created: CREATED_S, model };
    if (request.stream !== true) return jsonReply(200, completionOf(answer, request, identity));
    return streamedReply(answer, request, identity, this.latencies);
  }

  private refusedKey({ headers }: TwinRequest): Reply | null {
    const { apiKey } = this.options;
    if (!apiKey || headers.authorization === `Bearer ${apiKey}`) return null;
    if (headers.authorization) return jsonReply(401, refusalBody(401));
    const message = "You didn't provide an API key. You need to provide your API key in an Authorization header.";
    return jsonReply(401, { error: { message, type: "invalid_request_error", param: null, code: null } });
  }

  private models(): Reply {
    const data = this.knownModels.map((id) => ({ id, object: "model", created: CREATED_S, owned_by: "twin" }));
    return jsonReply(200, { object: "list", data });
  }

  private get knownModels(): readonly string[] {
    return this.options.models ?? ["twin-model"];
  }
}

const asAnswer = (answer: TwinAnswer | string): TwinAnswer => (typeof answer === "string" ? { text: answer } : answer);

function refusalOf({ status, code, message, retryAfterS }: Extract<TwinTrouble, { type: "refuse" }>): Reply {
  const headers: Record<string, string> = retryAfterS === undefined ? {} : { "retry-after": String(retryAfterS) };
  return jsonReply(status, refusalBody(status, { code, message }), headers);
}
