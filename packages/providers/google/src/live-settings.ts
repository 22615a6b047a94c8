/** What can be set about a live session, and the defaults. */
import type { GoogleAccount } from "./settings.ts";

export interface LiveTimeouts {
  /** From dialling to a session that is set up. The greeting plays meanwhile. */
  connectMs: number;
  /** From `respond` to the first sign of an answer. */
  firstAudioMs: number;
  /** Between two pieces of an answer. */
  stallMs: number;
}

/** Answers begin after 0.4–0.9 s and come faster than they are heard; beyond this somebody else is better asked. */
export const LIVE_TIMEOUTS: Readonly<LiveTimeouts> = Object.freeze({
  connectMs: 5_000,
  firstAudioMs: 2_500,
  stallMs: 3_000,
});

export interface GeminiLiveOptions extends GoogleAccount {
  /** Default `gemini-3.8-live`. */
  model?: string;
  /** One of the vendor's prebuilt voices; default `Kore`. */
  voice?: string;
  timeouts?: Partial<LiveTimeouts>;
}
