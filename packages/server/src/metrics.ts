/** What `/metrics` tells, one registry a process; the supervisor adds the processes up. */
import { Counter, Gauge, Histogram, Registry } from "prom-client";

export interface Metrics {
  registry: Registry;
  callsActive: Gauge;
  callsTotal: Counter<"direction">;
  callsRefusedTotal: Counter<"because">;
  voiceToVoiceMs: Histogram;
  loopDelayMs: Gauge<"quantile">;
  providerFaultsTotal: Counter<"provider" | "code">;
}

export interface MetricSources {
  activeCalls(): number;
  loopDelay(): { p50Ms: number; p99Ms: number; maxMs: number };
}

/** Around the budget: callers find more than ~800 ms slow, and silence is bounded at 4 s (DESIGN §3, rule 4). */
const VOICE_TO_VOICE_BUCKETS_MS = [100, 200, 300, 400, 500, 600, 700, 800, 1_000, 1_200, 1_500, 2_000, 3_000, 4_000];

export function createMetrics(sources: MetricSources): Metrics {
  const registry = new Registry();
  const registers = [registry];
  return {
    registry,
    callsActive: new Gauge({
      name: "offhook_calls_active",
      help: "Calls under way",
      registers,
      collect() {
        this.set(sources.activeCalls());
      },
    }),
    callsTotal: new Counter({
      name: "offhook_calls_total",
      help: "Calls taken or placed",
      labelNames: ["direction"],
      registers,
    }),
    callsRefusedTotal: new Counter({
      name: "offhook_calls_refused_total",
      help: "Calls refused, by reason",
      labelNames: ["because"],
      registers,
    }),
    voiceToVoiceMs: new Histogram({
      name: "offhook_voice_to_voice_ms",
      help: "From the end of the caller's speech to the agent's first sound, in milliseconds",
      buckets: VOICE_TO_VOICE_BUCKETS_MS,
      registers,
    }),
    loopDelayMs: new Gauge({
      name: "offhook_loop_delay_ms",
      help: "How late the event loop of the slowest worker ran, in milliseconds, over the last 10 s",
      labelNames: ["quantile"],
      aggregator: "max",
      registers,
      collect() {
        const { p50Ms, p99Ms, maxMs } = sources.loopDelay();
        this.set({ quantile: "0.5" }, p50Ms);
        this.set({ quantile: "0.99" }, p99Ms);
        this.set({ quantile: "1" }, maxMs);
      },
    }),
    providerFaultsTotal: new Counter({
      name: "offhook_provider_faults_total",
      help: "Faults of providers, by code",
      labelNames: ["provider", "code"],
      registers,
    }),
  };
}
