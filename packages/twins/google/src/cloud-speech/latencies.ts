/** How long the twin takes, with seeded jitter: the same seed gives the same waits. */
import { drawMs, type Latency, type Random } from "@offhook/twin-kit";

export interface CloudSpeechLatencies {
  /** From the audio that completes a result to the result. */
  resultMs(): number;
  /** From a half-close to the last result and the status. */
  lastResultMs(): number;
}

/** The order that users report of streaming results. Not measured by us: the twin's use is that code meets such waits. */
export const USUAL_CLOUD_SPEECH_LATENCIES = Object.freeze({
  result: { floorMs: 150, tailMs: 350 } satisfies Latency,
  lastResult: { floorMs: 120, tailMs: 300 } satisfies Latency,
});

export function usualCloudSpeechLatencies(random: Random): CloudSpeechLatencies {
  const { result, lastResult } = USUAL_CLOUD_SPEECH_LATENCIES;
  return { resultMs: () => drawMs(random, result), lastResultMs: () => drawMs(random, lastResult) };
}

/** For tests of anything but time. */
export const NO_CLOUD_SPEECH_LATENCIES: CloudSpeechLatencies = Object.freeze({
  resultMs: () => 0,
  lastResultMs: () => 0,
});
