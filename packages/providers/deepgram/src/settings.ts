/** What can be set about Deepgram, and the defaults. */
import { type AudioFormat, type Clock, TELEPHONE_FORMAT } from "@offhook/engine/ports";
import { REAL_CLOCK } from "@offhook/provider-kit";

export const DEEPGRAM_BASE_URL = "https://api.deepgram.com";

export interface DeepgramAccount {
  /** Kept out of every message. */
  apiKey: string;
  /** Default Deepgram's own. */
  baseUrl?: string;
  /** For tests: another time. */
  clock?: Clock;
}

export interface TranscriberTimeouts {
  /** From opening to a socket that takes audio. The greeting plays meanwhile. */
  connectMs: number;
  /** Speech is on, or has just paused, and nothing at all comes. Interim results come several times a second. */
  stallMs: number;
  /** Without audio: a word to keep the connection. Deepgram closes after 10 s. */
  keepAliveMs: number;
}

/** A stall is told a little later than the core gives up on a turn's words (2 s): by then the turn has been answered. */
export const TRANSCRIBER_TIMEOUTS: Readonly<TranscriberTimeouts> = Object.freeze({
  connectMs: 2_500,
  stallMs: 2_500,
  keepAliveMs: 4_000,
});

export interface VoiceTimeouts {
  connectMs: number;
  /** From text sent, or from the end of the clause before, to the first sound. */
  firstAudioMs: number;
  /** Between two pieces of sound. */
  stallMs: number;
  /** From a cancel to its confirmation. */
  clearedMs: number;
  /** A socket that nobody needs is given back: accounts have few at once. */
  idleMs: number;
}

/** A little under the call's own watchdogs (1,200 ms to the first sound, 800 ms between), so that the log has the name. */
export const VOICE_TIMEOUTS: Readonly<VoiceTimeouts> = Object.freeze({
  connectMs: 1_000,
  firstAudioMs: 1_100,
  stallMs: 750,
  clearedMs: 500,
  idleMs: 20_000,
});

export const clockOf = ({ clock }: DeepgramAccount): Clock => clock ?? REAL_CLOCK;

/** µ-law at 8 kHz. */
export const BYTES_PER_MS = 8;

export const isTelephone = ({ encoding, sampleRateHz }: AudioFormat): boolean =>
  encoding === TELEPHONE_FORMAT.encoding && sampleRateHz === TELEPHONE_FORMAT.sampleRateHz;
