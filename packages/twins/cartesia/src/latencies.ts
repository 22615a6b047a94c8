/** How long the twin takes, with seeded jitter: the same seed gives the same waits. */
import { drawMs, type Latency, type Random } from "@offhook/twin-kit";

export interface Latencies {
  /** From the text that starts a generation to its first sound. */
  firstAudioMs(): number;
  /** Between two pieces of sound: generation is faster than real time. */
  betweenAudioMs(): number;
  /** From the audio that gives words, or ends a turn, to the message. */
  wordsMs(): number;
}

/**
 * The order that Cartesia publishes: Sonic's first byte in 90 ms, Ink's words in about as much again, and the network and a
 * tail beside. Not measured by us: the twin's use is that code meets such waits.
 */
export const USUAL_LATENCIES = Object.freeze({
  firstAudio: { floorMs: 110, tailMs: 240 } satisfies Latency,
  betweenAudio: { floorMs: 15, tailMs: 50 } satisfies Latency,
  words: { floorMs: 90, tailMs: 210 } satisfies Latency,
});

export function usualLatencies(random: Random): Latencies {
  const { firstAudio, betweenAudio, words } = USUAL_LATENCIES;
  return {
    firstAudioMs: () => drawMs(random, firstAudio),
    betweenAudioMs: () => drawMs(random, betweenAudio),
    wordsMs: () => drawMs(random, words),
  };
}

/** For tests of anything but time. */
export const NO_LATENCIES: Latencies = Object.freeze({
  firstAudioMs: () => 0,
  betweenAudioMs: () => 0,
  wordsMs: () => 0,
});
