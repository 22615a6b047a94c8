/** How long the twin takes, with seeded jitter: the same seed gives the same call. */
import { drawMs, type Latency, type Random } from "@offhook/twin-kit";

export interface Latencies {
  firstTokenMs(): number;
  betweenTokensMs(): number;
  /** `/audio/speech`: from the request to the first sound, and between two pieces of it. */
  firstAudioMs(): number;
  betweenAudioMs(): number;
  /** From the end of an utterance to its words. */
  transcriptMs(): number;
  /** Realtime: from `response.create` to the first sound, and between two pieces of it. */
  firstReplyMs(): number;
  betweenReplyMs(): number;
  /** Any other answer to a realtime event. */
  eventMs(): number;
}

/**
 * The order that public measurements give for small hosted models: a first token after about half a second with a tail
 * towards a second, then some eighty tokens a second; spoken replies of realtime models begin after 300–800 ms and come
 * several times faster than they are heard. Not measured by us: the twin's use is that code meets such waits.
 */
export const USUAL_LATENCIES = Object.freeze({
  firstToken: { floorMs: 480, tailMs: 500 } satisfies Latency,
  betweenTokensMs: 12,
  firstAudio: { floorMs: 350, tailMs: 500 } satisfies Latency,
  betweenAudio: { floorMs: 10, tailMs: 40 } satisfies Latency,
  transcript: { floorMs: 250, tailMs: 500 } satisfies Latency,
  firstReply: { floorMs: 320, tailMs: 500 } satisfies Latency,
  betweenReply: { floorMs: 15, tailMs: 30 } satisfies Latency,
  event: { floorMs: 15, tailMs: 40 } satisfies Latency,
});

export function usualLatencies(random: Random): Latencies {
  const { firstToken, betweenTokensMs, firstAudio, betweenAudio, transcript, firstReply, betweenReply, event } =
    USUAL_LATENCIES;
  const drawn = (latency: Latency) => () => drawMs(random, latency);
  return {
    firstTokenMs: drawn(firstToken),
    betweenTokensMs: () => Math.round(betweenTokensMs * (0.5 + random())),
    firstAudioMs: drawn(firstAudio),
    betweenAudioMs: drawn(betweenAudio),
    transcriptMs: drawn(transcript),
    firstReplyMs: drawn(firstReply),
    betweenReplyMs: drawn(betweenReply),
    eventMs: drawn(event),
  };
}

const none = () => 0;

/** For tests of anything but time. */
export const NO_LATENCIES: Latencies = Object.freeze({
  ...{ firstTokenMs: none, betweenTokensMs: none, firstAudioMs: none, betweenAudioMs: none },
  ...{ transcriptMs: none, firstReplyMs: none, betweenReplyMs: none, eventMs: none },
});
