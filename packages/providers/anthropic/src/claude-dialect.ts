/** How Claude streams an answer: blocks by index, each begun, continued and ended; then why it stopped, and a last word. */
import type { ModelToolCall, ModelUsage } from "@offhook/engine/ports";
import {
  type AnswerDialect,
  type AnswerStep,
  type EndedBecause,
  parse,
  record,
  type ServerSentEvent,
  string,
  ToolCallPieces,
} from "@offhook/provider-kit";
import { faultOfStreamError } from "./faults.ts";

const BECAUSE: Readonly<Record<string, EndedBecause>> = Object.freeze({
  ...{ end_turn: "stop", stop_sequence: "stop", pause_turn: "stop", tool_use: "tool-calls" },
  ...{ max_tokens: "length", model_context_window_exceeded: "length", refusal: "content-filter" },
});

export class ClaudeDialect implements AnswerDialect {
  private readonly provider: string;
  private readonly calls = new ToolCallPieces();
  private readonly counted: Record<string, number> = {};

  constructor(provider: string) {
    this.provider = provider;
  }

  read({ data }: ServerSentEvent): AnswerStep {
    const event = record(parse(data));
    const type = string(event?.type);
    if (!event || type === "") return { malformed: `It said: ${data.slice(0, 80)}` };
    switch (type) {
      case "error":
        return { fault: faultOfStreamError(event, this.provider) };
      case "message_start":
        return this.count(record(event.message)?.usage);
      case "content_block_start":
        return this.begin(indexOf(event), record(event.content_block) ?? {});
      case "content_block_delta":
        return this.goOn(indexOf(event), record(event.delta) ?? {});
      case "message_delta":
        return { ...this.count(event.usage), ...endBy(record(event.delta)?.stop_reason) };
      case "message_stop":
        return { isLast: true };
      default:
        return {}; // `ping`, the ends of blocks, and what may be invented: the vendor says to ignore it
    }
  }

  toolCalls(): readonly ModelToolCall[] {
    // Without arguments nothing comes after the beginning.
    return this.calls.all().map((call) => ({ ...call, argumentsJson: call.argumentsJson || "{}" }));
  }

  private begin(index: number, block: Record<string, unknown>): AnswerStep {
    if (block.type === "text") return { text: string(block.text) };
    if (block.type !== "tool_use") return {}; // thoughts
    return this.piece({ index, id: string(block.id), name: string(block.name), argumentsPart: "" });
  }

  private goOn(index: number, delta: Record<string, unknown>): AnswerStep {
    if (delta.type === "text_delta") return { text: string(delta.text) };
    if (delta.type !== "input_json_delta") return {};
    return this.piece({ index, id: "", name: "", argumentsPart: string(delta.partial_json) });
  }

  private piece(piece: Parameters<ToolCallPieces["add"]>[0]): AnswerStep {
    return this.calls.add(piece) ? { isPiece: true } : { malformed: "A tool call has no end." };
  }

  /** Counts are cumulative, and the later one need not repeat all of the earlier. */
  private count(usage: unknown): AnswerStep {
    for (const [name, value] of Object.entries(record(usage) ?? {})) {
      if (Number.isSafeInteger(value) && Number(value) >= 0) this.counted[name] = Number(value);
    }
    return { usage: usageOf(this.counted) };
  }
}

function usageOf(counted: Readonly<Record<string, number>>): ModelUsage {
  const of = (name: string): number => counted[name] ?? 0;
  const cachedTokens = of("cache_read_input_tokens");
  const cacheWriteTokens = of("cache_creation_input_tokens");
  return {
    // Anthropic counts apart what was read from a cache and what was written to one.
    inputTokens: of("input_tokens") + cachedTokens + cacheWriteTokens,
    cachedTokens,
    ...(cacheWriteTokens > 0 ? { cacheWriteTokens } : {}),
    outputTokens: of("output_tokens"),
  };
}

function endBy(reason: unknown): AnswerStep {
  return typeof reason === "string" ? { because: BECAUSE[reason] ?? "stop" } : {};
}

const indexOf = ({ index }: Record<string, unknown>): number => (Number.isSafeInteger(index) ? Number(index) : 0);
