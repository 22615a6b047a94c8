/**
 * The caller's speech since an answer was last asked for. It is kept until it has been answered: sent as far as the
 * connection takes it, and once more from its beginning where the connection had to be made anew.
 */

import { ACTIVITY_END, ACTIVITY_START, audioMessage, type ClientMessage } from "./live-setup.ts";
import { SpeechToVendor } from "./live-sound.ts";

export interface Stretch {
  startAudioMs: number;
  endAudioMs: number;
}

type Send = (message: ClientMessage) => void;

/** Eight seconds in messages of 40 ms: whoever is behind by more will not catch up. */
const MOST_KEPT = 200;
/** Sound between the end of an activity and the next onset that may belong to the next one's first word. */
const BETWEEN_MS = 600;

export class LiveActivity {
  private speech = new SpeechToVendor();
  private stretch: Stretch | null = null;
  /** Base64. The first `sent` of them have gone, after a start of activity if that has. */
  private kept: string[] = [];
  private sent = 0;
  private isStarted = false;
  /** The one before, until its answer comes. */
  private ended: { stretch: Stretch; kept: readonly string[] } | null = null;
  private between: { audio: Uint8Array; audioMs: number }[] = [];

  get isOpen(): boolean {
    return this.stretch !== null;
  }

  /** A pause is no end: only an answer is. */
  begin(audioMs: number): void {
    if (this.stretch) return;
    this.stretch = { startAudioMs: audioMs, endAudioMs: audioMs };
    for (const one of this.between.splice(0)) {
      if (one.audioMs >= audioMs - BETWEEN_MS) this.push(one.audio, one.audioMs);
    }
  }

  push(audio: Uint8Array, audioMs: number): void {
    if (!this.stretch) return this.wait(audio, audioMs);
    this.stretch.endAudioMs = Math.max(this.stretch.endAudioMs, Math.round(audioMs + audio.length / 8));
    this.keep(this.speech.push(audio));
  }

  flowTo(send: Send): void {
    if (!this.stretch) return;
    if (!this.isStarted) send(ACTIVITY_START);
    this.isStarted = true;
    for (const data of this.kept.slice(this.sent)) send(audioMessage(data));
    this.sent = this.kept.length;
  }

  /** Its answer is wanted. */
  end(send: Send): Stretch | null {
    const { stretch } = this;
    this.keep(this.speech.flush());
    this.flowTo(send);
    if (stretch) send(ACTIVITY_END);
    this.ended = stretch && { stretch, kept: this.kept };
    this.stretch = null;
    this.startAgain();
    this.kept = [];
    return stretch;
  }

  /** No answer to it will be missed. */
  forgetEnded(): void {
    this.ended = null;
  }

  /** Its question was lost on the way: the one before is taken up again. */
  reopen(): void {
    const { ended, stretch } = this;
    if (!ended) return;
    this.ended = null;
    this.stretch = { ...(stretch ?? ended.stretch), startAudioMs: ended.stretch.startAudioMs };
    const later = this.kept;
    this.kept = [];
    this.keep([...ended.kept, ...later]);
  }

  /** On a connection that has heard nothing of it. */
  startAgain(): void {
    this.isStarted = false;
    this.sent = 0;
  }

  private keep(messages: readonly string[]): void {
    this.kept.push(...messages);
    const dropped = Math.max(0, this.kept.length - MOST_KEPT);
    this.kept.splice(0, dropped);
    this.sent = Math.max(0, this.sent - dropped);
  }

  private wait(audio: Uint8Array, audioMs: number): void {
    this.between.push({ audio: audio.slice(), audioMs });
    while (this.between[0] && this.between[0].audioMs < audioMs - BETWEEN_MS) this.between.shift();
  }
}
