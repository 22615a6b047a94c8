/** Reads one chunk of an answer, taking nothing for granted: compatible servers differ in what they leave out. */
import type { ModelUsage } from "@offhook/engine/ports";
import { list, parse, record, string, type ToolCallPiece } from "@offhook/provider-kit";

export interface AnswerChunk {
  text: string;
  toolCallPieces: readonly ToolCallPiece[];
  finishReason: string | null;
  usage: ModelUsage | null;
  /** The body of an error that came in mid-stream. */
  error: unknown;
}

/** Null: not a chunk at all. */
export function readChunk(data: string): AnswerChunk | null {
  const chunk = record(parse(data));
  if (!chunk) return null;
  // The usage chunk has no choices, so that choices[0] may not be read blindly.
  const choice = record(list(chunk.choices)[0]);
  const delta = record(choice?.delta);
  if (!Array.isArray(chunk.choices) && !chunk.error && !chunk.usage) return null;
  return {
    text: string(delta?.content),
    toolCallPieces: list(delta?.tool_calls).flatMap(readPiece),
    finishReason: string(choice?.finish_reason) || null,
    usage: readUsage(record(chunk.usage)),
    error: chunk.error ?? null,
  };
}

function readPiece(value: unknown): ToolCallPiece[] {
  const piece = record(value);
  if (!piece) return [];
  const call = record(piece.function);
  const args = call?.arguments;
  return [
    {
      index: typeof piece.index === "number" ? piece.index : null,
      id: string(piece.id),
      name: string(call?.name),
      // Some servers send the arguments as an object.
      argumentsPart: record(args) ? JSON.stringify(args) : string(args),
    },
  ];
}

function readUsage(usage: Record<string, unknown> | null): ModelUsage | null {
  if (!usage) return null;
  const details = record(usage.prompt_tokens_details);
  // Of the input, what the vendor keeps for the next request: priced apart.
  const written = count(details?.cache_write_tokens);
  return {
    inputTokens: count(usage.prompt_tokens),
    cachedTokens: count(details?.cached_tokens),
    ...(written > 0 ? { cacheWriteTokens: written } : {}),
    outputTokens: count(usage.completion_tokens),
  };
}

const count = (value: unknown): number => (Number.isSafeInteger(value) && Number(value) > 0 ? Number(value) : 0);
