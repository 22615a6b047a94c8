/**
 * Time that passes only when told to. Between two instants everything that the first set going (promises, in-memory
 * sockets, held work) comes to rest, so a run is the same each time. No real timer is ever set.
 */
import type { Clock, Timer } from "@offhook/engine/ports";

interface Entry {
  atMs: number;
  run: () => void;
}

/** 2026-01-05 09:00 UTC, a Monday. */
export const VIRTUAL_START_MS = Date.UTC(2026, 0, 5, 9);

export class VirtualClock implements Clock {
  private readonly entries: Entry[] = [];
  private readonly held = new Set<Promise<unknown>>();
  private time: number;

  /** `startMs`: Unix time, so that dates in callbacks look right. */
  constructor(startMs = VIRTUAL_START_MS) {
    this.time = startMs;
  }

  nowMs(): number {
    return this.time;
  }

  at(atMs: number, run: () => void): Timer {
    const entry: Entry = { atMs: Math.max(atMs, this.time), run };
    this.entries.splice(this.placeOf(entry), 0, entry);
    return { cancel: () => this.remove(entry) };
  }

  /** Time stands still until `work` is done. Work that itself waits for this clock would wait for ever. */
  hold<T>(work: Promise<T>): Promise<T> {
    const done: Promise<unknown> = work.catch(() => {});
    this.held.add(done);
    void done.then(() => this.held.delete(done));
    return work;
  }

  advanceBy(ms: number): Promise<void> {
    return this.advanceTo(this.time + ms);
  }

  async advanceTo(atMs: number): Promise<void> {
    await this.settle();
    for (let next = this.entries[0]; next !== undefined && next.atMs <= atMs; next = this.entries[0]) {
      await this.runInstant(next.atMs);
    }
    this.time = Math.max(this.time, atMs);
  }

  /** Until nothing is left to happen. Throws if that takes longer than `limitMs`: something never ends. */
  async runUntilIdle(limitMs = 4 * 3_600_000): Promise<void> {
    const lastMs = this.time + limitMs;
    await this.settle();
    for (let next = this.entries[0]; next !== undefined; next = this.entries[0]) {
      if (next.atMs > lastMs) throw new Error(`still busy after ${limitMs} ms of virtual time`);
      await this.runInstant(next.atMs);
    }
  }

  /** Until `done` holds; true if it came to hold within `limitMs`. */
  async runUntil(done: () => boolean, limitMs = 600_000): Promise<boolean> {
    const lastMs = this.time + limitMs;
    await this.settle();
    for (let next = this.entries[0]; !done() && next !== undefined; next = this.entries[0]) {
      if (next.atMs > lastMs) return false;
      await this.runInstant(next.atMs);
    }
    return done();
  }

  private async runInstant(atMs: number): Promise<void> {
    this.time = atMs;
    for (let next = this.entries[0]; next !== undefined && next.atMs <= atMs; next = this.entries[0]) {
      this.entries.shift();
      next.run();
    }
    await this.settle();
  }

  /** A macrotask runs after every microtask that is under way, however long their chain. */
  private async settle(): Promise<void> {
    await macrotask();
    while (this.held.size > 0) {
      await Promise.race(this.held);
      await macrotask();
    }
  }

  /** Behind all of the same instant: first set, first run. */
  private placeOf(entry: Entry): number {
    let low = 0;
    let high = this.entries.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = this.entries[middle];
      if (other !== undefined && other.atMs <= entry.atMs) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private remove(entry: Entry): void {
    const at = this.entries.indexOf(entry);
    if (at !== -1) this.entries.splice(at, 1);
  }
}

function macrotask(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
