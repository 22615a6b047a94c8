/** How long the twin takes, with seeded jitter: the same seed gives the same call. */
import { drawMs, type Latency, type Random } from "@offhook/twin-kit";

export interface Latencies {
  firstTokenMs(): number;
  betweenTokensMs(): number;
}

/**
 * The order that public measurements give for Haiku models: a first token after some 500–1,000 ms, then about a hundred
 * tokens a second. Not measured by us: the twin's use is that code meets such waits.
 */
export const USUAL_LATENCIES = Object.freeze({
  firstToken: { floorMs: 500, tailMs: 600 } satisfies Latency,
  betweenTokensMs: 10,
});

export function usualLatencies(random: Random): Latencies {
  const { firstToken, betweenTokensMs } = USUAL_LATENCIES;
  return {
    firstTokenMs: () => drawMs(random, firstToken),
    betweenTokensMs: () => Math.round(betweenTokensMs * (0.5 + random())),
  };
}

const none = () => 0;

/** For tests of anything but time. */
export const NO_LATENCIES: Latencies = Object.freeze({ firstTokenMs: none, betweenTokensMs: none });
