/** Lets so many through at once and so many a second after that. */
export class Pace {
  private readonly burst: number;
  private readonly perMs: number;
  private left: number;
  private atMs = Number.NEGATIVE_INFINITY;

  constructor({ burst, perSecond }: { burst: number; perSecond: number }) {
    this.burst = burst;
    this.perMs = perSecond / 1_000;
    this.left = burst;
  }

  allows(nowMs: number): boolean {
    this.left = Math.min(this.burst, this.left + (nowMs - this.atMs) * this.perMs);
    this.atMs = nowMs;
    if (this.left < 1) return false;
    this.left -= 1;
    return true;
  }
}
