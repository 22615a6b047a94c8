/** How long the twin takes, with seeded jitter: the same seed gives the same call. */
import { drawMs, type Latency, type Random } from "@offhook/twin-kit";

export interface Latencies {
  firstTokenMs(): number;
  betweenTokensMs(): number;
  /** Of speech: from the request to the first sound, and between two pieces of it. */
  firstAudioMs(): number;
  betweenAudioMs(): number;
}

/**
 * The order that public measurements give for Flash models without thinking: a first token after some 400–900 ms, then
 * chunks of several words at once; speech that streams begins about as soon. Not measured by us: the twin's use is that
 * code meets such waits.
 */
export const USUAL_LATENCIES = Object.freeze({
  firstToken: { floorMs: 420, tailMs: 600 } satisfies Latency,
  betweenTokensMs: 10,
  firstAudio: { floorMs: 380, tailMs: 500 } satisfies Latency,
  betweenAudio: { floorMs: 10, tailMs: 40 } satisfies Latency,
});

export function usualLatencies(random: Random): Latencies {
  const { firstToken, betweenTokensMs, firstAudio, betweenAudio } = USUAL_LATENCIES;
  return {
    firstTokenMs: () => drawMs(random, firstToken),
    betweenTokensMs: () => Math.round(betweenTokensMs * (0.5 + random())),
    firstAudioMs: () => drawMs(random, firstAudio),
    betweenAudioMs: () => drawMs(random, betweenAudio),
  };
}

const none = () => 0;

/** For tests of anything but time. */
export const NO_LATENCIES: Latencies = Object.freeze({
  ...{ firstTokenMs: none, betweenTokensMs: none, firstAudioMs: none, betweenAudioMs: none },
});
