/**
 * What the calls of one worker met at each vendor, over the last minutes. Counts only: no words, no numbers of callers.
 * Knows time as it is told, and no vendor by name.
 */
import type { CircuitState, Circuits, ProviderEvents, ProviderPart } from "@offhook/engine/call";
import type { Fault } from "@offhook/engine/ports";

/** One vendor in one worker, plain JSON: what workers tell each other. */
export interface VendorHealth {
  vendor: string;
  answered: number;
  failed: number;
  /** Times to the first output, the newest last. */
  firstOutputMs: number[];
  /** By a call. */
  lastAnsweredAtMs: number | null;
  /** When a probe last found it well: its key opens the door, which is not yet an answer to a caller. */
  lastProbedAtMs: number | null;
  lastFault: { code: string; message: string; retryable: boolean; atMs: number } | null;
  /** When each was last met: they do not pass by themselves, nor by another fault that comes after them. */
  needs: Record<Need, number | null>;
  /** By part and id, such as `voice deepgram/aura-2-thalia-en`; closed ones are left out. */
  circuits: Record<string, UnclosedCircuit>;
}

/** `empty-account`: a quota that a probe, not a call, found used up. */
export type Need = "key" | "quota" | "empty-account";

export interface UnclosedCircuit {
  state: Exclude<CircuitState, "closed">;
  openedAtMs: number;
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

interface Vendor
  extends Pick<VendorHealth, "firstOutputMs" | "lastAnsweredAtMs" | "lastProbedAtMs" | "lastFault" | "needs"> {
  minutes: Minute[];
  circuits: Map<string, { part: ProviderPart; id: string } & UnclosedCircuit>;
}

export class HealthBoard implements ProviderEvents {
  private readonly vendors = new Map<string, Vendor>();
  private readonly nowMs: () => number;
  private readonly changed: (vendor: string) => void;
  private circuits: Pick<Circuits, "state"> | null = null;

  /** `nowMs`: of the wall clock, so that workers agree. `changed`: something was learned about a vendor. */
  constructor(nowMs: () => number = Date.now, changed: (vendor: string) => void = () => {}) {
    this.nowMs = nowMs;
    this.changed = changed;
  }

  /** Circuits turn half open only when they are asked: whoever reads the board of an idle worker asks them. */
  follow(circuits: Pick<Circuits, "state">): void {
    this.circuits = circuits;
  }

  answered(_part: ProviderPart, id: string, firstOutputMs: number | null): void {
    const vendor = this.vendorOf(id);
    this.minuteNow(vendor).answered += 1;
    if (firstOutputMs !== null) vendor.firstOutputMs.push(Math.round(firstOutputMs));
    if (vendor.firstOutputMs.length > MOST_LATENCIES) vendor.firstOutputMs.shift();
    vendor.lastAnsweredAtMs = this.nowMs();
    this.changed(vendorName(id));
  }

  failed(_part: ProviderPart, id: string, fault: Fault): void {
    this.noteFault(this.vendorOf(id), fault, needOf(fault.code));
    this.changed(vendorName(id));
  }

  circuit(part: ProviderPart, id: string, state: CircuitState): void {
    const { circuits } = this.vendorOf(id);
    const key = `${part} ${id}`;
    if (state === "closed") circuits.delete(key);
    else {
      const before = circuits.get(key);
      const openedAtMs = state === "half-open" && before ? before.openedAtMs : this.nowMs();
      circuits.set(key, { part, id, state, openedAtMs });
    }
    this.changed(vendorName(id));
  }

  /** A probe got an answer, or a fault. */
  probed(vendor: string, fault: Fault | null): void {
    const one = this.vendorOf(vendor);
    if (fault) {
      const need = needOf(fault.code);
      this.noteFault(one, fault, need === "quota" ? "empty-account" : need);
    } else one.lastProbedAtMs = this.nowMs();
    this.changed(vendor);
  }

  read(): VendorHealth[] {
    this.askCircuits();
    const from = Math.floor((this.nowMs() - HEALTH_WINDOW_MS) / MINUTE_MS);
    return [...this.vendors].map(([name, vendor]) => {
      const minutes = vendor.minutes.filter(({ minute }) => minute > from);
      return {
        vendor: name,
        answered: minutes.reduce((sum, one) => sum + one.answered, 0),
        failed: minutes.reduce((sum, one) => sum + one.failed, 0),
        firstOutputMs: [...vendor.firstOutputMs],
        ...{ lastAnsweredAtMs: vendor.lastAnsweredAtMs, lastProbedAtMs: vendor.lastProbedAtMs },
        ...{ lastFault: vendor.lastFault, needs: { ...vendor.needs } },
        circuits: Object.fromEntries(
          [...vendor.circuits].map(([key, { state, openedAtMs }]) => [key, { state, openedAtMs }]),
        ),
      };
    });
  }

  private askCircuits(): void {
    for (const { circuits } of this.vendors.values())
      for (const { part, id } of [...circuits.values()]) this.circuits?.state(part, id);
  }

  private noteFault(vendor: Vendor, { code, message, retryable }: Fault, need: Need | null): void {
    this.minuteNow(vendor).failed += 1;
    vendor.lastFault = { code, message, retryable, atMs: this.nowMs() };
    if (need) vendor.needs[need] = this.nowMs();
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
      ...{ minutes: [], firstOutputMs: [], lastAnsweredAtMs: null, lastProbedAtMs: null, lastFault: null },
      needs: { key: null, quota: null, "empty-account": null },
      circuits: new Map(),
    };
    this.vendors.set(name, made);
    return made;
  }
}

/** `deepgram/nova-3` is of `deepgram`. */
export const vendorName = (id: string): string => id.split("/")[0] ?? id;

/** The vendors' adapters end these codes alike. */
function needOf(code: string): "key" | "quota" | null {
  if (/key-(refused|missing)$/.test(code)) return "key";
  return /quota-exhausted$/.test(code) ? "quota" : null;
}
