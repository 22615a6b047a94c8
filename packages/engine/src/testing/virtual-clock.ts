/** Time that passes only when told to: a three-minute call takes milliseconds. */
import type { Clock, Timer } from "../ports.ts";

interface Entry {
  atMs: number;
  order: number;
  run: () => void;
}

export class VirtualClock implements Clock {
  private timeMs = 0;
  private order = 0;
  private entries: Entry[] = [];

  nowMs(): number {
    return this.timeMs;
  }

  at(atMs: number, run: () => void): Timer {
    const entry = { atMs: Math.max(atMs, this.timeMs), order: this.order++, run };
    this.entries.push(entry);
    return {
      cancel: () => {
        this.entries = this.entries.filter((one) => one !== entry);
      },
    };
  }

  /** Runs the next entry due by `untilMs`, moving time to it. False: nothing is due by then. */
  runNext(untilMs: number): boolean {
    let next: Entry | undefined;
    for (const entry of this.entries) {
      if (
        entry.atMs <= untilMs &&
        (!next || entry.atMs < next.atMs || (entry.atMs === next.atMs && entry.order < next.order))
      ) {
        next = entry;
      }
    }
    if (!next) return false;
    this.entries = this.entries.filter((one) => one !== next);
    this.timeMs = Math.max(this.timeMs, next.atMs);
    next.run();
    return true;
  }

  /** Nothing was due: time stands at `atMs` now. */
  moveTo(atMs: number): void {
    this.timeMs = Math.max(this.timeMs, atMs);
  }

  get waiting(): number {
    return this.entries.length;
  }
}
