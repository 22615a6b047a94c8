/** How long the twin takes, with seeded jitter: the same seed gives the same waits. */
import { drawMs, type Latency, type Random } from "@offhook/twin-kit";

export interface Latencies {
  /** From the text that starts a generation to its first sound. */
  firstAudioMs(): number;
  /** Between two pieces of sound: generation is faster than real time. */
  betweenAudioMs(): number;
  /** From the audio that gives words, or a commit, to the message. */
  wordsMs(): number;
}

/**
 * The order that ElevenLabs publishes: for Flash v2.5 75 ms of inference, some 150–200 ms with the network and a tail; for
 * Scribe 150 ms, and others measured 250–380 ms from a commit to its words. Not measured by us: the twin's use is that code
 * meets such waits.
 */
export const USUAL_LATENCIES = Object.freeze({
  firstAudio: { floorMs: 140, tailMs: 260 } satisfies Latency,
  betweenAudio: { floorMs: 20, tailMs: 60 } satisfies Latency,
  words: { floorMs: 150, tailMs: 230 } satisfies Latency,
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
