/** How chat completions write an answer: chunks, a reason to finish, the usage, `[DONE]`. */
import type { ModelToolCall } from "@offhook/engine/ports";
import {
  type AnswerDialect,
  type AnswerStep,
  type EndedBecause,
  type ServerSentEvent,
  ToolCallPieces,
} from "@offhook/provider-kit";
import { type AnswerChunk, readChunk } from "./answer-chunk.ts";
import { faultOfStreamError } from "./http-fault.ts";

const BECAUSE: Readonly<Record<string, EndedBecause>> = Object.freeze({
  stop: "stop",
  length: "length",
  tool_calls: "tool-calls",
  function_call: "tool-calls",
  content_filter: "content-filter",
});

export class ChatDialect implements AnswerDialect {
  private readonly provider: string;
  private readonly calls = new ToolCallPieces();
  private finished = false;

  constructor(provider: string) {
    this.provider = provider;
  }

  read({ name, data }: ServerSentEvent): AnswerStep {
    if (data === "[DONE]") return { isLast: true };
    const chunk = readChunk(data);
    if (name === "error" || chunk?.error) return { fault: faultOfStreamError(chunk?.error ?? data, this.provider) };
    return chunk ? this.stepOf(chunk) : { malformed: `It said: ${data.slice(0, 80)}` };
  }

  toolCalls(): readonly ModelToolCall[] {
    return this.calls.all();
  }

  private stepOf({ text, toolCallPieces, finishReason, usage }: AnswerChunk): AnswerStep {
    const counted = usage ? { usage } : {};
    if (this.finished) return counted; // what comes after the finish is no answer
    for (const piece of toolCallPieces) {
      if (!this.calls.add(piece)) return { malformed: "A tool call has no end." };
    }
    this.finished = finishReason !== null;
    const because = finishReason === null ? {} : { because: BECAUSE[finishReason] ?? "stop" };
    return { text, isPiece: toolCallPieces.length > 0, ...counted, ...because };
  }
}
