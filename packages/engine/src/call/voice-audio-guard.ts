/**
 * Stands between one request to a voice and the playout, so that callers hear speech or nothing: takes off headers,
 * shortens silence, refuses files and texts, and measures the pace. Pure: knows the request and its bytes.
 */
import { mulawSample } from "../audio/mulaw.ts";
import type { AudioFormat, VoiceRequest, WordTime } from "../ports.ts";
import { beginningOf, sameFormat } from "./voice-container.ts";
import type { VoiceFaultCode } from "./voice-faults.ts";

export interface Finding {
  code: VoiceFaultCode;
  detail: string;
}

export interface Guarded {
  /** To be played; may be empty. */
  audio: Uint8Array;
  /** For the log. */
  found: readonly Finding[];
  /** Nothing of this request may be played: the next voice speaks. */
  refused: Finding | null;
}

export const GUARD_DEFAULTS = Object.freeze({
  /** People answer each other after about 200 ms (Stivers et al. 2009): a voice may spend most of that on silence. */
  mostSilenceMs: 150,
  /** −48 dB below full scale: flite and the vendors' voices are silent below it, and no speech begins there. */
  silentBelow: 128,
  /**
   * Characters a second. English is spoken at 140 words a minute in lectures and 210 in conversation (Tauroza and
   * Allison 1990), 14 to 21 characters; flite's voices take 10 to 24. Half and twice of that is another sample rate.
   */
  slowestRate: 7,
  fastestRate: 48,
  /** Fewer words are too uneven to tell a pace from, and digits are longer said than written. */
  leastWords: 8,
});

const NOTHING = new Uint8Array(0);

export class VoiceAudioGuard {
  private readonly request: VoiceRequest;
  private readonly paced: boolean;
  private readonly bytesASample: number;
  /** Not yet known to be audio. */
  private beginning: Uint8Array | null = NOTHING;
  private refused: Finding | null = null;
  private odd: Uint8Array = NOTHING;
  private silence: Uint8Array | null = NOTHING;
  private audioBytes = 0;
  /** How much was cut from the front: the voice's word times are so much earlier. */
  trimmedMs = 0;

  /** `paced`: false for a voice that writes. */
  constructor(request: VoiceRequest, paced = true) {
    this.request = request;
    this.paced = paced;
    this.bytesASample = request.format.encoding === "pcm16" ? 2 : 1;
  }

  push(bytes: Uint8Array): Guarded {
    return this.take(bytes, false);
  }

  /** The voice has sent everything. */
  end(): Guarded {
    const rest = this.take(NOTHING, true);
    if (rest.refused) return rest;
    const pace = this.pace();
    return pace ? { ...rest, found: [...rest.found, pace] } : rest;
  }

  private take(bytes: Uint8Array, ended: boolean): Guarded {
    if (this.refused) return { audio: NOTHING, found: [], refused: this.refused };
    const found: Finding[] = [];
    const known = this.afterBeginning(bytes, ended, found);
    if (this.refused) return { audio: NOTHING, found, refused: this.refused };
    const audio = this.afterSilence(this.wholeSamples(known), ended, found);
    this.audioBytes += audio.length;
    return { audio, found, refused: null };
  }

  /** Empty until it is clear what has begun. */
  private afterBeginning(bytes: Uint8Array, ended: boolean, found: Finding[]): Uint8Array {
    if (this.beginning === null) return bytes;
    const all = joined(this.beginning, bytes);
    const begun = beginningOf(all, ended);
    this.beginning = begun.is === "unclear" ? all : null;
    if (begun.is === "unclear") return NOTHING;
    if (begun.is === "audio") return all;
    const { format } = this.request;
    if (begun.is === "wav" && sameFormat(begun, format)) {
      found.push({ code: "voice-sent-header", detail: `${begun.headerBytes} bytes of WAV.` });
      return all.subarray(begun.headerBytes);
    }
    const what = begun.is === "wav" ? `WAV of ${begun.encoding}, ${begun.sampleRateHz} Hz` : begun.what;
    this.refused = { code: "voice-wrong-format", detail: `It sent ${what}; asked for: ${nameOf(format)}.` };
    return NOTHING;
  }

  /** A sample may come in two pieces; a byte too many at the end is dropped. */
  private wholeSamples(bytes: Uint8Array): Uint8Array {
    if (this.bytesASample === 1) return bytes;
    const all = joined(this.odd, bytes);
    const whole = all.length - (all.length % this.bytesASample);
    this.odd = all.slice(whole);
    return all.subarray(0, whole);
  }

  /** Leading silence is held back until something sounds; then only its last part goes first. */
  private afterSilence(bytes: Uint8Array, ended: boolean, found: Finding[]): Uint8Array {
    if (this.silence === null) return bytes;
    const all = joined(this.silence, bytes);
    const sounds = this.firstSound(all);
    const silentBytes = sounds < 0 ? all.length : sounds;
    const surplus = Math.max(0, silentBytes - this.bytesOf(GUARD_DEFAULTS.mostSilenceMs));
    this.trimmedMs += surplus / this.bytesOf(1);
    const rest = all.subarray(surplus);
    this.silence = sounds < 0 && !ended ? rest.slice() : null;
    if (this.silence !== null) return NOTHING;
    const silentMs = Math.round(this.trimmedMs + GUARD_DEFAULTS.mostSilenceMs);
    if (this.trimmedMs > 0) found.push({ code: "voice-silence-first", detail: `${silentMs} ms of it.` });
    return rest;
  }

  /** Where the first sample stands that can be heard; −1: nowhere. */
  private firstSound(bytes: Uint8Array): number {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const isPcm = this.bytesASample === 2;
    for (let at = 0; at < bytes.length; at += this.bytesASample) {
      const sample = isPcm ? view.getInt16(at, true) : mulawSample(bytes[at] as number);
      if (Math.abs(sample) >= GUARD_DEFAULTS.silentBelow) return at;
    }
    return -1;
  }

  private pace(): Finding | null {
    const { text, speed } = this.request;
    const words = text.split(/\s+/).filter(Boolean);
    if (!this.paced || this.audioBytes === 0 || words.length < GUARD_DEFAULTS.leastWords || /\d/.test(text))
      return null;
    const seconds = this.audioBytes / this.bytesOf(1_000);
    const rate = text.length / seconds / speed;
    if (rate >= GUARD_DEFAULTS.slowestRate && rate <= GUARD_DEFAULTS.fastestRate) return null;
    const detail = `${words.length} words took ${Math.round(seconds * 1_000)} ms.`;
    return { code: "voice-wrong-pace", detail };
  }

  private bytesOf(ms: number): number {
    return Math.round((this.request.format.sampleRateHz * ms) / 1_000) * this.bytesASample;
  }
}

const nameOf = ({ encoding, sampleRateHz }: AudioFormat): string => `${encoding}, ${sampleRateHz} Hz`;

function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
  if (one.length === 0) return other;
  const all = new Uint8Array(one.length + other.length);
  all.set(one);
  all.set(other, one.length);
  return all;
}

/** Times of words in audio whose beginning was cut off. */
export function earlier(words: readonly WordTime[] | null, byMs: number): readonly WordTime[] | null {
  if (words === null || byMs === 0) return words;
  const at = (ms: number): number => Math.max(0, Math.round(ms - byMs));
  return words.map(({ word, startMs, endMs }) => ({ word, startMs: at(startMs), endMs: at(endMs) }));
}
