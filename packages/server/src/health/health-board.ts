/**
 * What the calls of one worker met at each vendor, over the last minutes. Counts only: no words, no numbers of callers.
 * Knows time as it is told, and no vendor by name.
 */
import type { CircuitState, ProviderEvents, ProviderPart } from "@offhook/engine/call";
import type { Fault } from "@offhook/engine/ports";

/** One vendor in one worker, plain JSON: what workers tell each other. */
export interface VendorHealth {
  vendor: string;
  answered: number;
  failed: number;
  /** Times to the first output, the newest last. */
  firstOutputMs: number[];
  lastAnsweredAtMs: number | null;
  lastFault: { code: string; message: string; retryable: boolean; atMs: number } | null;
  /** By part and id, such as `voice deepgram/aura-2-thalia-en`; closed ones are left out. */
  circuits: Record<string, CircuitState>;
}

/** Older than this says nothing about now. */
export const HEALTH_WINDOW_MS = 600_000;
const MINUTE_MS = 60_000;
const MOST_LATENCIES = 100;

interface Minute {
  minute: number;
  answered: number;
  failed: number;
}

interface Vendor {
  minutes: Minute[];
  firstOutputMs: number[];
  lastAnsweredAtMs: number | null;
  lastFault: VendorHealth["lastFault"];
  circuits: Map<string, CircuitState>;
}

export class HealthBoard implements ProviderEvents {
  private readonly vendors = new Map<string, Vendor>();
  private readonly nowMs: () => number;
  private readonly changed: (vendor: string) => void;

  /** `nowMs`: of the wall clock, so that workers agree. `changed`: something was learned about a vendor. */
  constructor(nowMs: () => number = Date.now, changed: (vendor: string) => void = () => {}) {
    this.nowMs = nowMs;
    this.changed = changed;
  }

  answered(_part: ProviderPart, id: string, firstOutputMs: number): void {
    const vendor = this.vendorOf(id);
    this.minuteNow(vendor).answered += 1;
    vendor.firstOutputMs.push(Math.round(firstOutputMs));
    if (vendor.firstOutputMs.length > MOST_LATENCIES) vendor.firstOutputMs.shift();
    vendor.lastAnsweredAtMs = this.nowMs();
    this.changed(vendorName(id));
  }

  failed(_part: ProviderPart, id: string, { code, message, retryable }: Fault): void {
    const vendor = this.vendorOf(id);
    this.minuteNow(vendor).failed += 1;
    vendor.lastFault = { code, message, retryable, atMs: this.nowMs() };
    this.changed(vendorName(id));
  }

  circuit(part: ProviderPart, id: string, state: CircuitState): void {
    const { circuits } = this.vendorOf(id);
    if (state === "closed") circuits.delete(`${part} ${id}`);
    else circuits.set(`${part} ${id}`, state);
    this.changed(vendorName(id));
  }

  read(): VendorHealth[] {
    const from = Math.floor((this.nowMs() - HEALTH_WINDOW_MS) / MINUTE_MS);
    return [...this.vendors].map(([name, vendor]) => {
      const minutes = vendor.minutes.filter(({ minute }) => minute > from);
      return {
        vendor: name,
        answered: minutes.reduce((sum, one) => sum + one.answered, 0),
        failed: minutes.reduce((sum, one) => sum + one.failed, 0),
        firstOutputMs: [...vendor.firstOutputMs],
        ...{ lastAnsweredAtMs: vendor.lastAnsweredAtMs, lastFault: vendor.lastFault },
        circuits: Object.fromEntries(vendor.circuits),
      };
    });
  }

  private minuteNow(vendor: Vendor): Minute {
    const minute = Math.floor(this.nowMs() / MINUTE_MS);
    const last = vendor.minutes.at(-1);
    if (last?.minute === minute) return last;
    const made = { minute, answered: 0, failed: 0 };
    vendor.minutes = [...vendor.minutes.slice(-HEALTH_WINDOW_MS / MINUTE_MS), made];
    return made;
  }

  private vendorOf(id: string): Vendor {
    const name = vendorName(id);
    const found = this.vendors.get(name);
    if (found) return found;
    const made: Vendor = {
      ...{ minutes: [], firstOutputMs: [], lastAnsweredAtMs: null, lastFault: null },
      circuits: new Map(),
    };
    this.vendors.set(name, made);
    return made;
  }
}

/** `deepgram/nova-3` is of `deepgram`. */
export const vendorName = (id: string): string => id.split("/")[0] ?? id;
