/** Writes a Messages request. */
import type { ModelRequest, ToolDescription } from "@offhook/engine/ports";
import { parse, record, type Turn, turnsOf } from "@offhook/provider-kit";
import { littleThinking } from "./thinking.ts";

type Block = Record<string, unknown>;

/**
 * Everything up to here is kept for five minutes and costs a tenth when it comes again, which it does at every turn. Tools
 * come first and have their own mark: they are the same for all calls, the instructions may hold the time of day.
 */
const CACHED = Object.freeze({ cache_control: { type: "ephemeral" } });

export function requestBody(
  { messages, tools, maxOutputTokens }: ModelRequest,
  model: string,
  extraBody: Readonly<Record<string, unknown>>,
): string {
  const { instructions, turns } = turnsOf(messages);
  const { fields, roomForThoughts } = littleThinking(model);
  return JSON.stringify({
    model,
    max_tokens: maxOutputTokens + roomForThoughts,
    stream: true,
    ...(instructions === "" ? {} : { system: [{ type: "text", text: instructions, ...CACHED }] }),
    ...(tools.length === 0 ? {} : { tools: tools.map((tool, index) => toolOf(tool, index === tools.length - 1)) }),
    messages: messagesOf(turns),
    ...fields,
    ...extraBody,
  });
}

const toolOf = ({ name, description, parameters }: ToolDescription, isLast: boolean): Block => ({
  ...{ name, description },
  // "object" is the one type that is taken, and a schema may leave it out.
  input_schema: { ...parameters, type: "object" },
  ...(isLast ? CACHED : {}),
});

/** What the caller said while a tool ran joins its results in one turn, after them: else the request is refused. */
function messagesOf(turns: readonly Turn[]): { role: "user" | "assistant"; content: Block[] }[] {
  const messages: { role: "user" | "assistant"; content: Block[] }[] = [];
  for (const turn of turns) {
    const role = turn.by === "agent" ? "assistant" : "user";
    const last = messages.at(-1);
    if (last?.role === role) last.content.push(...blocksOf(turn));
    else messages.push({ role, content: blocksOf(turn) });
  }
  return messages;
}

/**
 * Thoughts are not sent back, though models that think would like them: they are void once an earlier turn has changed,
 * and ours change to what the caller really heard.
 */
function blocksOf(turn: Turn): Block[] {
  if (turn.by === "caller") return [{ type: "text", text: turn.text }];
  if (turn.by === "tools") {
    return turn.results.map(({ call, content }) => ({
      ...{ type: "tool_result", tool_use_id: safeId(call.id) },
      // Empty text is refused.
      ...(content.trim() === "" ? {} : { content }),
    }));
  }
  const calls = turn.calls.map(({ id, name, argumentsJson }) => ({
    ...{ type: "tool_use", id: safeId(id), name, input: record(parse(argumentsJson)) ?? {} },
  }));
  return [...(turn.text === "" ? [] : [{ type: "text", text: turn.text }]), ...calls];
}

/** Another model's call may have an id that Anthropic does not take. */
const safeId = (id: string): string => id.replace(/[^a-zA-Z0-9_-]/g, "_");
