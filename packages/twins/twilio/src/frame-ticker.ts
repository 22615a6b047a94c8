/** One tick every 20 ms for all calls. Each tick's due time follows from the one before, so lateness never adds up. */
import type { Clock, Timer } from "@offhook/engine/ports";

export const FRAME_MS = 20;
export const FRAME_BYTES = 160;
/** µ-law for no sound. */
export const SILENCE_BYTE = 0xff;
export const SILENT_FRAME: Uint8Array = new Uint8Array(FRAME_BYTES).fill(SILENCE_BYTE);
/** After a longer standstill the lost time is skipped: a telephone line does not catch up for seconds. */
const MAX_CATCH_UP_TICKS = 50;

export class FrameTicker {
  private readonly clock: Clock;
  private readonly listeners = new Set<(atMs: number) => void>();
  private timer: Timer | null = null;
  private nextMs = 0;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  /** Calls back from the next tick on, until the returned function is called. */
  subscribe(listener: (atMs: number) => void): () => void {
    this.listeners.add(listener);
    if (this.timer === null) {
      this.nextMs = this.clock.nowMs() + FRAME_MS;
      this.arm();
    }
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size > 0) return;
      this.timer?.cancel();
      this.timer = null;
    };
  }

  private arm(): void {
    this.timer = this.clock.at(this.nextMs, () => this.tick());
  }

  private tick(): void {
    const nowMs = this.clock.nowMs();
    for (let ticks = 0; this.nextMs <= nowMs && ticks < MAX_CATCH_UP_TICKS; ticks++) {
      for (const listener of this.listeners) listener(this.nextMs);
      this.nextMs += FRAME_MS;
    }
    if (this.nextMs <= nowMs) this.nextMs = nowMs + FRAME_MS;
    if (this.listeners.size > 0) this.arm();
    else this.timer = null;
  }
}
