/**
 * One request to a language model that streams its answer as server-sent events: deadlines, cancelling, and that the sink
 * hears exactly one end and nothing after it. Knows no vendor: how it writes answers is its dialect.
 */
import type { Cancellable, Clock, Fault, ModelSink, Timer } from "@offhook/engine/ports";
import { REAL_CLOCK } from "./clock.ts";
import { type AnswerDialect, type AnswerProgress, type AnswerReading, ModelAnswer } from "./model-answer.ts";
import { AFTER_FINISH_MS, type ModelTimeouts } from "./model-timeouts.ts";
import { type PostFailure, type PostFetch, type Refusal, StreamedPost } from "./streamed-post.ts";
import { withoutKey } from "./vendor-faults.ts";

export type GenerationFailure = PostFailure | "first-word-late" | "stalled" | "overlong";

export interface GenerationParts {
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string;
  maxOutputTokens: number;
  timeouts: ModelTimeouts;
  /** Taken out of every message: some servers repeat the key that they refuse. */
  apiKey: string;
  dialect: AnswerDialect;
  fault(because: GenerationFailure, detail: string): Fault;
  refused(refusal: Refusal): Fault;
  fetch?: PostFetch;
  clock?: Clock;
}

export class Generation implements Cancellable {
  private readonly parts: GenerationParts;
  private readonly sink: ModelSink;
  private readonly clock: Clock;
  private readonly post: StreamedPost;
  private readonly answer: ModelAnswer;
  private startedAtMs = 0;
  private overlong: Timer | null = null;
  private over = false;

  constructor(parts: GenerationParts, sink: ModelSink) {
    const { url, body, timeouts, clock = REAL_CLOCK } = parts;
    this.parts = parts;
    this.sink = sink;
    this.clock = clock;
    const headers = { "content-type": "application/json", accept: "text/event-stream", ...parts.headers };
    this.post = new StreamedPost(
      { url, headers, body, connectMs: timeouts.connectMs, clock, ...(parts.fetch ? { fetch: parts.fetch } : {}) },
      {
        opened: (type) => this.opened(type),
        piece: (bytes) => this.read(this.answer.push(bytes)),
        ended: () => this.read(this.answer.end()),
        refused: (refusal) => this.report(parts.refused(refusal)),
        failed: (because, detail) => this.fail(because, detail),
      },
    );
    this.answer = new ModelAnswer({
      dialect: parts.dialect,
      sink: this.guardedSink(),
      maxOutputTokens: parts.maxOutputTokens,
      fault: (because, detail) => parts.fault(because, detail),
    });
  }

  start(): void {
    const { endMs } = this.parts.timeouts;
    this.startedAtMs = this.clock.nowMs();
    this.overlong = this.clock.at(this.startedAtMs + endMs, () => this.fail("overlong", `Waited ${endMs} ms.`));
    this.post.start();
  }

  /** At once: the connection goes, and the sink hears nothing more. */
  cancel(): void {
    this.close();
    this.post.cancel();
  }

  private opened(type: string): string | null {
    if (type !== "" && !type.includes("text/event-stream")) return `It came as ${type}.`;
    const { firstTokenMs } = this.parts.timeouts;
    const leftMs = this.startedAtMs + firstTokenMs - this.clock.nowMs();
    this.post.wait(leftMs, () => this.fail("first-word-late", `Waited ${firstTokenMs} ms.`));
    return null;
  }

  private read({ progress, fault }: AnswerReading): void {
    if (fault) return this.report(fault);
    if (progress === "over") return this.post.finish();
    this.progressed(progress);
  }

  private progressed(progress: AnswerProgress): void {
    if (progress === "nothing") return; // roles, keep-alives and thoughts are not heard by a caller who waits
    if (progress === "finish") return this.post.wait(AFTER_FINISH_MS, () => this.finishUnended());
    const { stallMs } = this.parts.timeouts;
    this.post.wait(stallMs, () => this.fail("stalled", `Waited ${stallMs} ms.`));
  }

  /** A reason to finish came and the end did not: the answer is whole all the same. */
  private finishUnended(): void {
    this.answer.finish();
    this.post.cancel();
  }

  /** Whatever is told after the end goes nowhere. */
  private guardedSink(): Pick<ModelSink, "text" | "toolCall" | "done"> {
    return {
      text: (delta) => {
        if (!this.over) this.sink.text(delta);
      },
      toolCall: (call) => {
        if (!this.over) this.sink.toolCall(call);
      },
      done: (end) => {
        if (this.close()) this.sink.done(end);
      },
    };
  }

  private fail(because: GenerationFailure, detail: string): void {
    this.report(this.parts.fault(because, detail));
  }

  private report(fault: Fault): void {
    if (!this.close()) return;
    this.post.cancel();
    this.sink.fault({ ...fault, message: withoutKey(fault.message, this.parts.apiKey) });
  }

  /** False: it was over already. */
  private close(): boolean {
    if (this.over) return false;
    this.over = true;
    this.overlong?.cancel();
    return true;
  }
}
