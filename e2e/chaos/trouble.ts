/** What goes wrong with one provider of a call, from which moment on, and when it first showed. */
import type { Fault } from "@offhook/engine/ports";
import type { VirtualClock } from "@offhook/twin-twilio";
import type { Cell, Failure, Phase } from "./cells.ts";

/** Half-way through an answer: after so many pieces. */
export const MID_PIECES = 3;
export const LATE_BY_MS = 2_000;

export class Trouble {
  readonly cell: Cell;
  /** When it first struck; null: not yet. */
  struckAtMs: number | null = null;
  private readonly clock: VirtualClock;
  private readonly startMs: number;
  private readonly fromMs: number;

  /** `fromMs`: counted from now, when the call begins. */
  constructor(cell: Cell, clock: VirtualClock, fromMs: number) {
    this.cell = cell;
    this.clock = clock;
    this.startMs = clock.nowMs();
    this.fromMs = fromMs;
  }

  private get nowMs(): number {
    return this.clock.nowMs() - this.startMs;
  }

  /** From its moment on the provider is in trouble, and stays so to the call's end. */
  get isOn(): boolean {
    return this.nowMs >= this.fromMs;
  }

  at(phase: Phase, ...failures: readonly Failure[]): boolean {
    const { cell } = this;
    return this.isOn && cell.phase === phase && failures.includes(cell.failure) && this.strike();
  }

  is(failure: Failure): boolean {
    return this.isOn && this.cell.failure === failure && this.strike();
  }

  private strike(): true {
    this.struckAtMs ??= this.nowMs;
    return true;
  }

  /** Until its moment comes. */
  get inMs(): number {
    return Math.max(0, this.fromMs - this.nowMs);
  }

  fault(provider: string): Fault {
    const { kind, failure } = this.cell;
    return { code: `${kind}-${failure}`, message: "scripted", retryable: failure !== "refused", provider };
  }
}
