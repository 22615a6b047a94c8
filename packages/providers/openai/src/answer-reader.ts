/** Follows one streamed answer: tells the sink its text as it comes, its tool calls once whole, and its end once. */
import type { ModelSink, ModelUsage } from "@offhook/engine/ports";
import { readChunk } from "./answer-chunk.ts";
import { type ModelFault, modelFault } from "./faults.ts";
import { faultOfStreamError } from "./http-fault.ts";
import { EventReader, type ServerSentEvent } from "./server-sent-events.ts";
import { SpeakableLetters } from "./speakable-letters.ts";
import { ToolCallPieces } from "./tool-call-pieces.ts";

type EndedBecause = Parameters<ModelSink["done"]>[0]["because"];
export type Progress = "nothing" | "first-piece" | "piece" | "finish" | "over";
type Reading = { progress: Progress; fault?: undefined } | { progress?: undefined; fault: ModelFault };

/** A token is some four characters; whoever gives four times as many ignores the limit it was given. */
const MOST_CHARACTERS_A_TOKEN = 16;
const LEAST_CHARACTERS = 2_000;

const BECAUSE: Readonly<Record<string, EndedBecause>> = Object.freeze({
  stop: "stop",
  length: "length",
  tool_calls: "tool-calls",
  function_call: "tool-calls",
  content_filter: "content-filter",
});

export class AnswerReader {
  private readonly events = new EventReader();
  private readonly letters = new SpeakableLetters();
  private readonly calls = new ToolCallPieces();
  private readonly sink: ModelSink;
  private readonly provider: string;
  private charactersLeft: number;
  private finishReason: string | null = null;
  private usage: ModelUsage | null = null;
  private begun = false;

  constructor(sink: ModelSink, provider: string, maxOutputTokens: number) {
    this.sink = sink;
    this.provider = provider;
    this.charactersLeft = Math.max(LEAST_CHARACTERS, maxOutputTokens * MOST_CHARACTERS_A_TOKEN);
  }

  push(bytes: Uint8Array): Reading {
    try {
      return this.readAll(this.events.push(bytes));
    } catch {
      return this.malformed("An event has no end.");
    }
  }

  /** The connection was closed: whole if a reason to finish was given, broken otherwise. */
  end(): Reading {
    const last = this.readAll(this.events.end());
    if (last.fault || last.progress === "over") return last;
    if (this.finishReason !== null) return this.finish();
    const detail = this.begun ? "The connection was closed before its end." : "The connection was closed at once.";
    return { fault: modelFault("model-stream-broken", this.provider, detail) };
  }

  /** Tells what is left and the end. Nothing may be read after this. */
  finish(): { progress: "over" } {
    const finished = BECAUSE[this.finishReason ?? "stop"] ?? "stop";
    const cut = finished === "length" || finished === "content-filter";
    // A call whose arguments were cut short could do something else than was meant: it is dropped.
    const calls = cut ? [] : this.calls.all();
    for (const call of calls) this.sink.toolCall(call);
    const because = cut ? finished : calls.length > 0 ? "tool-calls" : "stop";
    this.sink.done({ because, usage: this.usage });
    return { progress: "over" };
  }

  private readAll(events: readonly ServerSentEvent[]): Reading {
    let progress: Progress = "nothing";
    for (const event of events) {
      const read = this.read(event);
      if (read.fault || read.progress === "over") return read;
      if (read.progress !== "nothing" && progress !== "finish" && progress !== "first-piece") progress = read.progress;
    }
    return { progress };
  }

  private read({ name, data }: ServerSentEvent): Reading {
    if (data === "[DONE]") return this.finish();
    const chunk = readChunk(data);
    if (name === "error" || chunk?.error) {
      return { fault: faultOfStreamError(chunk?.error ?? data, this.provider) };
    }
    if (!chunk) return this.malformed(`It said: ${data.slice(0, 80)}`);
    this.usage = chunk.usage ?? this.usage;
    if (this.finishReason !== null) return { progress: "finish" }; // what comes after the finish is no answer
    for (const piece of chunk.toolCallPieces) {
      if (!this.calls.add(piece)) return this.malformed("A tool call has no end.");
    }
    const text = this.letters.take(chunk.text);
    if (text !== "" && !this.say(text)) return this.finish();
    if (chunk.finishReason !== null) {
      this.finishReason = chunk.finishReason;
      return { progress: "finish" };
    }
    return { progress: this.progressOf(text !== "" || chunk.toolCallPieces.length > 0) };
  }

  /** False: longer than anything that was asked for. */
  private say(text: string): boolean {
    const part = text.slice(0, this.charactersLeft);
    this.charactersLeft -= part.length;
    if (part !== "") this.sink.text(part);
    if (part.length === text.length) return true;
    this.finishReason = "length";
    return false;
  }

  private progressOf(anything: boolean): Progress {
    if (!anything) return "nothing";
    const first = !this.begun;
    this.begun = true;
    return first ? "first-piece" : "piece";
  }

  private malformed(detail: string): Reading {
    return { fault: modelFault("model-answer-malformed", this.provider, detail) };
  }
}
