/** `generateContent` and its stream: scripted answers to requests that are checked as Google checks them. */
import {
  bytesOf,
  jsonReply,
  SILENT_REPLY,
  type TimedBytes,
  type TimedReply,
  type TwinReply,
  troubledReply,
  type WatchedReply,
} from "@offhook/twin-kit";
import type { TwinAnswer } from "./answers.ts";
import { chunksOf, type Identity, responseOf } from "./chunks.ts";
import { type GenerateRequest, readGenerateRequest } from "./generate-request.ts";
import type { Latencies } from "./latencies.ts";
import { refusal, wrong } from "./refusals.ts";

export type AnswerTo = (request: GenerateRequest) => TwinAnswer | string;

/** Every request with a valid body, for tests to look at. `aborted`: the client went before the end. */
export interface SeenRequest {
  model: string;
  request: GenerateRequest;
  aborted: boolean;
}

const SIGNED_BY_SOMEBODY_ELSE = "skip_thought_signature_validator";

export class GenerateDesk {
  readonly seen: SeenRequest[] = [];
  answerTo: AnswerTo = () => "Hello.";
  private readonly latencies: Latencies;
  private readonly queue: TwinAnswer[] = [];
  private readonly signatures = new Set([SIGNED_BY_SOMEBODY_ELSE]);

  constructor(latencies: Latencies) {
    this.latencies = latencies;
  }

  next(...answers: readonly (TwinAnswer | string)[]): void {
    this.queue.push(...answers.map(asAnswer));
  }

  generate(model: string, body: string, isStream: boolean): TwinReply | WatchedReply {
    const read = readGenerateRequest(body, model, (sign) => this.signatures.has(sign));
    if (!read.ok) return wrong(read.message);
    const seen: SeenRequest = { model, request: read.request, aborted: false };
    this.seen.push(seen);
    const answer = this.queue.shift() ?? asAnswer(this.answerTo(read.request));
    return {
      reply: this.replyTo(answer, seen, isStream),
      aborted() {
        seen.aborted = true;
      },
    };
  }

  private replyTo(answer: TwinAnswer, { model, request }: SeenRequest, isStream: boolean): TwinReply | TimedReply {
    const { trouble } = answer;
    if (trouble?.type === "refuse") return refusal(trouble.status);
    if (trouble?.type === "silent") return SILENT_REPLY;
    const identity = this.identityOf(model);
    if (!isStream) return jsonReply(200, responseOf(answer, request, identity));
    const headers = { "content-type": "text/event-stream" };
    const pieces = this.pieces(answer, chunksOf(answer, request, identity));
    return troubledReply({ status: 200, headers, afterMs: 0, pieces, ending: "end" }, trouble ?? null);
  }

  private identityOf(modelVersion: string): Identity {
    const responseId = `twin-${this.seen.length}`;
    const signature = Buffer.from(`thoughts of ${responseId}`).toString("base64");
    this.signatures.add(signature);
    return { modelVersion, responseId, signature };
  }

  /** The headers come with the first chunk's time already running. */
  private *pieces(answer: TwinAnswer, chunks: readonly Record<string, unknown>[]): Generator<TimedBytes> {
    const { firstTokenMs = this.latencies.firstTokenMs(), betweenTokensMs } = answer;
    for (const [index, chunk] of chunks.entries()) {
      const afterMs = index === 0 ? firstTokenMs : (betweenTokensMs ?? this.latencies.betweenTokensMs());
      yield { afterMs, bytes: bytesOf(`data: ${JSON.stringify(chunk)}\r\n\r\n`) };
    }
  }
}

const asAnswer = (answer: TwinAnswer | string): TwinAnswer => (typeof answer === "string" ? { text: answer } : answer);
