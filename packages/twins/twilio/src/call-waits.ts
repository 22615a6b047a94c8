/** What a call waits for. Every wait ends by itself or because the call is interrupted; no timer outlives its call. */
import type { Clock } from "@offhook/engine/ports";

/** The wait ended early: look at the call for the reason. */
export const INTERRUPTED = Symbol("interrupted");

export class CallWaits {
  private readonly clock: Clock;
  private readonly open = new Set<() => void>();
  private closed = false;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  /** `begin` starts something and returns what stops it; it calls `done` once. */
  wait<T>(begin: (done: (value: T) => void) => () => void): Promise<T | typeof INTERRUPTED> {
    if (this.closed) return Promise.resolve(INTERRUPTED);
    return new Promise((resolve) => {
      let stop: (() => void) | null = null;
      let settled = false;
      const settle = (value: T | typeof INTERRUPTED) => {
        if (settled) return;
        settled = true;
        this.open.delete(interrupt);
        stop?.();
        resolve(value);
      };
      const interrupt = () => settle(INTERRUPTED);
      this.open.add(interrupt);
      stop = begin(settle);
      if (settled) stop();
    });
  }

  sleep(ms: number): Promise<true | typeof INTERRUPTED> {
    return this.wait<true>((done) => {
      const timer = this.clock.at(this.clock.nowMs() + ms, () => done(true));
      return () => timer.cancel();
    });
  }

  /** The call is over: from now on every wait is interrupted at once. */
  close(): void {
    this.closed = true;
    this.interruptAll();
  }

  interruptAll(): void {
    for (const interrupt of [...this.open]) interrupt();
  }
}
