/** How long the twin takes, with seeded jitter: the same seed gives the same waits. */
import { drawMs, type Latency, type Random } from "@offhook/twin-kit";

export interface Latencies {
  /** From the audio that completes a result to the result. */
  resultMs(): number;
  /** From `Flush` (or a sentence's end) to the first sound. */
  firstAudioMs(): number;
  /** Between two pieces of sound: generation is faster than real time. */
  betweenAudioMs(): number;
  /** From `Clear` to `Cleared`; sound under way still arrives. */
  clearedMs(): number;
}

/**
 * The order that Deepgram publishes: streamed results "under 300 ms", Aura-2's first byte "under 200 ms" with a tail. Not
 * measured by us: the twin's use is that code meets such waits.
 */
export const USUAL_LATENCIES = Object.freeze({
  result: { floorMs: 120, tailMs: 280 } satisfies Latency,
  firstAudio: { floorMs: 160, tailMs: 300 } satisfies Latency,
  betweenAudio: { floorMs: 8, tailMs: 40 } satisfies Latency,
  cleared: { floorMs: 30, tailMs: 60 } satisfies Latency,
});

export function usualLatencies(random: Random): Latencies {
  const { result, firstAudio, betweenAudio, cleared } = USUAL_LATENCIES;
  return {
    resultMs: () => drawMs(random, result),
    firstAudioMs: () => drawMs(random, firstAudio),
    betweenAudioMs: () => drawMs(random, betweenAudio),
    clearedMs: () => drawMs(random, cleared),
  };
}

/** For tests of anything but time. */
export const NO_LATENCIES: Latencies = Object.freeze({
  resultMs: () => 0,
  firstAudioMs: () => 0,
  betweenAudioMs: () => 0,
  clearedMs: () => 0,
});
