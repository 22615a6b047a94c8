/** What can be set about ElevenLabs, and the defaults. */
import { type AudioFormat, type Clock, TELEPHONE_FORMAT } from "@offhook/engine/ports";
import { REAL_CLOCK } from "@offhook/provider-kit";

export const ELEVENLABS_BASE_URL = "https://api.elevenlabs.io";

export interface ElevenLabsAccount {
  /** Kept out of every message. */
  apiKey: string;
  /** Default ElevenLabs' own. */
  baseUrl?: string;
  /** For tests: another time. */
  clock?: Clock;
}

export interface VoiceSettings {
  /** 0–1; the lower, the livelier. */
  stability?: number;
  /** 0–1: how close to the original speaker. */
  similarity?: number;
  /** 0–1: exaggeration; costs time. */
  style?: number;
}

export interface VoiceTimeouts {
  /** For the voice list, where a voice is called by its name. */
  listMs: number;
  connectMs: number;
  /** From text sent to the first sound. */
  firstAudioMs: number;
  /** Between two pieces of sound. */
  stallMs: number;
  /** A socket that nobody needs is given back: accounts have few at once. Below the server's own 60 s. */
  idleMs: number;
}

/** A little under the call's own watchdogs (1,200 ms to the first sound, 800 ms between), so that the log has the name. */
export const VOICE_TIMEOUTS: Readonly<VoiceTimeouts> = Object.freeze({
  listMs: 1_000,
  connectMs: 1_000,
  firstAudioMs: 1_100,
  stallMs: 750,
  idleMs: 20_000,
});

export const clockOf = ({ clock }: ElevenLabsAccount): Clock => clock ?? REAL_CLOCK;

/** µ-law at 8 kHz. */
export const BYTES_PER_MS = 8;

export const isTelephone = ({ encoding, sampleRateHz }: AudioFormat): boolean =>
  encoding === TELEPHONE_FORMAT.encoding && sampleRateHz === TELEPHONE_FORMAT.sampleRateHz;

/** BCP 47 to the plain language that the vendor's models are told. */
export const plainLanguage = (language: string): string => language.split("-")[0]?.toLowerCase() ?? language;
