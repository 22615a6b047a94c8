/** The order in which one call asks the providers of one slot: the worker's circuits, and what this call itself met. */
import type { ChooseBy } from "../conversation/assistant.ts";
import type { Clock, Fault } from "../ports.ts";
import type { Circuits, ProviderPart } from "./circuits.ts";

/** Whoever failed in this call is asked last for so long: a caller should not meet the same failure twice. */
const BENCHED_MS = 15_000;

export class ProviderOrder {
  private readonly part: ProviderPart;
  private readonly clock: Clock;
  private readonly circuits: Circuits;
  private readonly by: ChooseBy;
  private readonly benchedUntilMs = new Map<string, number>();

  constructor(part: ProviderPart, clock: Clock, circuits: Circuits, by: ChooseBy = "order") {
    this.part = part;
    this.clock = clock;
    this.circuits = circuits;
    this.by = by;
  }

  /** All of them, best first. */
  best<P extends { readonly id: string; readonly part?: string }>(providers: readonly P[]): P[] {
    const ordered = this.circuits.order(this.part, providers, this.by);
    const nowMs = this.clock.nowMs();
    const isBenched = ({ id }: P): boolean => (this.benchedUntilMs.get(id) ?? 0) > nowMs;
    return [...ordered.filter((one) => !isBenched(one)), ...ordered.filter(isBenched)];
  }

  /** The next one is to be asked at the same time. */
  isOnTrial(id: string): boolean {
    return this.circuits.isOnTrial(this.part, id);
  }

  answered(id: string, firstOutputMs: number | null): void {
    this.circuits.answered(this.part, id, firstOutputMs);
  }

  failed(id: string, fault: Fault): void {
    this.benchedUntilMs.set(id, this.clock.nowMs() + BENCHED_MS);
    this.circuits.failed(this.part, id, fault);
  }
}
