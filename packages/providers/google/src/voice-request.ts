/** One request a piece of text, and its sound on the way to the telephone. */
import type { SampleRateHz } from "@offhook/engine/audio";
import type { Clock } from "@offhook/engine/ports";
import { EventReader, type SpeakJob, StreamedPost, TelephoneSound, withoutKey } from "@offhook/provider-kit";
import { faultOfRefusal, type GoogleFaultCode } from "./faults.ts";
import { clockOf, type GoogleAccount, keyHeader } from "./settings.ts";
import { readVoiceChunk } from "./voice-chunk.ts";

export interface GeminiVoiceTimeouts {
  /** From the request to the answer's headers. They usually come with the first sound. */
  connectMs: number;
  /** From the request to the first sound. */
  firstAudioMs: number;
  /** Between two pieces of sound. */
  stallMs: number;
}

/** A little under the call's own watchdogs (1,200 ms to the first sound, 800 ms between), so that the log has the name. */
export const GEMINI_VOICE_TIMEOUTS: Readonly<GeminiVoiceTimeouts> = Object.freeze({
  connectMs: 1_100,
  firstAudioMs: 1_150,
  stallMs: 750,
});

export interface VoiceRequestParts {
  account: GoogleAccount;
  url: string;
  timeouts: GeminiVoiceTimeouts;
  job: SpeakJob;
  bodyFor(text: string): string;
  failed(code: GoogleFaultCode, detail: string): void;
}

export class GeminiVoiceRequest {
  private readonly parts: VoiceRequestParts;
  private readonly clock: Clock;
  private post: StreamedPost | null = null;
  private events = new EventReader();
  private sound: { stream: TelephoneSound; rateHz: SampleRateHz } | null = null;
  private next = 0;
  private startedAtMs = 0;

  constructor(parts: VoiceRequestParts) {
    this.parts = parts;
    this.clock = clockOf(parts.account);
  }

  start(): void {
    const { account, url, job, timeouts, bodyFor } = this.parts;
    if (job.isOver) return; // called off while it was given the last sound of the piece before
    const text = job.pieces[this.next];
    if (text === undefined) return job.done();
    this.next += 1;
    this.sound = null;
    this.events = new EventReader();
    this.startedAtMs = this.clock.nowMs();
    const headers = { ...keyHeader(account), "content-type": "application/json" };
    const via = account.fetch ? { fetch: account.fetch } : {};
    this.post = new StreamedPost(
      { url, headers, body: bodyFor(text), connectMs: timeouts.connectMs, clock: this.clock, ...via },
      {
        opened: (type) => this.opened(type),
        piece: (bytes) => this.piece(bytes),
        ended: () => this.fail("google-connection-lost", "The connection was closed before its end."),
        refused: ({ status, body }) => {
          const { code, detail } = faultOfRefusal(status, body);
          this.fail(code, detail);
        },
        failed: (because, detail) => this.fail(`google-${because}`, detail),
      },
    );
    this.post.start();
  }

  cancel(): void {
    this.post?.cancel();
  }

  private opened(type: string): string | null {
    if (type !== "" && !type.includes("text/event-stream")) return `It came as ${type}.`;
    const { firstAudioMs } = this.parts.timeouts;
    this.wait(this.startedAtMs + firstAudioMs - this.clock.nowMs(), "google-late");
    return null;
  }

  private piece(bytes: Uint8Array): void {
    for (const data of this.eventsIn(bytes)) {
      const chunk = readVoiceChunk(data);
      if ("code" in chunk) return this.fail(chunk.code, chunk.detail);
      for (const { pcm, rateHz } of chunk.sound) this.give(pcm, rateHz);
      if (chunk.isLast) return this.ended();
    }
  }

  private eventsIn(bytes: Uint8Array): string[] {
    try {
      return this.events.push(bytes).map(({ data }) => data);
    } catch {
      this.fail("google-answer-malformed", "An event has no end.");
      return [];
    }
  }

  private give(pcm: Uint8Array, rateHz: SampleRateHz): void {
    if (pcm.length === 0) return;
    if (this.sound?.rateHz !== rateHz) this.sound = { stream: new TelephoneSound(rateHz), rateHz };
    const audio = this.sound.stream.push(pcm);
    if (audio.length > 0) this.parts.job.audio(audio);
    this.wait(this.parts.timeouts.stallMs, "google-stalled");
  }

  private ended(): void {
    if (!this.sound) return this.fail("google-answer-unfinished", "It sent no sound.");
    this.post?.finish();
    const rest = this.sound.stream.end();
    if (rest.length > 0) this.parts.job.audio(rest);
    this.start();
  }

  private wait(ms: number, code: GoogleFaultCode): void {
    this.post?.wait(ms, () => this.fail(code, `Waited ${ms} ms.`));
  }

  private fail(code: GoogleFaultCode, detail: string): void {
    this.post?.cancel();
    this.parts.failed(code, withoutKey(detail, this.parts.account.apiKey));
  }
}
