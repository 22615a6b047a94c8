/** Chat completions: scripted answers to requests that are checked as the real server checks them. */
import { jsonReply, SILENT_REPLY, type TimedReply, type TwinReply, type WatchedReply } from "@offhook/twin-kit";
import type { TwinAnswer, TwinTrouble } from "./answers.ts";
import { type ChatMessage, type ChatRequest, readChatRequest } from "./chat-request.ts";
import { completionOf } from "./chunks.ts";
import type { Latencies } from "./latencies.ts";
import { refusalBody, unknownModel } from "./refusals.ts";
import { streamedReply } from "./reply.ts";

export type AnswerTo = (messages: readonly ChatMessage[], request: ChatRequest) => TwinAnswer | string;

/** Every request with a valid body, for tests to look at. `aborted`: the client went before the end. */
export interface SeenRequest {
  request: ChatRequest;
  aborted: boolean;
}

export const CREATED_S = 1_790_000_000;

export class ChatDesk {
  readonly seen: SeenRequest[] = [];
  answerTo: AnswerTo = () => "Hello.";
  private readonly models: readonly string[];
  private readonly latencies: Latencies;
  private readonly queue: TwinAnswer[] = [];

  constructor(models: readonly string[], latencies: Latencies) {
    this.models = models;
    this.latencies = latencies;
  }

  next(...answers: readonly (TwinAnswer | string)[]): void {
    this.queue.push(...answers.map(asAnswer));
  }

  complete(body: string): WatchedReply {
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

  private replyTo(request: ChatRequest): TwinReply | TimedReply {
    const { model } = request;
    if (!this.models.includes(model)) return unknownModel(model);
    const answer = this.queue.shift() ?? asAnswer(this.answerTo(request.messages, request));
    const { trouble } = answer;
    if (trouble?.type === "refuse") return refusalOf(trouble);
    if (trouble?.type === "silent") return SILENT_REPLY;
    const identity = { id: `chatcmpl-twin${this.seen.length}`, created: CREATED_S, model };
    if (request.stream !== true) return jsonReply(200, completionOf(answer, request, identity));
    return streamedReply(answer, request, identity, this.latencies);
  }
}

const asAnswer = (answer: TwinAnswer | string): TwinAnswer => (typeof answer === "string" ? { text: answer } : answer);

function refusalOf({ status, code, message, retryAfterS }: Extract<TwinTrouble, { type: "refuse" }>): TwinReply {
  const headers: Record<string, string> = retryAfterS === undefined ? {} : { "retry-after": String(retryAfterS) };
  return jsonReply(status, refusalBody(status, { code, message }), headers);
}
