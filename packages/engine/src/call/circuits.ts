/**
 * Which providers are worth asking first. One that failed again and again is asked last for a while (its circuit is open);
 * then one request tries it (half open), with the next asked at the same time, so that no caller pays for the trial.
 * Knows ids and times, no vendor; shared by the calls of a worker.
 */
import type { ChooseBy } from "../conversation/assistant.ts";
import type { Clock, Fault } from "../ports.ts";

export type ProviderPart = "transcriber" | "voice" | "model" | "realtime";

export interface CircuitSettings {
  /** So many failures in a row, each within `forgetMs` of the one before, open it. */
  failuresToOpen: number;
  forgetMs: number;
  /** How long it stays open, doubled after each trial that failed. */
  openMs: number;
  openAtMostMs: number;
}

export const CIRCUIT_DEFAULTS: Readonly<CircuitSettings> = Object.freeze({
  failuresToOpen: 2,
  forgetMs: 60_000,
  openMs: 10_000,
  openAtMostMs: 300_000,
});

/** What is told to whoever watches the health of providers. */
export interface ProviderEvents {
  answered(part: ProviderPart, id: string, firstOutputMs: number | null): void;
  failed(part: ProviderPart, id: string, fault: Fault): void;
  circuit(part: ProviderPart, id: string, state: CircuitState): void;
}

export type CircuitState = "closed" | "open" | "half-open";

interface Circuit {
  state: CircuitState;
  failures: number;
  lastFailureAtMs: number;
  opensAgainAtMs: number;
  openForMs: number;
  /** A moving mean of the time to its first output; null: not known yet. */
  firstOutputMs: number | null;
}

/** Share of the newest figure in the moving mean: ten answers are remembered, about. */
const NEWEST_SHARE = 0.2;

export class Circuits {
  private readonly clock: Clock;
  private readonly settings: CircuitSettings;
  private readonly events: Partial<ProviderEvents>;
  private readonly known = new Map<string, Circuit>();
  /** US dollars for a typical minute, by id; absent: unknown. */
  private readonly priceOf: (part: ProviderPart, id: string) => number | null;

  constructor(
    clock: Clock,
    events: Partial<ProviderEvents> = {},
    priceOf: (part: ProviderPart, id: string) => number | null = () => null,
    settings: CircuitSettings = CIRCUIT_DEFAULTS,
  ) {
    this.clock = clock;
    this.events = events;
    this.priceOf = priceOf;
    this.settings = settings;
  }

  /**
   * Best first. Those whose circuit is open come last, never left out: a bad provider is better than silence. Of two kinds
   * the first one's go before the other's, however quick or cheap those are: what speaks itself is not what writes.
   */
  order<P extends { readonly id: string; readonly part?: string }>(
    part: ProviderPart,
    providers: readonly P[],
    by: ChooseBy = "order",
  ): P[] {
    const kinds = [...new Set(providers.map((provider) => provider.part))];
    const ranked = providers.map((provider, place) => {
      return { provider, place, kind: kinds.indexOf(provider.part), rank: this.rank(part, provider.id, by) };
    });
    ranked.sort((a, b) => a.kind - b.kind || a.rank - b.rank || a.place - b.place);
    const isOpen = ({ provider }: { provider: P }): boolean => this.state(part, provider.id) === "open";
    return [...ranked.filter((one) => !isOpen(one)), ...ranked.filter(isOpen)].map(({ provider }) => provider);
  }

  /** On trial: the next one is to be asked at the same time. */
  isOnTrial(part: ProviderPart, id: string): boolean {
    return this.state(part, id) === "half-open";
  }

  state(part: ProviderPart, id: string): CircuitState {
    const circuit = this.known.get(keyOf(part, id));
    if (!circuit) return "closed";
    if (circuit.state === "open" && this.clock.nowMs() >= circuit.opensAgainAtMs)
      this.move(part, id, circuit, "half-open");
    return circuit.state;
  }

  /** `firstOutputMs` null: it works, and how quick it was cannot be told from this answer. */
  answered(part: ProviderPart, id: string, firstOutputMs: number | null): void {
    const circuit = this.circuit(part, id);
    if (firstOutputMs !== null) {
      const before = circuit.firstOutputMs ?? firstOutputMs;
      circuit.firstOutputMs = before + (firstOutputMs - before) * NEWEST_SHARE;
    }
    circuit.failures = 0;
    circuit.openForMs = this.settings.openMs;
    this.move(part, id, circuit, "closed");
    this.events.answered?.(part, id, firstOutputMs);
  }

  failed(part: ProviderPart, id: string, fault: Fault): void {
    const circuit = this.circuit(part, id);
    const nowMs = this.clock.nowMs();
    const inARow = nowMs - circuit.lastFailureAtMs <= this.settings.forgetMs;
    circuit.failures = inARow ? circuit.failures + 1 : 1;
    circuit.lastFailureAtMs = nowMs;
    this.events.failed?.(part, id, fault);
    // A refused key will be refused again: no second caller tries it out.
    const hopeless = !fault.retryable;
    const onTrial = this.state(part, id) === "half-open";
    if (!hopeless && !onTrial && circuit.failures < this.settings.failuresToOpen) return;
    if (onTrial) circuit.openForMs = Math.min(circuit.openForMs * 2, this.settings.openAtMostMs);
    circuit.opensAgainAtMs = nowMs + circuit.openForMs;
    this.move(part, id, circuit, "open");
  }

  private rank(part: ProviderPart, id: string, by: ChooseBy): number {
    if (by === "order") return 0;
    if (by === "price") return this.priceOf(part, id) ?? Number.MAX_VALUE;
    // Nothing is known of it yet: it is asked in its place, and then something is.
    return this.known.get(keyOf(part, id))?.firstOutputMs ?? 0;
  }

  private move(part: ProviderPart, id: string, circuit: Circuit, state: CircuitState): void {
    if (circuit.state === state) return;
    circuit.state = state;
    this.events.circuit?.(part, id, state);
  }

  private circuit(part: ProviderPart, id: string): Circuit {
    const key = keyOf(part, id);
    const found = this.known.get(key);
    if (found) return found;
    const made: Circuit = {
      state: "closed",
      failures: 0,
      lastFailureAtMs: Number.NEGATIVE_INFINITY,
      opensAgainAtMs: 0,
      openForMs: this.settings.openMs,
      firstOutputMs: null,
    };
    this.known.set(key, made);
    return made;
  }
}

const keyOf = (part: ProviderPart, id: string): string => `${part} ${id}`;
