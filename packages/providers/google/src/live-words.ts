/** The caller's words as the vendor has them: pieces without places, and mostly without an end. */
import type { Clock, Heard, Timer } from "@offhook/engine/ports";
import type { Stretch } from "./live-activity.ts";

/** After the speech has ended and nothing more has come for so long, the words are whole. */
const QUIET_MS = 300;

export class LiveWords {
  private readonly clock: Clock;
  private readonly told: (words: Heard) => void;
  private text = "";
  private stretch: Stretch | null = null;
  private timer: Timer | null = null;

  constructor(clock: Clock, told: (words: Heard) => void) {
    this.clock = clock;
    this.told = told;
  }

  piece(text: string, isLast: boolean): void {
    this.text += text;
    if (isLast) this.tell();
    else if (this.stretch) this.wait();
  }

  /** The caller speaks anew: what comes from now on stands elsewhere. */
  begun(): void {
    this.tell();
    this.stretch = null;
  }

  /** What was sent up to now stood here. */
  ended(stretch: Stretch): void {
    this.stretch = stretch;
    this.wait();
  }

  /** No more of it will come: the model has answered it. */
  tell(): void {
    this.timer?.cancel();
    const text = this.text.trim();
    if (!this.stretch || text === "") return;
    this.text = "";
    this.told({ text, ...this.stretch, confidence: null });
  }

  close(): void {
    this.timer?.cancel();
    this.text = "";
  }

  private wait(): void {
    this.timer?.cancel();
    this.timer = this.clock.at(this.clock.nowMs() + QUIET_MS, () => this.tell());
  }
}
