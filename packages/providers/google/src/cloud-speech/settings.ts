/** What can be set about Cloud Speech-to-Text, and the defaults. */
import type { Clock } from "@offhook/engine/ports";
import { REAL_CLOCK } from "@offhook/provider-kit";

export const GOOGLE_CLOUD_SPEECH_BASE_URL = "https://speech.googleapis.com";

export interface GoogleCloudAccount {
  /** An API key of the project, for which the Speech-to-Text API is enabled. Kept out of every message. */
  apiKey: string;
  /** Default Google's own; another region's is such as `https://eu-speech.googleapis.com`. `http://` speaks gRPC without TLS. */
  baseUrl?: string;
  /** For tests: another time. */
  clock?: Clock;
}

export interface CloudSpeechTimeouts {
  /** From opening to a connection that takes requests. The greeting plays meanwhile. */
  connectMs: number;
  /** A stream was asked for its last words, and nothing comes. While one speaks nothing is owed: noise has no results. */
  stallMs: number;
  /** Without audio: the stream is ended before Google ends it, after about 10 s; the next audio opens another. */
  idleMs: number;
  /** Streams are renewed from this age on, as soon as nobody speaks. */
  renewAfterMs: number;
  /** … and at this age in any case. Google ends them at 305 s. */
  renewAtMs: number;
}

/** A stall is told a little later than the core gives up on a turn's words (2 s): by then the turn has been answered. */
export const CLOUD_SPEECH_TIMEOUTS: Readonly<CloudSpeechTimeouts> = Object.freeze({
  connectMs: 2_500,
  stallMs: 2_500,
  idleMs: 5_000,
  renewAfterMs: 240_000,
  renewAtMs: 290_000,
});

export const clockOf = ({ clock }: GoogleCloudAccount): Clock => clock ?? REAL_CLOCK;

/** µ-law at 8 kHz. */
export const BYTES_PER_MS = 8;
