/** One request and its answer: deadlines, cancelling, and that the sink hears exactly one end and nothing after it. */
import type { Cancellable, ModelRequest, ModelSink, Timer } from "@offhook/engine/ports";
import { REAL_CLOCK } from "@offhook/provider-kit";
import { AnswerReader, type Progress } from "./answer-reader.ts";
import { type ModelFault, type ModelFaultCode, modelFault } from "./faults.ts";
import { faultOfRefusal } from "./http-fault.ts";
import { requestBody } from "./request-body.ts";
import {
  AFTER_FINISH_MS,
  DEFAULT_TIMEOUTS,
  type ModelTimeouts,
  OPENAI_BASE_URL,
  type OpenAiCompatibleOptions,
} from "./settings.ts";

/** The part of a refusal's body that is read: its message, and not ten megabytes. */
const MOST_REFUSAL_BYTES = 16_000;
/** After `[DONE]` comes the end of the stream; whoever goes on sending is cut off. */
const MOST_DRAINED_PIECES = 8;

export class Generation implements Cancellable {
  private readonly provider: string;
  private readonly options: OpenAiCompatibleOptions;
  private readonly timeouts: ModelTimeouts;
  private readonly sink: ModelSink;
  private readonly abort = new AbortController();
  private readonly timers = new Map<"wait" | "end", Timer>();
  private startedAtMs = 0;
  private over = false;

  constructor(provider: string, options: OpenAiCompatibleOptions, sink: ModelSink) {
    this.provider = provider;
    this.options = options;
    this.timeouts = { ...DEFAULT_TIMEOUTS, ...options.timeouts };
    this.sink = sink;
  }

  start(request: ModelRequest): void {
    const { connectMs, endMs } = this.timeouts;
    this.startedAtMs = this.clock.nowMs();
    this.wait("wait", connectMs, () => this.late("model-connect-late", connectMs));
    this.wait("end", endMs, () => this.late("model-overlong", endMs));
    this.exchange(request).catch((error: unknown) => this.fail("model-stream-broken", String(error)));
  }

  /** At once: the connection goes, and the sink hears nothing more. */
  cancel(): void {
    this.close();
    this.abort.abort();
  }

  private async exchange(request: ModelRequest): Promise<void> {
    const response = await this.send(request);
    if (!response || this.over) return;
    if (!response.ok) return this.refused(response);
    const type = response.headers.get("content-type") ?? "";
    if (!response.body || (type !== "" && !type.includes("text/event-stream"))) {
      return this.fail("model-answer-malformed", `It came as ${type || "nothing at all"}.`);
    }
    const { firstTokenMs } = this.timeouts;
    const leftMs = this.startedAtMs + firstTokenMs - this.clock.nowMs();
    this.wait("wait", leftMs, () => this.late("model-late", firstTokenMs));
    await this.readAnswer(response.body, request.maxOutputTokens);
  }

  private async send(request: ModelRequest): Promise<Response | null> {
    const { apiKey, baseUrl = OPENAI_BASE_URL, fetch: viaTest } = this.options;
    const headers: Record<string, string> = { "content-type": "application/json", accept: "text/event-stream" };
    if (apiKey) headers.authorization = `Bearer ${apiKey}`;
    const { signal } = this.abort;
    const init = { method: "POST" as const, headers, body: requestBody(request, this.options), signal };
    const url = `${baseUrl.replace(/\/+$/, "")}/chat/completions`;
    try {
      // A redirect is not followed: it would carry the key to a place that nobody named.
      return await (viaTest ?? fetch)(url, { ...init, redirect: "manual" });
    } catch (error) {
      this.fail("model-connect-failed", causeOf(error));
      return null;
    }
  }

  private async readAnswer(body: ReadableStream<Uint8Array>, maxOutputTokens: number): Promise<void> {
    const reader = body.getReader();
    const answer = new AnswerReader(this.guardedSink(), this.provider, maxOutputTokens);
    while (!this.over) {
      const piece = await reader.read().catch((error: unknown) => ({ broken: causeOf(error) }));
      if (this.over) return;
      if ("broken" in piece) return this.fail("model-stream-broken", piece.broken);
      const read = piece.done ? answer.end() : answer.push(piece.value);
      if (read.fault) return this.report(read.fault);
      if (read.progress === "over") return piece.done ? undefined : this.drain(reader);
      this.progressed(read.progress, answer);
    }
  }

  /** Reads what is left after the end, so that the connection can serve the next turn without a new handshake. */
  private async drain(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
    this.wait("end", AFTER_FINISH_MS, () => this.abort.abort());
    for (let count = 0; count < MOST_DRAINED_PIECES; count += 1) {
      const piece = await reader.read().catch(() => null);
      if (piece && !piece.done) continue;
      this.timers.get("end")?.cancel();
      return;
    }
    this.abort.abort();
  }

  private progressed(progress: Progress, answer: AnswerReader): void {
    if (progress === "nothing") return; // roles, keep-alives and thoughts are not heard by a caller who waits
    if (progress === "finish") return this.wait("wait", AFTER_FINISH_MS, () => this.finishUnended(answer));
    this.wait("wait", this.timeouts.stallMs, () => this.late("model-stalled", this.timeouts.stallMs));
  }

  /** A reason to finish came and the end did not: the answer is whole all the same. */
  private finishUnended(answer: AnswerReader): void {
    answer.finish();
    this.abort.abort();
  }

  private async refused(response: Response): Promise<void> {
    const { status, headers } = response;
    const because = (body: string) =>
      faultOfRefusal({ status, retryAfter: headers.get("retry-after"), body }, this.provider);
    // The status says enough, should the rest of it not come.
    this.wait("wait", AFTER_FINISH_MS, () => this.report(because("")));
    this.report(because(await this.beginningOf(response)));
  }

  private async beginningOf(response: Response): Promise<string> {
    const reader = response.body?.getReader();
    const decoder = new TextDecoder();
    let text = "";
    while (reader && text.length < MOST_REFUSAL_BYTES && !this.over) {
      const piece = await reader.read().catch(() => null);
      if (!piece || piece.done) break;
      text += decoder.decode(piece.value, { stream: true });
    }
    return text;
  }

  /** Some servers repeat the refused key in their message. */
  private withoutKey(message: string): string {
    const { apiKey } = this.options;
    return apiKey ? message.replaceAll(apiKey, "(key)") : message;
  }

  /** Whatever is told after the end goes nowhere. */
  private guardedSink(): ModelSink {
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
      fault: (fault) => {
        this.report(fault as ModelFault);
      },
    };
  }

  private late(code: ModelFaultCode, ms: number): void {
    this.fail(code, `Waited ${ms} ms.`);
  }

  private fail(code: ModelFaultCode, detail: string): void {
    this.report(modelFault(code, this.provider, detail));
  }

  private report(fault: ModelFault): void {
    if (!this.close()) return;
    this.abort.abort();
    this.sink.fault({ ...fault, message: this.withoutKey(fault.message) });
  }

  /** False: it was over already. */
  private close(): boolean {
    if (this.over) return false;
    this.over = true;
    for (const timer of this.timers.values()) timer.cancel();
    return true;
  }

  private wait(name: "wait" | "end", ms: number, run: () => void): void {
    this.timers.get(name)?.cancel();
    this.timers.set(name, this.clock.at(this.clock.nowMs() + ms, run));
  }

  private get clock() {
    return this.options.clock ?? REAL_CLOCK;
  }
}

/** Node's fetch says "fetch failed" and hides the reason one level down. */
function causeOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause as { code?: string } | undefined) : undefined;
  return cause?.code ?? (error instanceof Error ? error.message : String(error));
}
