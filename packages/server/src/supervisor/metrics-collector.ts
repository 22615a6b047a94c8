/**
 * Adds the workers' metrics up, whichever worker is asked. What a dead worker had counted stays in the sums: a counter that
 * falls would look like a restart.
 */
import { AggregatorRegistry } from "prom-client";
import { TOPIC_METRICS } from "./messages.ts";

export interface MetricsCollector {
  /** Prometheus text over all workers, dead ones' counts included. */
  text(): Promise<string>;
  workerDied(workerId: string): void;
}

interface MetricJson {
  type: unknown;
}

/** What a worker answers. */
export interface WorkerMetrics {
  workerId: string;
  metrics: MetricJson[];
}

/** How much of a dead worker's counting may be lost. */
const COLLECT_EVERY_MS = 5_000;
const DEADLINE_MS = 500;

export function createMetricsCollector(
  ask: (topic: string, deadlineMs: number) => Promise<unknown[]>,
): MetricsCollector {
  const living = new Map<string, MetricJson[]>();
  let departed: MetricJson[] = [];

  async function collect(): Promise<WorkerMetrics[]> {
    const answers = (await ask(TOPIC_METRICS, DEADLINE_MS)) as WorkerMetrics[];
    for (const { workerId, metrics } of answers) living.set(workerId, metrics);
    return answers;
  }

  setInterval(() => void collect(), COLLECT_EVERY_MS).unref();

  return {
    async text() {
      const answers = await collect();
      return aggregate([...answers.map(({ metrics }) => metrics), departed]).metrics();
    },
    async workerDied(workerId) {
      const counted = living.get(workerId)?.filter(isCount);
      living.delete(workerId);
      if (!counted) return;
      departed = (await aggregate([departed, counted]).getMetricsAsJSON()) as MetricJson[];
    },
  };
}

function isCount({ type }: MetricJson): boolean {
  return type === "counter" || type === "histogram";
}

function aggregate(all: MetricJson[][]) {
  return AggregatorRegistry.aggregate(all.filter((one) => one.length > 0) as object[]);
}
