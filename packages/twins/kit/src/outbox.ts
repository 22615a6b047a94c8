/** A twin's messages on their way: in order, each after its latency, and with the trouble that was scripted. */
import type { Clock, Timer } from "@offhook/engine/ports";
import type { LineTrouble } from "./troubles.ts";

export type WireMessage = string | Uint8Array;

/** The far end of a connection, as a server gives it. */
export interface Wire {
  send(message: WireMessage): void;
  close(code: number, reason: string): void;
  /** No closing handshake. */
  reset(): void;
}

/**
 * What is sent keeps its order within a lane. A vendor that makes several things side by side on one socket has a lane for
 * each; most have one.
 */
type Lane = string;

interface Due {
  dueMs: number;
  lane: Lane;
  run(): void;
}

export class Outbox {
  private readonly wire: Wire;
  private readonly clock: Clock;
  private readonly trouble: LineTrouble | null;
  /** By when they are due; of those due at once, in the order they were sent. */
  private readonly queue: Due[] = [];
  private timer: Timer | null = null;
  private sent = 0;
  private over = false;

  constructor(wire: Wire, clock: Clock, trouble: LineTrouble | null) {
    this.wire = wire;
    this.clock = clock;
    this.trouble = trouble;
    queueMicrotask(() => this.meetTrouble());
  }

  /** Leaves `afterMs` from now, but never before what was sent before it. */
  send(message: WireMessage, afterMs = 0, lane: Lane = ""): void {
    this.at(afterMs, lane, this.lastDueMs(lane), () => this.deliver(message));
  }

  /** Leaves so long after what was sent before it, or from now if that has left. */
  follow(message: WireMessage, afterMs: number, lane: Lane = ""): void {
    const before = this.lastDueMs(lane) - this.lateMs;
    this.send(message, Math.max(0, before - this.clock.nowMs()) + afterMs, lane);
  }

  json(message: unknown, afterMs = 0, lane: Lane = ""): void {
    this.send(JSON.stringify(message), afterMs, lane);
  }

  /** What would leave later than `afterMs` from now does not. */
  forgetAfter(afterMs: number): void {
    const keptUntilMs = this.clock.nowMs() + afterMs;
    while ((this.queue.at(-1)?.dueMs ?? 0) > keptUntilMs) this.queue.pop();
  }

  /** After everything sent so far. */
  close(code: number, reason = "", afterMs = 0): void {
    this.at(afterMs, "", this.queue.at(-1)?.dueMs ?? 0, () => {
      if (this.stalled) return;
      this.stop();
      this.wire.close(code, reason);
    });
  }

  /** The other end has gone. */
  stop(): void {
    this.over = true;
    this.timer?.cancel();
  }

  private get lateMs(): number {
    return this.trouble?.type === "late" ? this.trouble.byMs : 0;
  }

  private lastDueMs(lane: Lane): number {
    return this.queue.findLast((one) => one.lane === lane)?.dueMs ?? 0;
  }

  private at(afterMs: number, lane: Lane, notBeforeMs: number, run: () => void): void {
    const dueMs = Math.max(notBeforeMs, this.clock.nowMs() + afterMs + this.lateMs);
    const place = this.queue.findLastIndex((one) => one.dueMs <= dueMs) + 1;
    this.queue.splice(place, 0, { dueMs, lane, run });
    if (place === 0) this.timer?.cancel();
    if (place === 0) this.timer = null;
    this.setTimer();
  }

  private setTimer(): void {
    const next = this.queue[0];
    if (this.timer || !next || this.over) return;
    this.timer = this.clock.at(next.dueMs, () => {
      this.timer = null;
      // Timers may be a little early by their own clock: at least one goes.
      const nowMs = Math.max(this.clock.nowMs(), next.dueMs);
      while (!this.over && (this.queue[0]?.dueMs ?? Number.POSITIVE_INFINITY) <= nowMs) this.queue.shift()?.run();
      this.setTimer();
    });
  }

  private deliver(message: WireMessage): void {
    if (this.stalled) return;
    const { trouble } = this;
    if (trouble?.type === "garbage" && this.sent === trouble.afterMessages) {
      this.wire.send(trouble.text ?? '{"type":"Resu');
    } else this.wire.send(message);
    if (trouble?.type === "double") this.wire.send(message);
    this.sent += 1;
    this.meetTrouble();
  }

  private get stalled(): boolean {
    return this.trouble?.type === "stall" && this.sent >= this.trouble.afterMessages;
  }

  /** Now that so many messages have gone, what was scripted may be due. */
  private meetTrouble(): void {
    const { trouble } = this;
    if (this.over || !trouble || !("afterMessages" in trouble) || this.sent < trouble.afterMessages) return;
    if (trouble.type === "close") {
      this.stop();
      this.wire.close(trouble.code, trouble.reason ?? "");
    } else if (trouble.type === "reset") {
      this.stop();
      this.wire.reset();
    }
  }
}
