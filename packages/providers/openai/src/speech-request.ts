/** One `/audio/speech` request a piece of text, and its sound on the way to the telephone. */
import type { Clock } from "@offhook/engine/ports";
import { type SpeakJob, TelephoneSound } from "@offhook/provider-kit";
import { clockOf, type OpenAiAccount } from "./account.ts";
import type { OpenAiFaultCode } from "./openai-faults.ts";
import { VendorPost } from "./vendor-post.ts";

/** What `response_format: "pcm"` gives. */
const RATE_HZ = 24_000;

export interface SpeechTimeouts {
  /** From the request to the answer's headers. They usually come with the first sound. */
  connectMs: number;
  /** From the request to the first sound. */
  firstAudioMs: number;
  /** Between two pieces of sound. */
  stallMs: number;
}

/** A little under the call's own watchdogs (1,200 ms to the first sound, 800 ms between), so that the log has the name. */
export const SPEECH_TIMEOUTS: Readonly<SpeechTimeouts> = Object.freeze({
  connectMs: 1_100,
  firstAudioMs: 1_150,
  stallMs: 750,
});

export interface SpeechRequestParts {
  account: OpenAiAccount;
  timeouts: SpeechTimeouts;
  /** Everything but the text. */
  settings: Readonly<Record<string, unknown>>;
  job: SpeakJob;
  failed(code: OpenAiFaultCode, detail: string): void;
}

/** What some servers send whatever they are asked for: as raw sound, it would be noise in the caller's ear. */
const FILES = [
  ["RIFF", "a WAV file"],
  ["ID3", "an MP3 file"],
  ["OggS", "an Ogg file"],
  ["fLaC", "a FLAC file"],
] as const;

function fileIn(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, 4)).toString("latin1");
  return FILES.find(([magic]) => head.startsWith(magic))?.[1];
}

export class SpeechRequest {
  private readonly parts: SpeechRequestParts;
  private readonly clock: Clock;
  private sound = new TelephoneSound(RATE_HZ);
  private post: VendorPost | null = null;
  private next = 0;
  private bytes = 0;
  private startedAtMs = 0;

  constructor(parts: SpeechRequestParts) {
    this.parts = parts;
    this.clock = clockOf(parts.account);
  }

  start(): void {
    const { account, settings, timeouts, job } = this.parts;
    const input = job.pieces[this.next];
    if (input === undefined) return job.done();
    this.next += 1;
    this.bytes = 0;
    this.startedAtMs = this.clock.nowMs();
    const body = JSON.stringify({ ...settings, input });
    const { connectMs } = timeouts;
    this.post = new VendorPost(
      { account, path: "/audio/speech", body, connectMs },
      {
        opened: (type) => this.opened(type),
        piece: (bytes) => this.piece(bytes),
        ended: () => this.ended(),
        failed: (code, detail) => this.parts.failed(code, detail),
      },
    );
    this.post.start();
  }

  cancel(): void {
    this.post?.cancel();
  }

  private opened(contentType: string): string | null {
    if (/^text\/|json/.test(contentType)) return `It came as ${contentType}.`;
    const { firstAudioMs } = this.parts.timeouts;
    this.post?.wait(this.startedAtMs + firstAudioMs - this.clock.nowMs(), "openai-late");
    return null;
  }

  private piece(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    const file = this.bytes === 0 ? fileIn(bytes) : undefined;
    if (file) return this.post?.fail("openai-answer-malformed", `It sent ${file} in the place of raw sound.`);
    this.bytes += bytes.length;
    this.give(this.sound.push(bytes));
    this.post?.wait(this.parts.timeouts.stallMs, "openai-stalled");
  }

  private ended(): void {
    if (this.bytes === 0) return this.parts.failed("openai-answer-malformed", "It sent no sound.");
    this.give(this.sound.end());
    this.sound = new TelephoneSound(RATE_HZ);
    this.start();
  }

  private give(audio: Uint8Array): void {
    if (audio.length > 0) this.parts.job.audio(audio);
  }
}
