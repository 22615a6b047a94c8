/** How Gemini streams an answer: whole parts, a finish reason with the last of them, and no last word. */
import { randomUUID } from "node:crypto";
import type { ModelToolCall, ModelUsage } from "@offhook/engine/ports";
import {
  type AnswerDialect,
  type AnswerStep,
  type EndedBecause,
  list,
  parse,
  record,
  records,
  type ServerSentEvent,
  string,
} from "@offhook/provider-kit";
import { faultOfError, googleFault } from "./faults.ts";
import type { Signatures } from "./signatures.ts";

/** More than this is a model that has lost its way. */
const MOST_CALLS = 32;

/** https://ai.google.dev/api/generate-content#FinishReason */
const BECAUSE: Readonly<Record<string, EndedBecause>> = Object.freeze({
  STOP: "stop",
  MAX_TOKENS: "length",
  ...{ SAFETY: "content-filter", RECITATION: "content-filter", BLOCKLIST: "content-filter" },
  ...{ PROHIBITED_CONTENT: "content-filter", SPII: "content-filter", LANGUAGE: "content-filter" },
});
const MALFORMED = /^(MALFORMED_FUNCTION_CALL|UNEXPECTED_TOOL_CALL|TOO_MANY_TOOL_CALLS)$/;

export class GeminiDialect implements AnswerDialect {
  private readonly provider: string;
  private readonly signatures: Signatures;
  private readonly calls: ModelToolCall[] = [];
  private hasText = false;

  constructor(provider: string, signatures: Signatures) {
    this.provider = provider;
    this.signatures = signatures;
  }

  read({ data }: ServerSentEvent): AnswerStep {
    const chunk = record(parse(data));
    if (chunk?.error) {
      const { code, detail } = faultOfError(chunk, 500);
      return { fault: googleFault(code, this.provider, detail) };
    }
    if (!chunk || !(chunk.candidates ?? chunk.promptFeedback ?? chunk.usageMetadata)) {
      return { malformed: `It said: ${data.slice(0, 80)}` };
    }
    return { ...usageIn(chunk), ...this.stepOf(chunk) };
  }

  toolCalls(): readonly ModelToolCall[] {
    return this.calls;
  }

  private stepOf(chunk: Record<string, unknown>): AnswerStep {
    const candidate = record(list(chunk.candidates)[0]);
    if (!candidate) return record(chunk.promptFeedback)?.blockReason ? { because: "content-filter" } : {};
    const parts = records(record(candidate.content)?.parts);
    const calls = parts.filter(({ functionCall }) => record(functionCall));
    for (const part of calls) if (!this.addCall(part)) return { malformed: "Its tool calls have no end." };
    // Thoughts are not spoken.
    const text = parts.map((part) => (part.thought === true ? "" : string(part.text))).join("");
    this.hasText ||= text !== "";
    return { text, isPiece: calls.length > 0, ...this.endBy(string(candidate.finishReason)) };
  }

  private addCall({ functionCall, thoughtSignature }: Record<string, unknown>): boolean {
    const { id, name, args } = record(functionCall) ?? {};
    // Our history knows results by their call's id alone: one that was left out must be unlike any other of the call.
    const call = { id: string(id) || `call_${randomUUID()}`, name: string(name) };
    this.calls.push({ ...call, argumentsJson: JSON.stringify(record(args) ?? {}) });
    if (typeof thoughtSignature === "string") this.signatures.keep(call.id, thoughtSignature);
    return this.calls.length <= MOST_CALLS;
  }

  private endBy(reason: string): AnswerStep {
    if (reason === "" || reason === "FINISH_REASON_UNSPECIFIED") return {};
    if (MALFORMED.test(reason)) return { fault: googleFault("google-tool-call-malformed", this.provider, reason) };
    const because = BECAUSE[reason];
    if (because) return { because };
    const isEmpty = !this.hasText && this.calls.length === 0;
    return isEmpty ? { fault: googleFault("google-answer-unfinished", this.provider, reason) } : { because: "stop" };
  }
}

function usageIn({ usageMetadata }: Record<string, unknown>): { usage?: ModelUsage } {
  const counted = record(usageMetadata);
  if (!counted) return {};
  const of = (name: string): number => count(counted[name]);
  return {
    usage: {
      inputTokens: of("promptTokenCount") + of("toolUsePromptTokenCount"),
      cachedTokens: of("cachedContentTokenCount"),
      // Thoughts are billed as output.
      outputTokens: of("candidatesTokenCount") + of("thoughtsTokenCount"),
    },
  };
}

export const count = (value: unknown): number => (Number.isSafeInteger(value) && Number(value) > 0 ? Number(value) : 0);
