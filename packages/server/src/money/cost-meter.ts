/**
 * Counts one call's cost while it lasts: takes its log's items as they are written, tells the amount, and stores it every few
 * seconds and at the end. Knows no database; time is its clock's.
 */
import type { CallLog, Clock, LogItem, Timer } from "@offhook/engine/ports";
import { type BilledItem, FactLedger, isBilled } from "./call-facts.ts";
import { type CallCost, costOfUses } from "./cost.ts";
import type { PriceList } from "./price-list.ts";

export interface CostMeter {
  /** Of the call's log, in order, as it is appended. Cheap for those that cost nothing. */
  take(items: readonly LogItem[]): void;
  current(): CallCost;
  /** This worker has the call no more: nothing is stored by itself from now on. Stopping twice is harmless. */
  stop(): void;
  /** The call is over: stops, and stores the last amount for good. Never rejects. */
  close(): Promise<void>;
}

export interface MeterParts {
  clock: Clock;
  /** The zero of the log's times, on that clock. */
  startedAtMs: number;
  prices(): PriceList;
  /** What the log held before this worker had the call. */
  before: readonly BilledItem[];
  save(cost: CallCost, seq: number, final: boolean): Promise<void>;
  /** Whenever something was used, and every few seconds. */
  changed(cost: CallCost): void;
  /** Every few seconds. */
  tick(): void;
  problem(error: unknown): void;
}

/** A crash loses no more of the stored amount; the log, from which it is counted anew, loses less. */
const SAVE_EVERY_MS = 5_000;

export function startMeter(parts: MeterParts): CostMeter {
  return new Meter(parts);
}

class Meter implements CostMeter {
  private readonly parts: MeterParts;
  private readonly ledger = new FactLedger();
  private timer: Timer | null = null;
  private saved = "";
  private saving: Promise<void> | null = null;

  constructor(parts: MeterParts) {
    this.parts = parts;
    for (const item of parts.before) this.ledger.take(item);
    this.wait();
  }

  take(items: readonly LogItem[]): void {
    let used = false;
    for (const item of items) {
      if (!isBilled(item)) continue;
      this.ledger.take(item);
      used = true;
    }
    if (used) this.parts.changed(this.current());
  }

  current(): CallCost {
    const { clock, startedAtMs, prices } = this.parts;
    return costOfUses(this.ledger.uses(), this.ledger.facts(clock.nowMs() - startedAtMs), prices());
  }

  async close(): Promise<void> {
    this.stop();
    await this.saving;
    await this.save(this.current(), true);
  }

  stop(): void {
    this.timer?.cancel();
    this.timer = null;
  }

  private wait(): void {
    const { clock, changed, tick } = this.parts;
    this.timer = clock.at(clock.nowMs() + SAVE_EVERY_MS, () => {
      this.wait();
      const cost = this.current();
      changed(cost);
      tick();
      // A database that is slower than this gets the next amount when it has the last.
      this.saving ??= this.save(cost, false).finally(() => {
        this.saving = null;
      });
    });
  }

  /** An amount that is stored already is not stored again. */
  private async save(cost: CallCost, final: boolean): Promise<void> {
    const { seq } = this.ledger;
    const wanted = `${cost.total} ${cost.priceListVersion} ${seq} ${final}`;
    if (wanted === this.saved || (cost.items.length === 0 && !final)) return;
    try {
      await this.parts.save(cost, seq, final);
      this.saved = wanted;
    } catch (error) {
      this.parts.problem(error);
    }
  }
}

/** The log, with the meter listening: what is appended is counted. */
export function meteredLog(log: CallLog, meter: CostMeter): CallLog {
  return {
    append(items) {
      log.append(items);
      meter.take(items);
    },
    flush: () => log.flush(),
  };
}
