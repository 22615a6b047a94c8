/** A carrier sends audio every 20 ms, silence included. If none comes for 5 s the line is gone, whatever TCP says. */
import type { Clock, Timer } from "../ports.ts";

const NO_MEDIA_MS = 5_000;

export class LegWatch {
  private readonly clock: Clock;
  private readonly onLost: () => void;
  private lastMs: number;
  private timer: Timer | null = null;

  constructor(clock: Clock, onLost: () => void) {
    this.clock = clock;
    this.onLost = onLost;
    this.lastMs = clock.nowMs();
    this.wait();
  }

  alive(): void {
    this.lastMs = this.clock.nowMs();
  }

  stop(): void {
    this.timer?.cancel();
    this.timer = null;
  }

  private wait(): void {
    this.timer = this.clock.at(this.lastMs + NO_MEDIA_MS, () => {
      if (this.clock.nowMs() - this.lastMs < NO_MEDIA_MS) return this.wait();
      this.timer = null;
      this.onLost();
    });
  }
}
