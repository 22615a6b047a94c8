/**
 * Asks providers in their order, and the next one as well when one is late: the first to answer is heard, the others are
 * called off. Knows no port: what it means to ask, and what an answer is, is its owner's affair.
 */
import type { Cancellable, Clock, Fault, Timer } from "../ports.ts";

export interface AttemptTimes {
  /** No answer yet: the next one is asked as well. */
  hedgeMs: number;
  /** No answer until now: it counts as failed. */
  firstMs: number;
  /** The same where there is nobody else to ask, and giving up helps nobody. Left out: no longer than usual. */
  aloneMs?: number;
  /** It answered, and fell silent for so long: it broke off. */
  stallMs: number;
}

/** One on trial is raced from the start, so that no caller pays for the trial; without hedging nobody is raced. */
export function hedgeAfter({ hedgeMs }: AttemptTimes, hedge: boolean, isOnTrial: boolean): number {
  if (isOnTrial) return 0;
  return hedge ? hedgeMs : Number.POSITIVE_INFINITY;
}

/** One provider's attempt, as whoever passes its answers on sees it. */
export interface Attempt {
  /** It said something. False: another one is heard, or all is over, and nothing of this one counts. */
  alive(): boolean;
  /** It said its last word. False as above. */
  done(): boolean;
  failed(fault: Fault): void;
}

export interface AttemptsOwner<P> {
  /** Asks it. May fail before it returns. */
  start(provider: P, attempt: Attempt): Cancellable;
  /** It answered first, so long after it was asked. */
  answered(provider: P, afterMs: number): void;
  /** It is late, and the next one is asked as well. */
  hedged(provider: P, afterMs: number): void;
  /** It failed before it said anything, or stalled or broke off after that (`begun`). */
  failed(provider: P, fault: Fault, begun: boolean): void;
  /** Another one was first: it is called off, and what it did so far is paid for in vain. */
  lost(provider: P): void;
  /** The answer broke off; `again` asks whoever has not been asked yet. */
  broke(fault: Fault, again: () => void): void;
  /** Everybody was asked and nobody answered. */
  exhausted(tried: number): void;
  /** Nobody waits for the answer yet, so nobody is late. */
  mayWait?(): boolean;
  lateFault(provider: P, ms: number): Fault;
  stalledFault(provider: P, ms: number): Fault;
}

interface Running<P> {
  provider: P;
  startedAtMs: number;
  job: Cancellable | null;
  late: Timer | null;
}

export class Attempts<P> {
  private readonly waiting: P[];
  private readonly owner: AttemptsOwner<P>;
  private readonly clock: Clock;
  private readonly times: AttemptTimes;
  private readonly running = new Set<Running<P>>();
  private winner: Running<P> | null = null;
  private hedge: Timer | null = null;
  private tried = 0;
  private over = false;

  constructor(providers: readonly P[], times: AttemptTimes, clock: Clock, owner: AttemptsOwner<P>) {
    this.waiting = [...providers];
    this.times = times;
    this.clock = clock;
    this.owner = owner;
  }

  start(): void {
    const provider = this.waiting.shift();
    if (provider === undefined) return this.nobodyLeft();
    this.tried += 1;
    const one: Running<P> = { provider, startedAtMs: this.clock.nowMs(), job: null, late: null };
    this.running.add(one);
    this.setLate(one);
    this.setHedge(one);
    const job = this.owner.start(provider, {
      alive: () => this.alive(one),
      done: () => this.finish(one),
      failed: (fault) => this.fail(one, fault),
    });
    // It may have failed, or have won and ended, before it returned.
    if (this.running.has(one)) one.job = job;
    else job.cancel();
  }

  cancel(): void {
    this.over = true;
    this.hedge?.cancel();
    for (const one of [...this.running]) this.stop(one);
  }

  private setLate(one: Running<P>): void {
    const isAlone = this.tried === 1 && this.waiting.length === 0;
    const { firstMs, aloneMs = firstMs } = this.times;
    const ms = isAlone ? aloneMs : firstMs;
    one.late = this.after(ms, () => {
      if (this.owner.mayWait?.()) return this.setLate(one);
      this.fail(one, this.owner.lateFault(one.provider, ms));
    });
  }

  private setHedge(one: Running<P>): void {
    this.hedge?.cancel();
    if (this.waiting.length === 0 || this.times.hedgeMs === Number.POSITIVE_INFINITY) return;
    const { hedgeMs } = this.times;
    this.hedge = this.after(hedgeMs, () => {
      if (this.winner || this.over) return;
      if (this.owner.mayWait?.()) return this.setHedge(one);
      this.owner.hedged(one.provider, hedgeMs);
      this.start();
    });
  }

  private alive(one: Running<P>): boolean {
    if (!this.mayWin(one)) return false;
    if (!this.winner) this.win(one);
    const { stallMs } = this.times;
    one.late?.cancel();
    one.late = this.after(stallMs, () => this.fail(one, this.owner.stalledFault(one.provider, stallMs)));
    return true;
  }

  private finish(one: Running<P>): boolean {
    if (!this.mayWin(one)) return false;
    if (!this.winner) this.win(one);
    this.over = true;
    this.stop(one);
    return true;
  }

  private mayWin(one: Running<P>): boolean {
    return !this.over && this.running.has(one) && (this.winner === null || this.winner === one);
  }

  private win(one: Running<P>): void {
    this.winner = one;
    this.hedge?.cancel();
    for (const other of [...this.running]) {
      if (other === one) continue;
      this.stop(other);
      this.owner.lost(other.provider);
    }
    this.owner.answered(one.provider, this.clock.nowMs() - one.startedAtMs);
  }

  private fail(one: Running<P>, fault: Fault): void {
    if (this.over || !this.running.has(one)) return;
    this.stop(one);
    const begun = this.winner === one;
    this.owner.failed(one.provider, fault, begun);
    if (this.over) return;
    if (begun) {
      this.winner = null;
      return this.owner.broke(fault, () => {
        if (!this.over) this.start();
      });
    }
    if (this.waiting.length > 0 || this.running.size === 0) this.start();
  }

  private nobodyLeft(): void {
    if (this.running.size > 0) return;
    this.over = true;
    this.owner.exhausted(this.tried);
  }

  private stop(one: Running<P>): void {
    this.running.delete(one);
    one.late?.cancel();
    one.job?.cancel();
  }

  private after(ms: number, run: () => void): Timer {
    return this.clock.at(this.clock.nowMs() + ms, run);
  }
}
