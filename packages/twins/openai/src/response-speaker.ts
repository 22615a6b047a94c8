/**
 * One response of the realtime twin, step by step: its events in the vendor's order, sound in bursts faster than it is heard.
 * A cancel takes effect between two steps, and then the ends of what was begun come all the same.
 */
import { mulawToPcm, resample } from "@offhook/engine/audio";
import type { Clock, Timer } from "@offhook/engine/ports";
import type { TwinToolCall } from "./answers.ts";
import { argumentsText } from "./chunks.ts";
import { type ConversationItems, type Item, wireItem } from "./conversation-items.ts";
import type { Latencies } from "./latencies.ts";
import { type Tokens, tokensOf, usageOf } from "./response-usage.ts";
import { audioOf, isRecord } from "./session-object.ts";
import type { RealtimeAnswer } from "./spoken-reply.ts";

export interface SpokenText {
  /** µ-law at 8 kHz. */
  audio: Uint8Array;
  /** Where each word ends; null: not known. */
  wordEndsMs: readonly number[] | null;
}

export interface SpeakerParts {
  id: string;
  answer: RealtimeAnswer;
  session: Record<string, unknown>;
  items: ConversationItems;
  latencies: Latencies;
  clock: Clock;
  spoken(text: string): SpokenText;
  send(event: Record<string, unknown>): void;
  ended(output: Tokens): void;
  /** Of the response before this one. */
  cached: Tokens;
}

/** 100 ms, and so five to seven times faster than real time by the usual latencies. */
const PIECE_BYTES = 800;

interface Step {
  afterMs: number;
  run(): void;
}

type Status = "completed" | "cancelled" | "failed" | "incomplete";

export class ResponseSpeaker {
  private readonly parts: SpeakerParts;
  private readonly steps: Step[];
  private readonly output: Item[] = [];
  private readonly input: Tokens;
  private timer: Timer | null = null;
  private over = false;

  constructor(parts: SpeakerParts) {
    this.parts = parts;
    this.input = tokensOf(parts.items.list);
    this.steps = parts.answer.hangs ? [] : [...this.script()];
  }

  start(): void {
    this.parts.send({ type: "response.created", response: this.response("in_progress", null) });
    this.parts.send({ type: "rate_limits.updated", rate_limits: [] });
    this.next();
  }

  cancel(reason: "turn_detected" | "client_cancelled"): void {
    this.finish("cancelled", { type: "cancelled", reason });
  }

  /** The client has gone. */
  stop(): void {
    this.over = true;
    this.timer?.cancel();
  }

  private next(): void {
    const step = this.steps.shift();
    if (this.over || this.parts.answer.hangs) return;
    if (!step) return this.complete();
    const run = (): void => {
      step.run();
      this.next();
    };
    const { clock } = this.parts;
    if (step.afterMs <= 0) run();
    else this.timer = clock.at(clock.nowMs() + step.afterMs, () => !this.over && run());
  }

  private *script(): Generator<Step> {
    const { answer } = this.parts;
    const first = { afterMs: answer.firstReplyMs ?? this.parts.latencies.firstReplyMs(), run: () => {} };
    yield first;
    if (answer.text) yield* this.message(answer.text);
    for (const [index, call] of (answer.calls ?? []).entries()) yield* this.call(call, index);
  }

  private *message(text: string): Generator<Step> {
    const { items, session, latencies, answer } = this.parts;
    const isText = Array.isArray(session.output_modalities) && session.output_modalities[0] === "text";
    const kind = isText ? "output_text" : "output_audio";
    const content = isText ? { type: kind, text: "" } : { type: kind, transcript: "", audioMs: 0 };
    const item: Item = { id: items.nextId(), type: "message", status: "in_progress", role: "assistant", content: [] };
    const place = { item_id: item.id, output_index: 0, content_index: 0 };
    yield step(() => {
      this.begin(item);
      item.content = [content];
      const part = isText ? { type: "text", text: "" } : { type: "audio", transcript: "" };
      this.tell("response.content_part.added", { ...place, part });
    });
    const words = text.match(/\s*\S+|\s+$/g) ?? [];
    if (isText) {
      for (const delta of words) yield step(() => this.textPiece(content, delta, place), latencies.betweenTokensMs());
      return;
    }
    const { audio, wordEndsMs } = this.parts.spoken(text);
    const pieces = Math.max(1, Math.ceil(audio.length / PIECE_BYTES));
    let said = 0;
    for (let index = 0; index < pieces; index += 1) {
      // Words come a little before their sound.
      const upTo = Math.ceil(((index + 1) / pieces) * words.length);
      const now = words.slice(said, upTo);
      said = upTo;
      const bytes = audio.subarray(index * PIECE_BYTES, (index + 1) * PIECE_BYTES);
      const afterMs = index === 0 ? 0 : (answer.betweenReplyMs ?? latencies.betweenReplyMs());
      yield step(() => {
        for (const delta of now) this.wordPiece(content, delta, place);
        content.audioMs = (content.audioMs ?? 0) + bytes.length / 8;
        Object.assign(content, wordEndsMs ? { wordEndsMs } : {});
        if (bytes.length > 0) this.tell("response.output_audio.delta", { ...place, delta: this.encoded(bytes) });
      }, afterMs);
    }
  }

  private textPiece(content: { text?: string }, delta: string, place: Record<string, unknown>): void {
    content.text = (content.text ?? "") + delta;
    this.tell("response.output_text.delta", { ...place, delta });
  }

  private wordPiece(content: { transcript?: string | null }, delta: string, place: Record<string, unknown>): void {
    content.transcript = (content.transcript ?? "") + delta;
    this.tell("response.output_audio_transcript.delta", { ...place, delta });
  }

  private *call(call: TwinToolCall, index: number): Generator<Step> {
    const { items } = this.parts;
    const call_id = call.id ?? `call_${index}_${call.name}`;
    const item: Item = {
      ...{ id: items.nextId(), type: "function_call", status: "in_progress" },
      ...{ call_id, name: call.name, arguments: "" },
    };
    yield step(() => this.begin(item));
    for (const delta of argumentsText(call).match(/[\s\S]{1,12}/g) ?? []) {
      yield step(() => {
        item.arguments += delta;
        const output_index = this.output.indexOf(item);
        this.tell("response.function_call_arguments.delta", { item_id: item.id, output_index, call_id, delta });
      });
    }
  }

  private begin(item: Item): void {
    const { items } = this.parts;
    this.closeLast("completed");
    this.output.push(item);
    items.add(item);
    this.tell("response.output_item.added", { output_index: this.output.length - 1, item: wireItem(item) });
    this.parts.send({ type: "conversation.item.added", previous_item_id: items.before(item), item: wireItem(item) });
  }

  /** The ends of what was begun last. */
  private closeLast(status: Item["status"]): void {
    const item = this.output.at(-1);
    if (item?.status !== "in_progress") return;
    item.status = status;
    const output_index = this.output.length - 1;
    const place = { item_id: item.id, output_index };
    if (item.type === "function_call" && status === "completed") {
      const { call_id, name } = item;
      this.tell("response.function_call_arguments.done", { ...place, call_id, name, arguments: item.arguments });
    }
    const content = item.content?.[0];
    if (content) this.closeContent(content, { ...place, content_index: 0 });
    this.tell("response.output_item.done", { output_index, item: wireItem(item) });
    const previous_item_id = this.parts.items.before(item);
    this.parts.send({ type: "conversation.item.done", previous_item_id, item: wireItem(item) });
  }

  private closeContent(content: { type: string; text?: string; transcript?: string | null }, place: object): void {
    const { text, transcript } = content;
    if (content.type === "output_text") this.tell("response.output_text.done", { ...place, text });
    else {
      this.tell("response.output_audio.done", { ...place });
      this.tell("response.output_audio_transcript.done", { ...place, transcript });
    }
    const part = content.type === "output_text" ? { type: "text", text } : { type: "audio", transcript };
    this.tell("response.content_part.done", { ...place, part });
  }

  private complete(): void {
    const { endsAs } = this.parts.answer;
    if (endsAs === undefined) return this.finish("completed", null);
    if (typeof endsAs === "string") return this.finish("incomplete", { type: "incomplete", reason: endsAs });
    const error = { type: endsAs.failed, code: endsAs.failed, message: "The model failed." };
    this.finish("failed", { type: "failed", error });
  }

  private finish(status: Status, details: Record<string, unknown> | null): void {
    if (this.over) return;
    this.stop();
    this.closeLast(status === "completed" ? "completed" : "incomplete");
    const output = tokensOf(this.output);
    this.parts.send({ type: "response.done", response: this.response(status, details, output) });
    this.parts.ended({ text: this.input.text + output.text, audio: this.input.audio + output.audio });
  }

  private response(status: Status | "in_progress", status_details: Record<string, unknown> | null, output?: Tokens) {
    const { id, session, cached } = this.parts;
    return {
      ...{ object: "realtime.response", id, status, status_details, conversation_id: "conv_twin" },
      output: this.output.map(wireItem),
      ...{ output_modalities: session.output_modalities, max_output_tokens: session.max_output_tokens },
      audio: { output: audioOf(session).output },
      metadata: null,
      usage: output ? usageOf(this.input, cached, output) : null,
    };
  }

  private encoded(mulaw: Uint8Array): string {
    const { format } = audioOf(this.parts.session).output;
    const isPcm = isRecord(format) && format.type === "audio/pcm";
    if (!isPcm) return Buffer.from(mulaw).toString("base64");
    const pcm = resample(mulawToPcm(mulaw), 8_000, 24_000);
    return Buffer.from(pcm.buffer, pcm.byteOffset, pcm.byteLength).toString("base64");
  }

  private tell(type: string, fields: Record<string, unknown>): void {
    this.parts.send({ type, response_id: this.parts.id, ...fields });
  }
}

const step = (run: () => void, afterMs = 0): Step => ({ afterMs, run });
