/**
 * How much one may ask: a bucket that fills evenly, for each who asks, in each worker. It keeps a program that has run wild
 * from the calls; it is no defence against a flood from many.
 */

interface Bucket {
  left: number;
  atMs: number;
}

export class RequestLimit {
  private readonly buckets = new Map<string, Bucket>();
  private readonly burst: number;
  private readonly perSecond: number;

  constructor({ burst, perSecond }: { burst: number; perSecond: number }) {
    this.burst = burst;
    this.perSecond = perSecond;
  }

  /** Takes one. Zero: it may pass; otherwise the seconds until the next one may. */
  take(who: string, nowMs: number): number {
    if (this.buckets.size >= MOST_BUCKETS) this.forgetFull(nowMs);
    const { left, atMs } = this.buckets.get(who) ?? { left: this.burst, atMs: nowMs };
    const now = Math.min(this.burst, left + ((nowMs - atMs) / 1_000) * this.perSecond);
    this.buckets.set(who, { left: now >= 1 ? now - 1 : now, atMs: nowMs });
    return now >= 1 ? 0 : Math.ceil((1 - now) / this.perSecond);
  }

  /** Who has not asked for a while is as good as new. */
  private forgetFull(nowMs: number): void {
    const fillsInMs = (this.burst / this.perSecond) * 1_000;
    for (const [who, { atMs }] of this.buckets) if (nowMs - atMs >= fillsInMs) this.buckets.delete(who);
    if (this.buckets.size >= MOST_BUCKETS) this.buckets.clear();
  }
}

const MOST_BUCKETS = 10_000;
