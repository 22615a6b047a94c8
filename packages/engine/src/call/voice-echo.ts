/**
 * Takes the agent's own voice out of what the caller's telephone sends back. What was played is compared with what
 * comes in at every delay a telephone may have; once the delay is known, each frame that is a copy is silenced. A caller
 * who speaks over it is no copy, and passes. Pure: counts in the call's time, knows no clock.
 */
import { levelDbOfMulaw, MULAW_SILENCE, mulawToPcm } from "../audio/index.ts";

export const ECHO_DEFAULTS = Object.freeze({
  /** Carrier, telephone and room together: 80–150 ms are usual on a loudspeaker, satellites add 500. */
  mostDelayMs: 640,
  /** What is compared while the delay is not known. Barge-in takes 160 ms: it has to be known before. */
  searchMs: 96,
  /** What is compared once it is. */
  checkMs: 40,
  /** Correlation from which it is a copy; speech of two people stays below 0.4 over such a stretch. */
  searchFrom: 0.75,
  checkFrom: 0.6,
  /** Two vowels may agree at some delay; three frames in a row agree at the same one only where it is the telephone's. */
  searchTimes: 3,
  /** The line's own noise lies lower, and no detector takes for speech what does. */
  silentBelowDb: -50,
  /** On a noisy line without an echo the search is kept up at a lower pace: one costs about half a millisecond. */
  eagerSearches: 50,
  laterEvery: 50,
  /** The delay is looked for anew after so much sound that was no copy. */
  forgetAfterMs: 2_000,
});

const BYTES_A_MS = 8;
const RING_MS = 4_096;
const RING = RING_MS * BYTES_A_MS;
/** The search looks at every fourth sample of both, smoothed. */
const COARSE = 4;

export class VoiceEcho {
  /** What the agent has said and will say, by the call's time. */
  private readonly agent = new Int16Array(RING);
  private agentEnd = 0;
  /** The caller's latest samples, the newest last. */
  private readonly caller = new Float32Array(ECHO_DEFAULTS.searchMs * BYTES_A_MS);
  private delay: number | null = null;
  private candidate = { delay: 0, times: 0 };
  private strangeMs = 0;
  private searches = 0;

  /** µ-law that will be heard from `atMs` on. */
  played(audio: Uint8Array, atMs: number): void {
    const from = Math.round(atMs * BYTES_A_MS);
    // A pause since then was silence.
    for (let at = Math.max(this.agentEnd, from - RING); at < from; at += 1) this.agent[at % RING] = 0;
    mulawToPcm(audio).forEach((sample, index) => {
      this.agent[(from + index) % RING] = sample;
    });
    this.agentEnd = from + audio.length;
  }

  /** Nothing of it is heard from `atMs` on. */
  cleared(atMs: number): void {
    const from = Math.round(atMs * BYTES_A_MS);
    for (let at = from; at < this.agentEnd; at += 1) this.agent[at % RING] = 0;
    this.agentEnd = Math.min(this.agentEnd, from);
  }

  /** The caller's µ-law at `placeMs`: itself, or silence where it is the agent's. */
  heard(bytes: Uint8Array, placeMs: number): Uint8Array {
    const end = Math.round(placeMs * BYTES_A_MS) + bytes.length;
    this.caller.copyWithin(0, bytes.length);
    this.caller.set(mulawToPcm(bytes).subarray(-this.caller.length), Math.max(0, this.caller.length - bytes.length));
    if (bytes.length > this.caller.length || !this.agentSounded(end)) return bytes;
    // Where the delay is known, faint frames are checked too: a transcriber hears more in them than a detector.
    if (this.delay === null && levelDbOfMulaw(bytes) < ECHO_DEFAULTS.silentBelowDb) return bytes;
    if (!this.isCopy(end, bytes.length / BYTES_A_MS)) return bytes;
    return new Uint8Array(bytes.length).fill(MULAW_SILENCE);
  }

  /** A cheap look: has anything been said that could come back now? */
  private agentSounded(end: number): boolean {
    const from = end - (ECHO_DEFAULTS.mostDelayMs + ECHO_DEFAULTS.searchMs) * BYTES_A_MS;
    for (let at = Math.max(0, from); at < end; at += 64) if (this.agentAt(at) !== 0) return true;
    return false;
  }

  private agentAt(at: number): number {
    return at >= 0 && at < this.agentEnd && at >= this.agentEnd - RING ? (this.agent[at % RING] as number) : 0;
  }

  private isCopy(end: number, frameMs: number): boolean {
    const { checkMs, checkFrom, forgetAfterMs, eagerSearches, laterEvery } = ECHO_DEFAULTS;
    if (this.delay !== null) {
      if (this.bestNear(end, this.delay, 2, checkMs).correlation >= checkFrom) {
        this.strangeMs = 0;
        return true;
      }
      this.strangeMs += frameMs;
      if (this.strangeMs < forgetAfterMs) return false;
    }
    this.searches += 1;
    if (this.searches > eagerSearches && this.searches % laterEvery >= ECHO_DEFAULTS.searchTimes) return false;
    this.delay = this.confirmed(this.search(end));
    this.strangeMs = 0;
    return this.delay !== null;
  }

  /** A delay that was found again and again. */
  private confirmed(delay: number | null): number | null {
    const { times, delay: before } = this.candidate;
    const again = delay !== null && Math.abs(delay - before) <= COARSE;
    this.candidate = { delay: delay ?? 0, times: delay === null ? 0 : again ? times + 1 : 1 };
    return this.candidate.times >= ECHO_DEFAULTS.searchTimes ? delay : null;
  }

  /** The delay at which what came in is what was played; null: at none. */
  private search(end: number): number | null {
    const { mostDelayMs, searchMs, searchFrom } = ECHO_DEFAULTS;
    let best = { delay: 0, correlation: 0 };
    for (let delay = 0; delay <= mostDelayMs * BYTES_A_MS; delay += COARSE) {
      const correlation = this.correlation(end, delay, searchMs, COARSE);
      if (correlation > best.correlation) best = { delay, correlation };
    }
    if (best.correlation < searchFrom / 2) return null;
    const fine = this.bestNear(end, best.delay, COARSE, searchMs);
    return fine.correlation >= searchFrom ? fine.delay : null;
  }

  private bestNear(end: number, delay: number, within: number, ms: number): { delay: number; correlation: number } {
    let best = { delay, correlation: 0 };
    for (let near = Math.max(0, delay - within); near <= delay + within; near += 1) {
      const correlation = this.correlation(end, near, ms, 1);
      if (correlation > best.correlation) best = { delay: near, correlation };
    }
    return best;
  }

  /** −1 to 1: how much the newest `ms` are what was played `delay` samples before. Every `step`th sample is looked at. */
  private correlation(end: number, delay: number, ms: number, step: number): number {
    const count = ms * BYTES_A_MS;
    const offset = this.caller.length - count;
    let [both, theirs, ours] = [0, 1, 1];
    for (let index = 0; index < count; index += step) {
      const x = this.caller[offset + index] as number;
      const y = this.agentAt(end - count + index - delay);
      both += x * y;
      theirs += x * x;
      ours += y * y;
    }
    return both / Math.sqrt(theirs * ours);
  }
}
