/** How long a live session takes, with seeded jitter: the same seed gives the same waits. */
import { drawMs, type Latency, type Random } from "@offhook/twin-kit";

export interface LiveLatencies {
  /** From `setup` to `setupComplete`. */
  setupMs(): number;
  /** From the end of an utterance to its words. */
  transcriptMs(): number;
  /** From the end of an utterance to the first sound of the answer, and between two pieces of it. */
  firstReplyMs(): number;
  betweenReplyMs(): number;
}

/**
 * The order that public reports of live sessions give: a first sound after 0.4–0.9 s, then several times faster than it is
 * heard. Not measured by us: the twin's use is that code meets such waits.
 */
export const USUAL_LIVE_LATENCIES = Object.freeze({
  setup: { floorMs: 90, tailMs: 160 } satisfies Latency,
  transcript: { floorMs: 160, tailMs: 300 } satisfies Latency,
  firstReply: { floorMs: 380, tailMs: 520 } satisfies Latency,
  betweenReply: { floorMs: 12, tailMs: 30 } satisfies Latency,
});

export function usualLiveLatencies(random: Random): LiveLatencies {
  const { setup, transcript, firstReply, betweenReply } = USUAL_LIVE_LATENCIES;
  return {
    setupMs: () => drawMs(random, setup),
    transcriptMs: () => drawMs(random, transcript),
    firstReplyMs: () => drawMs(random, firstReply),
    betweenReplyMs: () => drawMs(random, betweenReply),
  };
}

/** For tests of anything but time. */
export const NO_LIVE_LATENCIES: LiveLatencies = Object.freeze({
  setupMs: () => 0,
  transcriptMs: () => 0,
  firstReplyMs: () => 0,
  betweenReplyMs: () => 0,
});
