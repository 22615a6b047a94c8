/** What can be set about Scribe, and what a session is made from. */
import type { TranscriberOptions, TranscriberSink } from "@offhook/engine/ports";
import type { ListenTimeouts } from "@offhook/provider-kit";
import type { ElevenLabsAccount } from "./settings.ts";

export interface ScribeSettings {
  model: string;
  /** Default: the assistant's. `auto`: the vendor finds out which is spoken. */
  language?: string;
  /** Names and terms to listen for; those that the dialogue expects at the start are added. */
  keyterms?: readonly string[];
  /** Places and sureness by the vendor's word times, which come a little later than the words. Default: the detector's places. */
  wordTimes?: boolean;
}

/**
 * A stall is told a little later than the core gives up on a turn's words (2 s): by then the turn has been answered. A socket
 * without audio is closed after 15 s.
 */
export const TRANSCRIBER_TIMEOUTS: Readonly<ListenTimeouts> = Object.freeze({
  connectMs: 2_500,
  stallMs: 2_500,
  keepAliveMs: 5_000,
});

export interface SessionParts {
  /** Such as `elevenlabs/scribe_v2_realtime`. */
  id: string;
  account: ElevenLabsAccount;
  settings: ScribeSettings;
  timeouts: ListenTimeouts;
  options: TranscriberOptions;
  sink: TranscriberSink;
}
