/**
 * Follows one streamed answer of a language model: tells the sink its text as it comes, its tool calls once whole, and its
 * end once. What the events mean is the vendor's dialect; this knows none.
 */
import type { Fault, ModelSink, ModelToolCall, ModelUsage } from "@offhook/engine/ports";
import { EventReader, type ServerSentEvent } from "./server-sent-events.ts";
import { SpeakableLetters } from "./speakable-letters.ts";

export type EndedBecause = Parameters<ModelSink["done"]>[0]["because"];

/** How a vendor writes an answer. One for each answer: it may keep what it has read. */
export interface AnswerDialect {
  read(event: ServerSentEvent): AnswerStep;
  /** Those that came whole, in order. */
  toolCalls(): readonly ModelToolCall[];
}

/** What one event says; what it does not say is left out. */
export interface AnswerStep {
  text?: string;
  /** Something else than text that was waited for: a piece of a tool call. */
  isPiece?: boolean;
  /** Nothing more is answered; the stream may still count tokens. */
  because?: EndedBecause;
  usage?: ModelUsage;
  /** The protocol's own last word. */
  isLast?: boolean;
  /** It is none of this protocol, for this reason. */
  malformed?: string;
  fault?: Fault;
}

export type AnswerProgress = "nothing" | "first-piece" | "piece" | "finish" | "over";
export type AnswerReading = { progress: AnswerProgress; fault?: undefined } | { progress?: undefined; fault: Fault };

export interface ModelAnswerParts {
  dialect: AnswerDialect;
  sink: Pick<ModelSink, "text" | "toolCall" | "done">;
  maxOutputTokens: number;
  fault(because: "connection-lost" | "answer-malformed", detail: string): Fault;
}

/** A token is some four characters; whoever gives four times as many ignores the limit it was given. */
const MOST_CHARACTERS_A_TOKEN = 16;
const LEAST_CHARACTERS = 2_000;

export class ModelAnswer {
  private readonly parts: ModelAnswerParts;
  private readonly events = new EventReader();
  private readonly letters = new SpeakableLetters();
  private charactersLeft: number;
  private because: EndedBecause | null = null;
  private usage: ModelUsage | null = null;
  private begun = false;

  constructor(parts: ModelAnswerParts) {
    this.parts = parts;
    this.charactersLeft = Math.max(LEAST_CHARACTERS, parts.maxOutputTokens * MOST_CHARACTERS_A_TOKEN);
  }

  push(bytes: Uint8Array): AnswerReading {
    try {
      return this.readAll(this.events.push(bytes));
    } catch {
      return this.malformed("An event has no end.");
    }
  }

  /** The connection was closed: whole if a reason to finish was given, broken otherwise. */
  end(): AnswerReading {
    const last = this.readAll(this.events.end());
    if (last.fault || last.progress === "over") return last;
    if (this.because !== null) return this.finish();
    const detail = this.begun ? "The connection was closed before its end." : "The connection was closed at once.";
    return { fault: this.parts.fault("connection-lost", detail) };
  }

  /** Tells what is left and the end. Nothing may be read after this. */
  finish(): { progress: "over" } {
    const { sink, dialect } = this.parts;
    const cut = this.because === "length" || this.because === "content-filter" ? this.because : null;
    // A call whose arguments were cut short could do something else than was meant: it is dropped.
    const calls = cut ? [] : dialect.toolCalls();
    for (const call of calls) sink.toolCall(call);
    sink.done({ because: cut ?? (calls.length > 0 ? "tool-calls" : "stop"), usage: this.usage });
    return { progress: "over" };
  }

  private readAll(events: readonly ServerSentEvent[]): AnswerReading {
    let progress: AnswerProgress = "nothing";
    for (const event of events) {
      const read = this.read(this.parts.dialect.read(event));
      if (read.fault || read.progress === "over") return read;
      if (read.progress !== "nothing" && progress !== "finish" && progress !== "first-piece") progress = read.progress;
    }
    return { progress };
  }

  private read(step: AnswerStep): AnswerReading {
    if (step.fault) return { fault: step.fault };
    if (step.malformed !== undefined) return this.malformed(step.malformed);
    this.usage = step.usage ?? this.usage;
    if (step.isLast) return this.finish();
    if (this.because !== null) return { progress: "finish" }; // what comes after the finish is no answer
    const text = this.letters.take(step.text ?? "");
    if (text !== "" && !this.say(text)) return this.finish();
    if (step.because) {
      this.because = step.because;
      return { progress: "finish" };
    }
    return { progress: this.progressOf(text !== "" || step.isPiece === true) };
  }

  /** False: longer than anything that was asked for. */
  private say(text: string): boolean {
    const part = text.slice(0, this.charactersLeft);
    this.charactersLeft -= part.length;
    if (part !== "") this.parts.sink.text(part);
    if (part.length === text.length) return true;
    this.because = "length";
    return false;
  }

  private progressOf(anything: boolean): AnswerProgress {
    if (!anything) return "nothing";
    const first = !this.begun;
    this.begun = true;
    return first ? "first-piece" : "piece";
  }

  private malformed(detail: string): AnswerReading {
    return { fault: this.parts.fault("answer-malformed", detail) };
  }
}
