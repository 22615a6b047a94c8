/**
 * A conversation as turns, for vendors that take nothing else: instructions apart, the caller first and last, nobody twice
 * in a row, no turn without words, and after the turn that called tools the results of all its calls.
 */
import type { ModelMessage, ModelToolCall } from "@offhook/engine/ports";
import { tidyHistory } from "./tidy-history.ts";

export type Turn =
  | { by: "caller"; text: string }
  | { by: "agent"; text: string; calls: readonly ModelToolCall[] }
  | { by: "tools"; results: readonly ToolResult[] };

export interface ToolResult {
  call: ModelToolCall;
  content: string;
}

export interface Turns {
  /** Of all system messages. */
  instructions: string;
  turns: readonly Turn[];
}

/** The agent greets first, and models want to be addressed first. */
const OPENING = "(The call begins.)";
/** A turn of the agent's at the end would be taken for the beginning of the answer. */
const WAITING = "(The caller is waiting.)";

export function turnsOf(messages: readonly ModelMessage[]): Turns {
  const instructions = messages.filter(({ role }) => role === "system").map(({ content }) => content);
  const turns: Turn[] = [];
  const calls = new Map<string, ModelToolCall>();
  for (const message of tidyHistory(messages)) {
    if (message.role === "assistant") for (const call of message.toolCalls ?? []) calls.set(call.id, call);
    const turn = turnOf(message, calls);
    if (turn) add(turns, turn);
  }
  if (turns[0]?.by !== "caller") turns.unshift({ by: "caller", text: OPENING });
  if (turns.at(-1)?.by === "agent") turns.push({ by: "caller", text: WAITING });
  return { instructions: instructions.join("\n\n").trim(), turns };
}

function turnOf(message: ModelMessage, known: ReadonlyMap<string, ModelToolCall>): Turn | null {
  if (message.role === "tool") {
    const call = known.get(message.toolCallId);
    return call ? { by: "tools", results: [{ call, content: message.content }] } : null;
  }
  const text = message.content.trim();
  if (message.role === "user") return text === "" ? null : { by: "caller", text };
  if (message.role !== "assistant") return null;
  const calls = message.toolCalls ?? [];
  return text === "" && calls.length === 0 ? null : { by: "agent", text, calls };
}

function add(turns: Turn[], turn: Turn): void {
  const last = turns.at(-1);
  const joined = last ? join(last, turn) : null;
  if (joined) turns[turns.length - 1] = joined;
  else turns.push(turn);
}

/** Null: two turns. */
function join(before: Turn, after: Turn): Turn | null {
  if (before.by === "caller" && after.by === "caller") return { by: "caller", text: `${before.text}\n${after.text}` };
  if (before.by === "tools" && after.by === "tools") {
    return { by: "tools", results: [...before.results, ...after.results] };
  }
  // After a turn with calls come their results.
  if (before.by !== "agent" || after.by !== "agent") return null;
  return { by: "agent", text: `${before.text} ${after.text}`.trim(), calls: after.calls };
}
