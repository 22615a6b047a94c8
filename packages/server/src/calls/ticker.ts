/** One 20 ms beat for all calls of a worker: sends what is due, and keeps more audio ahead when the loop runs late. */
import type { LiveCall } from "@offhook/engine/call";

const BEAT_MS = 20;
const LEAD_MS = 400;
const MOST_LEAD_MS = 1_500;

export class Ticker {
  private readonly calls: () => Iterable<LiveCall>;
  private readonly lateMs: () => number;
  private timer: NodeJS.Timeout | null = null;

  /** `lateMs`: how late the loop has lately been at its worst. */
  constructor(calls: () => Iterable<LiveCall>, lateMs: () => number) {
    this.calls = calls;
    this.lateMs = lateMs;
  }

  start(): void {
    this.timer = setInterval(() => {
      // A stall as long as the lead would be heard: the lead follows it.
      const leadMs = Math.min(MOST_LEAD_MS, LEAD_MS + Math.max(0, this.lateMs() - LEAD_MS / 4));
      for (const call of this.calls()) {
        call.setLeadMs(leadMs);
        call.tick();
      }
    }, BEAT_MS);
  }

  stop(): void {
    if (this.timer) clearInterval(this.timer);
  }
}
