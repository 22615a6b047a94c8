/**
 * One reply of a realtime session: what its sink hears, its deadlines, and how much of it the caller heard. The sink hears
 * exactly one end, and nothing after a cancel.
 */
import type { Clock, ModelToolCall, ModelUsage, RealtimeReplySink, Timer } from "@offhook/engine/ports";
import { BYTES_PER_MS } from "./account.ts";
import { codeOfError, type OpenAiFaultCode } from "./openai-faults.ts";
import type { OwnReply } from "./own-reply.ts";
import { count, type ResponseEnd } from "./realtime-event.ts";

export interface ReplyTimeouts {
  /** From `respond` to the first sound, word or call. */
  firstMs: number;
  /** Between two of them. */
  stallMs: number;
}

/** The core waits 4 s and 2 s: a session that has worked is quicker, and another model needs time to step in. */
export const REPLY_TIMEOUTS: Readonly<ReplyTimeouts> = Object.freeze({ firstMs: 2_500, stallMs: 3_000 });

export interface ReplyParts {
  sink: RealtimeReplySink;
  clock: Clock;
  timeouts: ReplyTimeouts;
  fault(code: OpenAiFaultCode, detail: string): void;
}

/** Where to cut one item. */
export interface Cut {
  itemId: string;
  /** Null: nothing of it was heard. */
  endMs: number | null;
}

export class RealtimeReply {
  /** For the record of the conversation. */
  readonly own: OwnReply = { itemIds: [], callIds: [], text: "", isSettled: false };
  /** The vendor's name for it; null until it has begun. */
  responseId: string | null = null;
  private readonly parts: ReplyParts;
  private readonly soundBytes = new Map<string, number>();
  private timer: Timer | null = null;
  private over = false;
  /** The vendor has said that it is: no more sound is on its way. */
  private complete = false;

  constructor(parts: ReplyParts) {
    this.parts = parts;
    this.wait(parts.timeouts.firstMs, "openai-late");
  }

  /** It has ended, failed or was called off: its sink hears nothing more. */
  get isOver(): boolean {
    return this.over;
  }

  begun(itemId: string): void {
    this.own.itemIds.push(itemId);
  }

  sound(itemId: string, audio: Uint8Array): void {
    this.soundBytes.set(itemId, (this.soundBytes.get(itemId) ?? 0) + audio.length);
    this.goesOn();
    if (!this.over && audio.length > 0) this.parts.sink.audio(audio);
  }

  words(delta: string): void {
    this.own.text += delta;
    this.goesOn();
    if (!this.over && delta !== "") this.parts.sink.text(delta);
  }

  goesOn(): void {
    if (!this.over) this.wait(this.parts.timeouts.stallMs, "openai-stalled");
  }

  call(call: ModelToolCall): void {
    if (this.own.callIds.includes(call.id)) return;
    this.own.callIds.push(call.id);
    this.goesOn();
    if (!this.over) this.parts.sink.toolCall(call);
  }

  done({ status, reason, error, calls, usage }: ResponseEnd): void {
    this.own.isSettled = true;
    this.complete = true;
    if (status === "failed") {
      return this.fail(codeOfError(error) ?? "openai-unavailable", `${error.code} ${error.message}`);
    }
    if (status === "cancelled") return this.fail("openai-reply-cancelled", reason);
    if (status === "completed") for (const call of calls) this.call(call);
    if (!this.end()) return;
    const cut = status === "incomplete" ? (reason === "content_filter" ? "content-filter" : "length") : null;
    const because = cut ?? (this.own.callIds.length > 0 ? "tool-calls" : "stop");
    this.parts.sink.done({ because, usage: usage && usageOf(usage) });
  }

  fail(code: OpenAiFaultCode, detail: string): void {
    if (this.end()) this.parts.fault(code, detail);
  }

  /** Nothing more is heard. False: it was over already. */
  end(): boolean {
    const first = !this.over;
    this.over = true;
    this.timer?.cancel();
    return first;
  }

  /** What must be cut so that it ends where the caller stopped hearing it. */
  cutsAt(heardMs: number): Cut[] {
    let beforeMs = 0;
    const cuts: Cut[] = [];
    for (const [itemId, bytes] of this.soundBytes) {
      const lengthMs = Math.floor(bytes / BYTES_PER_MS);
      // More than was received cannot be asked for.
      const endMs = Math.floor(Math.min(lengthMs, heardMs - beforeMs));
      beforeMs += lengthMs;
      // Of a reply that was stopped, the vendor may have made more than has come.
      const isWhole = endMs === lengthMs && this.complete;
      if (isWhole || !this.own.itemIds.includes(itemId)) continue;
      cuts.push({ itemId, endMs: endMs > 0 ? endMs : null });
    }
    return cuts;
  }

  private wait(ms: number, code: OpenAiFaultCode): void {
    const { clock } = this.parts;
    this.timer?.cancel();
    this.timer = clock.at(clock.nowMs() + ms, () => this.fail(code, `Waited ${ms} ms.`));
  }
}

/** Text and sound apart, the cached ones among them. Servers that do not tell them apart count everything as text. */
export function usageOf(usage: Record<string, unknown>): ModelUsage {
  const { input_token_details, output_token_details } = usage;
  const input = (input_token_details ?? {}) as Record<string, unknown>;
  const output = (output_token_details ?? {}) as Record<string, unknown>;
  const cached = (input.cached_tokens_details ?? {}) as Record<string, unknown>;
  const audioInputTokens = count(input.audio_tokens);
  const audioOutputTokens = count(output.audio_tokens);
  const cachedAudioInputTokens = count(cached.audio_tokens);
  return {
    inputTokens: Math.max(0, count(usage.input_tokens) - audioInputTokens),
    cachedTokens: Math.max(0, count(input.cached_tokens) - cachedAudioInputTokens),
    outputTokens: Math.max(0, count(usage.output_tokens) - audioOutputTokens),
    ...{ audioInputTokens, cachedAudioInputTokens, audioOutputTokens },
  };
}
