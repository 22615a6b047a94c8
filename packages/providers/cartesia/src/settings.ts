/** What can be set about Cartesia, and the defaults. */
import { type AudioFormat, type Clock, TELEPHONE_FORMAT } from "@offhook/engine/ports";
import { REAL_CLOCK } from "@offhook/provider-kit";

export const CARTESIA_BASE_URL = "https://api.cartesia.ai";

/** Messages mean what they meant on this day: as the vendor's SDK 4.2.0 asks for it. */
const API_VERSION = "2026-08-14";

export interface CartesiaAccount {
  /** Kept out of every message. */
  apiKey: string;
  /** Default Cartesia's own. */
  baseUrl?: string;
  /** For tests: another time. */
  clock?: Clock;
}

export interface VoiceSettings {
  /** Such as `calm`; Cartesia has a list. Default: the voice's own. */
  emotion?: string;
  /** 0.5–2; 1 is the voice's own. */
  volume?: number;
}

export interface VoiceTimeouts {
  connectMs: number;
  /** From text sent to the first sound. */
  firstAudioMs: number;
  /** Between two pieces of sound. */
  stallMs: number;
  /** A socket that nobody needs is given back: accounts have few at once. */
  idleMs: number;
}

/** A little under the call's own watchdogs (1,200 ms to the first sound, 800 ms between), so that the log has the name. */
export const VOICE_TIMEOUTS: Readonly<VoiceTimeouts> = Object.freeze({
  connectMs: 1_000,
  firstAudioMs: 1_100,
  stallMs: 750,
  idleMs: 20_000,
});

export interface TranscriberTimeouts {
  /** From opening to a socket that takes audio. The greeting plays meanwhile. */
  connectMs: number;
  /** Speech is on, or has just paused, and nothing at all comes. */
  stallMs: number;
  /** Without audio: a moment of silence to keep the connection. */
  keepAliveMs: number;
}

/** A stall is told a little later than the core gives up on a turn's words (2 s): by then the turn has been answered. */
export const TRANSCRIBER_TIMEOUTS: Readonly<TranscriberTimeouts> = Object.freeze({
  connectMs: 2_500,
  stallMs: 2_500,
  keepAliveMs: 10_000,
});

export const clockOf = ({ clock }: CartesiaAccount): Clock => clock ?? REAL_CLOCK;

export const headersFor = ({ apiKey }: CartesiaAccount): Record<string, string> => ({
  authorization: `Bearer ${apiKey}`,
  "cartesia-version": API_VERSION,
});

/** µ-law at 8 kHz. */
export const BYTES_PER_MS = 8;

export const isTelephone = ({ encoding, sampleRateHz }: AudioFormat): boolean =>
  encoding === TELEPHONE_FORMAT.encoding && sampleRateHz === TELEPHONE_FORMAT.sampleRateHz;

/** BCP 47 to the plain language that Cartesia's models are told. */
export const plainLanguage = (language: string): string => language.split("-")[0]?.toLowerCase() ?? language;
