/** What the twin believes was said: the items of a realtime conversation, in order. Tests read it. */
import { invalid, invalidValue, missing, type RealtimeError } from "./realtime-errors.ts";
import { isRecord } from "./session-object.ts";

export interface Item {
  id: string;
  type: "message" | "function_call" | "function_call_output";
  status: "completed" | "incomplete" | "in_progress";
  role?: "system" | "user" | "assistant";
  content?: Content[];
  call_id?: string;
  name?: string;
  arguments?: string;
  output?: string;
}

export interface Content {
  type: string;
  text?: string;
  transcript?: string | null;
  /** Of the sound behind it; the twin's own field, not on the wire. */
  audioMs?: number;
  /** Where each word of the transcript ends; the twin's own field. */
  wordEndsMs?: readonly number[];
}

/** What each role may say. */
const CONTENT: Readonly<Record<string, readonly string[]>> = {
  system: ["input_text"],
  user: ["input_text", "input_audio"],
  assistant: ["output_text", "output_audio"],
};

export class ConversationItems {
  readonly list: Item[] = [];
  private made = 0;

  nextId(): string {
    this.made += 1;
    return `item_${this.made}`;
  }

  find(id: unknown): Item | undefined {
    return this.list.find((item) => item.id === id);
  }

  /** Where it stands: the id before it, or null. */
  before(item: Item): string | null {
    return this.list[this.list.indexOf(item) - 1]?.id ?? null;
  }

  add(item: Item): void {
    this.list.push(item);
  }

  create(value: unknown, previousId: unknown): Item | RealtimeError {
    if (!isRecord(value)) return missing("item");
    const problem = this.problemOf(value);
    if (problem) return problem;
    const place = this.placeAfter(previousId);
    if (place === null) {
      return invalid("item_not_found", `Previous item '${String(previousId)}' not found.`, "previous_item_id");
    }
    const item = { status: "completed", ...value, id: value.id ?? this.nextId() } as Item;
    this.list.splice(place, 0, item);
    return item;
  }

  delete(id: unknown): RealtimeError | null {
    const item = this.find(id);
    if (!item) return invalid("item_delete_invalid_item_id", `Item with item_id not found: ${String(id)}`, "item_id");
    this.list.splice(this.list.indexOf(item), 1);
    return null;
  }

  /** Its sound ends there, and the words that had not ended by then go. */
  truncate(id: unknown, contentIndex: unknown, endMs: unknown): RealtimeError | null {
    const item = this.find(id);
    const content = item?.content?.[0];
    if (item?.role !== "assistant" || content?.audioMs === undefined) {
      return invalid(
        "item_truncate_invalid_item_id",
        `Only model output audio messages can be truncated: ${String(id)}`,
      );
    }
    if (contentIndex !== 0) return invalidValue("content_index", contentIndex);
    if (typeof endMs !== "number" || !Number.isInteger(endMs) || endMs < 0) return invalidValue("audio_end_ms", endMs);
    if (endMs > content.audioMs) {
      const message = `Audio content of ${content.audioMs}ms is already shorter than ${endMs}ms`;
      return invalid("invalid_value", message, "audio_end_ms");
    }
    const words = (content.transcript ?? "").match(/\S+/g) ?? [];
    const ends = content.wordEndsMs ?? words.map((_, index) => ((index + 1) / words.length) * (content.audioMs ?? 0));
    const kept = words.filter((_, index) => (ends[index] ?? Number.POSITIVE_INFINITY) <= endMs);
    content.transcript = kept.join(" ");
    content.wordEndsMs = ends.slice(0, kept.length);
    content.audioMs = endMs;
    return null;
  }

  /** Null: there is no such item. */
  private placeAfter(previousId: unknown): number | null {
    if (previousId === undefined || previousId === null) return this.list.length;
    if (previousId === "root") return 0;
    const place = this.list.findIndex(({ id }) => id === previousId);
    return place < 0 ? null : place + 1;
  }

  private problemOf(value: Record<string, unknown>): RealtimeError | null {
    if (value.id !== undefined && this.find(value.id)) {
      return invalid(
        "item_create_duplicate_item_id",
        `Item with item_id already exists: ${String(value.id)}`,
        "item.id",
      );
    }
    if (value.type === "function_call") {
      return typeof value.name === "string" && typeof value.arguments === "string" && typeof value.call_id === "string"
        ? null
        : missing("item.name");
    }
    if (value.type === "function_call_output") return this.outputProblem(value);
    return value.type === "message" ? messageProblem(value) : invalidValue("item.type", value.type);
  }

  private outputProblem({ call_id, output }: Record<string, unknown>): RealtimeError | null {
    if (typeof output !== "string") return missing("item.output");
    const called = this.list.some((item) => item.type === "function_call" && item.call_id === call_id);
    return called
      ? null
      : invalid("invalid_tool_call_id", `Tool call ID '${String(call_id)}' not found.`, "item.call_id");
  }
}

function messageProblem({ role, content }: Record<string, unknown>): RealtimeError | null {
  const types = CONTENT[String(role)];
  if (!types) return invalidValue("item.role", role);
  if (!Array.isArray(content) || content.length === 0) return missing("item.content");
  const wrong = content.find((one) => !isRecord(one) || !types.includes(String(one.type)));
  return wrong === undefined ? null : invalidValue("item.content[0].type", isRecord(wrong) ? wrong.type : wrong);
}

/** As it goes over the wire: without the twin's own notes, and without sound. */
export function wireItem(item: Item): Record<string, unknown> {
  const content = item.content?.map(({ audioMs, wordEndsMs, ...rest }) => rest);
  return { ...item, object: "realtime.item", ...(content ? { content } : {}) };
}
