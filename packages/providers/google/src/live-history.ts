/**
 * What the vendor knows of the conversation, and what it must still be told. It knows what it heard and said itself; the
 * greeting, keys, another model's answers are told as text, tools' results by their ids. Knows no connection.
 */
import type { ModelMessage, ModelToolCall } from "@offhook/engine/ports";
import { parse } from "@offhook/provider-kit";
import { restOfOwn } from "./live-own-words.ts";
import { type LiveContent, saidBy, type ToolResult } from "./live-setup.ts";

export interface News {
  results: readonly ToolResult[];
  /** Said by others, in order. */
  turns: readonly LiveContent[];
  /** The caller's last words; null where the last was somebody else. */
  words: string | null;
}

export interface Known {
  /** Of the messages but for instructions. */
  messages: number;
  /** The last of them, if it is the agent's: others' words may have been added to it since. */
  lastSaid: string;
}

type Call = Pick<ModelToolCall, "name"> & { isCancelled: boolean };

export class LiveHistory {
  private readonly instructions: string;
  private told: string;
  private known: Known = { messages: 0, lastSaid: "" };
  /** The vendor's own calls, without a result so far. */
  private readonly calls = new Map<string, Call>();
  private readonly ownCalls = new Set<string>();

  constructor(instructions: string) {
    this.instructions = instructions;
    this.told = instructions;
  }

  get snapshot(): Known {
    return this.known;
  }

  get hasOpenCalls(): boolean {
    return [...this.calls.values()].some(({ isCancelled }) => !isCancelled);
  }

  /** The vendor remembers no more than this. */
  restore(known: Known): void {
    this.known = known;
    this.told = this.instructions;
    this.cancelled([...this.calls.keys()]);
  }

  /** Something else is asked: the vendor calls off what it waits for. */
  callsOff(): void {
    this.cancelled([...this.calls.keys()]);
  }

  called(calls: readonly ModelToolCall[]): void {
    for (const { id, name } of calls) {
      this.calls.set(id, { name, isCancelled: false });
      this.ownCalls.add(id);
    }
  }

  /**
   * The vendor does not wait for them any more. Whoever was told of them has begun to run them, and an effect cannot be taken
   * back: their results are told as text, so that the model knows what has happened all the same.
   */
  cancelled(callIds: readonly string[]): void {
    for (const id of callIds) {
      const call = this.calls.get(id);
      if (call) call.isCancelled = true;
    }
  }

  /** All of it counts as known afterwards. `own`: what the vendor said last, whether or not it was heard. */
  news(messages: readonly ModelMessage[], own: string): News {
    const system = messages.filter(({ role }) => role === "system").map(({ content }) => content);
    const talk = messages.filter(({ role }) => role !== "system");
    const last = talk.at(-1);
    const fresh = this.freshOf(talk).filter((one) => one !== last || last.role !== "user");
    const results: ToolResult[] = [];
    const turns = this.newInstructions(system.join("\n\n"));
    let ownText = own;
    for (const message of fresh) {
      const result = message.role === "tool" ? this.resultOf(message) : null;
      if (result) results.push(result);
      else turns.push(...this.asText(message, ownText));
      if (message.role !== "tool") ownText = "";
    }
    this.known = { messages: talk.length, lastSaid: last?.role === "assistant" ? last.content : "" };
    return { results, turns, words: last?.role === "user" ? last.content : null };
  }

  private freshOf(talk: readonly ModelMessage[]): ModelMessage[] {
    const { messages, lastSaid } = this.known;
    const grown = talk[messages - 1];
    const added = lastSaid !== "" && grown?.role === "assistant" && grown.content.startsWith(lastSaid);
    const rest = added ? grown.content.slice(lastSaid.length).trim() : "";
    const fresh = talk.slice(messages);
    return rest === "" ? fresh : [{ role: "assistant", content: rest }, ...fresh];
  }

  /** Filled in with what a call knows, or with what holds for one answer only. */
  private newInstructions(system: string): LiveContent[] {
    if (system === "" || system === this.told) return [];
    if (system.startsWith(this.told)) return [saidBy("user", `[${system.slice(this.told.length).trim()}]`)];
    this.told = system;
    return [saidBy("user", `[Your instructions, with their values: ${system}]`)];
  }

  private resultOf({ toolCallId, content }: ModelMessage & { role: "tool" }): ToolResult | null {
    const call = this.calls.get(toolCallId);
    if (!call || call.isCancelled) return null;
    this.calls.delete(toolCallId);
    return { id: toolCallId, name: call.name, response: { output: parse(content) ?? content } };
  }

  private asText(message: ModelMessage, own: string): LiveContent[] {
    if (message.role === "user") return message.content.trim() === "" ? [] : [saidBy("user", message.content)];
    if (message.role === "tool") {
      const name = this.calls.get(message.toolCallId)?.name ?? "a tool";
      this.calls.delete(message.toolCallId);
      return [saidBy("user", `[Result of ${name}: ${message.content}]`)];
    }
    const text = message.role === "assistant" ? restOfOwn(message.content, own) : "";
    const said = text === "" ? [] : [saidBy("model", text)];
    const others = message.role === "assistant" ? (message.toolCalls ?? []) : [];
    const called = others.filter(({ id }) => !this.ownCalls.has(id));
    return [...said, ...called.map((one) => saidBy("model", `[Called ${one.name} with ${one.argumentsJson}]`))];
  }
}
