/** Calls that were let in and whose stream has not come yet: a hundred that ring in one second must all be counted. */
export class Arrivals {
  private readonly expected = new Map<string, number>();

  /** A stream follows its TwiML within a second; one that has not come by now is not coming. */
  static readonly PATIENCE_MS = 10_000;

  expect(callId: string, nowMs: number): void {
    this.expected.set(callId, nowMs + Arrivals.PATIENCE_MS);
  }

  arrived(callId: string): void {
    this.expected.delete(callId);
  }

  count(nowMs: number): number {
    for (const [callId, untilMs] of this.expected) if (untilMs <= nowMs) this.expected.delete(callId);
    return this.expected.size;
  }
}
