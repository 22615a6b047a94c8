/**
 * The agent's audio on its way to the carrier: clauses in order, sent a little ahead of real time, with a mark at
 * least every 200 ms and at each clause's end. Keeps what may have to be played again.
 */
import { createMulawGain } from "../audio/index.ts";
import type { SentPiece } from "../conversation/inputs.ts";
import { fenceMark } from "../conversation/ledger.ts";
import type { Leg } from "../ports.ts";

const BYTES_A_MS = 8;
const MESSAGE_MS = 100;
const MARK_MS = 200;
/** A clause that ended so long ago was heard, or its carrier is lost; until then it may have to be played again. */
const KEPT_MS = 20_000;

/** Before the place where a clause was cut twice: enough to know the word again. */
const RUN_UP_MS = 400;

/** DESIGN §3. */
const quieter = createMulawGain(-12);

export interface PlayoutListener {
  sent(piece: SentPiece): void;
  /** Audio that leaves now and will be heard from `atMs` on. */
  playing(audio: Uint8Array, atMs: number): void;
  /** Everything from `atMs` on will not be heard after all. */
  cleared(atMs: number): void;
}

/** What plays quietly until it is known whether the caller meant to interrupt. */
interface Ducked {
  sound: ClauseSound;
  bytes: number;
}

/** One clause's audio: it may still be growing. */
export interface ClauseSound {
  readonly utteranceId: string;
  readonly clause: number;
  chunks: Uint8Array[];
  bytes: number;
  complete: boolean;
  sentBytes: number;
  /** When the carrier will have played it to its end; 0 until all of it was sent. */
  endsAtMs: number;
}

export class Playout {
  private readonly listener: PlayoutListener;
  private leg: Leg | null = null;
  private queue: ClauseSound[] = [];
  /** Sent, perhaps unheard: what a false interruption plays again. */
  private kept: ClauseSound[] = [];
  private paused = false;
  /** Where the last `clear` cut, clause by clause; empty: nothing was sent. */
  private cut: Ducked[] = [];
  private ducked: Ducked[] | null = null;
  /** The clause that was taken up again last. */
  private takenUp: ClauseSound | null = null;
  private generation = 0;
  private marks = 0;
  /** When the carrier will have played everything sent. */
  private playsUntilMs = 0;
  private sinceMark = 0;
  leadMs: number;

  constructor(listener: PlayoutListener, leadMs = 400) {
    this.listener = listener;
    this.leadMs = leadMs;
  }

  attach(leg: Leg, generation: number): void {
    this.leg = leg;
    this.generation = generation;
    this.forget();
  }

  detach(): void {
    this.leg = null;
    this.forget();
  }

  private forget(): void {
    this.queue = [];
    this.kept = [];
    this.paused = false;
    this.cut = [];
    this.ducked = null;
    this.takenUp = null;
    this.playsUntilMs = 0;
    this.sinceMark = 0;
  }

  /** Takes a place in the queue for a clause whose audio will come. */
  reserve(utteranceId: string, clause: number): ClauseSound {
    const sound: ClauseSound = {
      utteranceId,
      clause,
      chunks: [],
      bytes: 0,
      complete: false,
      sentBytes: 0,
      endsAtMs: 0,
    };
    this.queue.push(sound);
    return sound;
  }

  /** Audio of a clause has come, or has come to its end. */
  grow(sound: ClauseSound, audio: Uint8Array | null, nowMs: number): void {
    if (audio && audio.length > 0) {
      sound.chunks.push(audio);
      sound.bytes += audio.length;
    }
    if (audio === null) sound.complete = true;
    this.pump(nowMs);
  }

  /** The clause will not be spoken. */
  abandon(sound: ClauseSound, nowMs: number): void {
    this.queue = this.queue.filter((one) => one !== sound);
    this.pump(nowMs);
  }

  clear(generation: number, nowMs: number): void {
    if (!this.ducked) this.cut = this.unplayedAt(nowMs);
    this.hush(nowMs);
    this.leg?.mark(fenceMark(generation));
    this.generation = generation;
    this.paused = true;
    this.sinceMark = 0;
  }

  /** Goes on where it was cut, quietly and without marks: nothing of it counts as heard. */
  duck(nowMs: number): void {
    this.ducked = this.cut;
    this.pump(nowMs);
  }

  private hush(nowMs: number): void {
    this.leg?.clear();
    this.ducked = null;
    this.playsUntilMs = 0;
    this.listener.cleared(nowMs);
  }

  /** Sent, and not yet played at this moment; then what was not sent. */
  private unplayedAt(nowMs: number): Ducked[] {
    let ahead = Math.round(Math.max(0, this.playsUntilMs - nowMs) * BYTES_A_MS);
    const rest: Ducked[] = this.queue.map((sound) => ({ sound, bytes: sound.sentBytes }));
    for (const sound of [...this.kept, ...this.queue.slice(0, 1)].reverse()) {
      const back = Math.min(ahead, sound.sentBytes);
      if (back === 0) continue;
      ahead -= back;
      const begun = rest.find((one) => one.sound === sound);
      if (begun) begun.bytes -= back;
      else rest.unshift({ sound, bytes: sound.sentBytes - back });
    }
    return rest;
  }

  /**
   * Plays again from this clause's beginning, or, where it is cut a second time, from a little before the cut: a caller
   * who says "yes" every few seconds would else never hear the end of it. An unknown one just lifts the pause.
   */
  resume(utteranceId: string, clause: number, nowMs: number): void {
    if (this.ducked) this.hush(nowMs);
    const all = [...this.kept, ...this.queue.filter((one) => !this.kept.includes(one))];
    const from = all.findIndex((one) => one.utteranceId === utteranceId && one.clause === clause);
    if (from >= 0) {
      this.queue = all.slice(from);
      for (const sound of this.queue) sound.sentBytes = 0;
      const [first] = this.queue;
      if (first && first === this.takenUp) first.sentBytes = this.beforeCut(first);
      this.takenUp = first ?? null;
      this.kept = [];
    }
    this.paused = false;
    this.pump(nowMs);
  }

  private beforeCut(sound: ClauseSound): number {
    const cutBytes = this.cut.find((one) => one.sound === sound)?.bytes ?? 0;
    return Math.max(0, cutBytes - RUN_UP_MS * BYTES_A_MS);
  }

  drop(nowMs: number): void {
    if (this.ducked) this.hush(nowMs);
    this.queue = [];
    this.kept = [];
    this.paused = false;
  }

  /** Sends what is due. Called by the worker's ticker every 20 ms and whenever audio arrives. */
  pump(nowMs: number): void {
    if (this.ducked) return this.pumpQuietly(this.ducked, nowMs);
    while (!this.paused && this.leg && this.queue.length > 0) {
      if (this.playsUntilMs - nowMs >= this.leadMs) return;
      const sound = this.queue[0];
      if (!sound || !this.sendSome(sound, nowMs)) return;
    }
  }

  private pumpQuietly(ducked: Ducked[], nowMs: number): void {
    for (let first = ducked[0]; first; first = ducked[0]) {
      if (!this.leg || this.playsUntilMs - nowMs >= this.leadMs) return;
      const take = Math.min(first.sound.bytes - first.bytes, MESSAGE_MS * BYTES_A_MS);
      if (take > 0) this.play(quieter(slice(first.sound, first.bytes, take)), nowMs);
      first.bytes += take;
      if (first.bytes < first.sound.bytes) continue;
      if (!first.sound.complete) return;
      ducked.shift();
    }
  }

  /** False: nothing more can be sent now. */
  private sendSome(sound: ClauseSound, nowMs: number): boolean {
    const take = Math.min(sound.bytes - sound.sentBytes, MESSAGE_MS * BYTES_A_MS);
    // A short rest is sent when the clause is complete; until then wait for a message's worth.
    if (take === 0 && !sound.complete) return false;
    if (take > 0) this.sendBytes(sound, take, nowMs);
    const ended = sound.complete && sound.sentBytes >= sound.bytes;
    if ((ended && sound.bytes > 0) || this.sinceMark >= MARK_MS * BYTES_A_MS) this.sendMark(sound, ended);
    if (ended) {
      this.queue.shift();
      sound.endsAtMs = this.playsUntilMs;
      // Thirteen clauses of four seconds are 0.4 MB; nearly all of them were heard long ago.
      this.kept = [...this.kept.filter((one) => one.endsAtMs > nowMs - KEPT_MS).slice(-12), sound];
    }
    return true;
  }

  private sendBytes(sound: ClauseSound, take: number, nowMs: number): void {
    this.play(slice(sound, sound.sentBytes, take), nowMs);
    sound.sentBytes += take;
    this.sinceMark += take;
  }

  private play(audio: Uint8Array, nowMs: number): void {
    const atMs = Math.max(this.playsUntilMs, nowMs);
    this.leg?.send(audio);
    this.listener.playing(audio, atMs);
    this.playsUntilMs = atMs + audio.length / BYTES_A_MS;
  }

  private sendMark(sound: ClauseSound, clauseEnd: boolean): void {
    this.marks += 1;
    const mark = `m${this.marks}`;
    this.leg?.mark(mark);
    const toMs = Math.round(sound.sentBytes / BYTES_A_MS);
    const fromMs = Math.round((sound.sentBytes - this.sinceMark) / BYTES_A_MS);
    this.sinceMark = 0;
    const { utteranceId, clause } = sound;
    this.listener.sent({ generation: this.generation, mark, utteranceId, clause, fromMs, toMs, clauseEnd });
  }

  get idle(): boolean {
    return this.queue.length === 0 || this.paused;
  }
}

/** `take` bytes from `from` of a clause that lies in chunks; a view where one chunk has them all. */
function slice(sound: ClauseSound, from: number, take: number): Uint8Array {
  let start = 0;
  const parts: Uint8Array[] = [];
  for (const chunk of sound.chunks) {
    const begin = Math.max(0, from - start);
    const end = Math.min(chunk.length, from + take - start);
    if (begin < end) parts.push(chunk.subarray(begin, end));
    start += chunk.length;
    if (start >= from + take) break;
  }
  if (parts.length === 1 && parts[0]) return parts[0];
  const joined = new Uint8Array(take);
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
