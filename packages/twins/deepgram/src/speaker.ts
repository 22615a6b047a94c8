/** One `/v1/speak` socket of the twin: text is kept until a sentence ends or a flush, then comes back as sound. */

import { mulawToPcm } from "@offhook/engine/audio";
import type { Clock, Timer } from "@offhook/engine/ports";
import { type Outbox, parseObject, type TwinConversation } from "@offhook/twin-kit";
import type { Latencies } from "./latencies.ts";

export interface SpeakerParts {
  query: URLSearchParams;
  requestId: string;
  outbox: Outbox;
  latencies: Latencies;
  clock: Clock;
  /** µ-law at 8 kHz. */
  synthesize(text: string, speed: number): Uint8Array;
}

/** Sound comes in pieces of a tenth of a second. */
const PIECE_BYTES = 800;
const MOST_FLUSHES = 20;
const FLUSHES_WITHIN_MS = 60_000;
const MOST_CHARACTERS = 2_000;
const IDLE_MS = 60_000;

export class Speaker implements TwinConversation {
  private readonly parts: SpeakerParts;
  private pending = "";
  private sequenceId = 0;
  private flushedAtMs: number[] = [];
  private idle: Timer | null = null;

  constructor(parts: SpeakerParts) {
    this.parts = parts;
    const { requestId, query, outbox } = parts;
    const model_uuid = "00000000-0000-4000-8000-000000000002";
    const model = { model_name: query.get("model"), model_version: "2026-09-01.0", model_uuid };
    outbox.json({ type: "Metadata", request_id: requestId, ...model });
    this.alive();
  }

  binary(): void {
    this.end(1_008, "DATA-0000: Binary messages are not accepted.");
  }

  text(text: string): void {
    this.alive();
    const message = parseObject(text);
    if (message?.type === "Speak" && typeof message.text === "string") return this.speak(message.text);
    if (message?.type === "Flush") return this.flush();
    if (message?.type === "Clear") return this.clear();
    if (message?.type === "Close") return this.close();
    const description = "The message is not one that this endpoint knows.";
    this.parts.outbox.json({ type: "Error", code: "DATA-0000", description });
    this.end(1_008, "DATA-0000");
  }

  closed(): void {
    this.idle?.cancel();
    this.parts.outbox.stop();
  }

  private speak(text: string): void {
    if (text.length > MOST_CHARACTERS) {
      const description = `Text exceeds ${MOST_CHARACTERS} characters.`;
      this.parts.outbox.json({ type: "Error", code: "DATA-0001", description });
      return this.end(1_008, "DATA-0001");
    }
    this.pending += text;
    const sentence = /^[\s\S]*[.!?]\s/.exec(this.pending)?.[0];
    if (!sentence) return;
    this.pending = this.pending.slice(sentence.length);
    this.generate(sentence);
  }

  private flush(): void {
    const { clock, outbox } = this.parts;
    const nowMs = clock.nowMs();
    this.flushedAtMs = this.flushedAtMs.filter((atMs) => atMs > nowMs - FLUSHES_WITHIN_MS);
    if (this.flushedAtMs.length >= MOST_FLUSHES) {
      const description = `Maximum of ${MOST_FLUSHES} flushes within ${FLUSHES_WITHIN_MS / 1_000} seconds exceeded.`;
      return outbox.json({ type: "Warning", code: "EXCESSIVE_FLUSH", description });
    }
    this.flushedAtMs.push(nowMs);
    if (this.pending.trim() !== "") this.generate(this.pending);
    this.pending = "";
    outbox.json({ type: "Flushed", sequence_id: this.sequenceId });
    this.sequenceId += 1;
  }

  /** Sound that is on its way arrives; the rest is not made. */
  private clear(): void {
    const { outbox, latencies } = this.parts;
    const afterMs = latencies.clearedMs();
    this.pending = "";
    outbox.forgetAfter(afterMs);
    outbox.json({ type: "Cleared", sequence_id: this.sequenceId }, afterMs);
    this.sequenceId += 1;
  }

  private close(): void {
    if (this.pending.trim() !== "") this.generate(this.pending);
    this.end(1_000, "");
  }

  private generate(text: string): void {
    const { outbox, latencies, query, synthesize } = this.parts;
    const audio = this.encoded(synthesize(text, Number(query.get("speed") ?? 1)));
    for (let at = 0; at < audio.length; at += PIECE_BYTES) {
      // Each piece leaves after the one before, so that a wait is counted from there.
      outbox.follow(
        audio.subarray(at, at + PIECE_BYTES),
        at === 0 ? latencies.firstAudioMs() : latencies.betweenAudioMs(),
      );
    }
  }

  private encoded(mulaw: Uint8Array): Uint8Array {
    if (this.parts.query.get("encoding") === "mulaw") return mulaw;
    const pcm = mulawToPcm(mulaw);
    return new Uint8Array(pcm.buffer, pcm.byteOffset, pcm.byteLength);
  }

  private end(code: number, reason: string): void {
    this.idle?.cancel();
    this.parts.outbox.close(code, reason);
  }

  private alive(): void {
    const { clock } = this.parts;
    this.idle?.cancel();
    this.idle = clock.at(clock.nowMs() + IDLE_MS, () => this.end(1_011, "NET-0004: No message within 60 seconds."));
  }
}
