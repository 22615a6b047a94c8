/** How long the twin takes, with seeded jitter: the same seed gives the same call. */
import { drawMs, type Latency, type Random } from "@offhook/twin-kit";

export interface Latencies {
  firstTokenMs(): number;
  betweenTokensMs(): number;
}

/**
 * The order that public measurements give for small hosted models: a first token after about half a second with a tail
 * towards a second, then some eighty tokens a second. Not measured by us: the twin's use is that code meets such waits.
 */
export const USUAL_LATENCIES = Object.freeze({
  firstToken: { floorMs: 480, tailMs: 500 } satisfies Latency,
  betweenTokensMs: 12,
});

export function usualLatencies(random: Random): Latencies {
  const { firstToken, betweenTokensMs } = USUAL_LATENCIES;
  return {
    firstTokenMs: () => drawMs(random, firstToken),
    betweenTokensMs: () => Math.round(betweenTokensMs * (0.5 + random())),
  };
}

/** For tests of anything but time. */
export const NO_LATENCIES: Latencies = Object.freeze({ firstTokenMs: () => 0, betweenTokensMs: () => 0 });
