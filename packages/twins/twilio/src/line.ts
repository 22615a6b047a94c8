/** A line with faults, between a media stream and its socket. One timer for everything that is under way. */
import type { Clock, Timer } from "@offhook/engine/ports";
import type { LineScript } from "./line-script.ts";
import type { Random } from "./seeded-random.ts";

export type Kind = "media" | "mark" | "other";

interface UnderWay {
  dueMs: number;
  run: () => void;
}

/** One direction: order is kept, whatever the delays. */
class Way {
  private readonly clock: Clock;
  private readonly waiting: UnderWay[] = [];
  private lastDueMs = 0;
  private timer: Timer | null = null;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  send(dueMs: number, run: () => void): void {
    this.lastDueMs = Math.max(this.lastDueMs, dueMs);
    if (this.waiting.length === 0 && this.lastDueMs <= this.clock.nowMs()) {
      run();
      return;
    }
    this.waiting.push({ dueMs: this.lastDueMs, run });
    if (this.waiting.length === 1) this.arm(this.lastDueMs);
  }

  discard(): void {
    this.waiting.length = 0;
    this.timer?.cancel();
  }

  private arm(dueMs: number): void {
    this.timer = this.clock.at(dueMs, () => this.deliver());
  }

  private deliver(): void {
    for (let next = this.waiting[0]; next !== undefined; next = this.waiting[0]) {
      if (next.dueMs > this.clock.nowMs()) {
        this.arm(next.dueMs);
        return;
      }
      this.waiting.shift();
      next.run();
    }
  }
}

export class Line {
  private readonly clock: Clock;
  private readonly script: LineScript;
  private readonly random: Random;
  private readonly startMs: number;
  private readonly up: Way;
  private readonly down: Way;
  /** A media message that waits for its successor to pass. */
  private overtaken: (() => void) | null = null;

  constructor(clock: Clock, script: LineScript, random: Random) {
    this.clock = clock;
    this.script = script;
    this.random = random;
    this.startMs = clock.nowMs();
    this.up = new Way(clock);
    this.down = new Way(clock);
  }

  losesCallerFrame(): boolean {
    return this.happens(this.script.lossPercent);
  }

  losesAgentFrame(): boolean {
    return this.happens(this.script.agentLossPercent);
  }

  /** How many more frames than one the person speaks in this tick. */
  extraFrames(): number {
    const { faster } = this.script;
    const sinceMs = this.clock.nowMs() - this.startMs;
    return faster !== undefined && sinceMs >= faster.fromMs && sinceMs < faster.toMs ? faster.times - 1 : 0;
  }

  /** Towards the server. */
  sendUp(kind: Kind, send: () => void): void {
    if (kind === "media") this.sendMedia(send);
    else if (kind === "mark") this.sendMark(send);
    else {
      this.sendOvertaken();
      this.up.send(this.dueUpMs(), send);
    }
  }

  /** From the server. */
  sendDown(receive: () => void): void {
    this.down.send(this.afterStallMs(this.clock.nowMs()), receive);
  }

  /** The socket is gone, and with it what was under way. */
  cut(): void {
    this.up.discard();
    this.down.discard();
    this.overtaken = null;
  }

  private sendMedia(send: () => void): void {
    const dueMs = this.dueUpMs();
    if (this.overtaken === null && this.happens(this.script.reorderPercent)) {
      this.overtaken = send;
      return;
    }
    this.up.send(dueMs, send);
    if (this.happens(this.script.duplicatePercent)) this.up.send(dueMs, send);
    this.sendOvertaken();
  }

  private sendOvertaken(): void {
    if (this.overtaken === null) return;
    this.up.send(this.dueUpMs(), this.overtaken);
    this.overtaken = null;
  }

  private sendMark(send: () => void): void {
    const { marks = "normal" } = this.script;
    if (marks === "never") return;
    if (typeof marks === "object") {
      // Late marks fall behind media, so they take a way of their own.
      this.clock.at(this.dueUpMs() + marks.lateMs, send);
      return;
    }
    this.up.send(this.dueUpMs(), send);
    if (marks === "duplicate") this.up.send(this.dueUpMs(), send);
  }

  private dueUpMs(): number {
    const nowMs = this.clock.nowMs() + this.random.next() * (this.script.jitterMs ?? 0);
    return this.afterStallMs(this.afterBurstMs(nowMs));
  }

  private afterBurstMs(atMs: number): number {
    const { bursts } = this.script;
    if (bursts === undefined) return atMs;
    const inPeriodMs = (atMs - this.startMs) % bursts.everyMs;
    return inPeriodMs < bursts.holdMs ? atMs - inPeriodMs + bursts.holdMs : atMs;
  }

  private afterStallMs(atMs: number): number {
    const sinceMs = atMs - this.startMs;
    const stall = this.script.stalls?.find((each) => sinceMs >= each.atMs && sinceMs < each.atMs + each.forMs);
    return stall === undefined ? atMs : this.startMs + stall.atMs + stall.forMs;
  }

  private happens(percent = 0): boolean {
    return percent > 0 && this.random.next() * 100 < percent;
  }
}
