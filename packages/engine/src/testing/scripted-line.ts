/** The carrier's end of a call in virtual time, at text level: plays clauses at speaking pace and sends marks back. */
import type { CommandOf } from "../conversation/commands.ts";
import { estimateMs } from "../conversation/heard-text.ts";
import type { Input } from "../conversation/inputs.ts";
import { fenceMark } from "../conversation/ledger.ts";
import type { VirtualClock } from "./virtual-clock.ts";

const PIECE_MS = 200;
const VOICE_LATENCY_MS = 60;
/** There and back again. */
const LINE_LATENCY_MS = 30;

export interface LineFaults {
  /** The carrier sends no marks at all. */
  marksNever: boolean;
  marksTwice: boolean;
  marksLateMs: number;
}

interface Clause {
  utteranceId: string;
  clause: number;
  text: string;
  durationMs: number;
}

export interface Played {
  text: string;
  utteranceId: string;
  clause: number;
  startMs: number;
  endMs: number;
  cut: boolean;
}

/** Strips the time of an input: the line stamps it. */
export type Untimed<I> = I extends unknown ? Omit<I, "atMs"> : never;

export class ScriptedLine {
  faults: LineFaults = { marksNever: false, marksTwice: false, marksLateMs: 0 };
  /** What came out at the caller's ear, clause by clause. */
  readonly played: Played[] = [];
  private queue: Clause[] = [];
  private paused = false;
  /** The core's: raised by each clear. */
  private generation = 0;
  /** Ours: whatever was timed for an earlier one is void. */
  private run = 0;
  private marks = 0;
  private pendingMarks: string[] = [];
  private playing: { clause: Clause; startMs: number } | null = null;
  private readonly clock: VirtualClock;
  private readonly tell: (input: Untimed<Input>) => void;

  constructor(clock: VirtualClock, tell: (input: Untimed<Input>) => void) {
    this.clock = clock;
    this.tell = tell;
  }

  speak(what: CommandOf<"speak">): void {
    const { utteranceId, clause, text } = what;
    const durationMs = Math.max(200, Math.round(estimateMs(text) / what.speed));
    this.clock.at(this.clock.nowMs() + VOICE_LATENCY_MS, () => {
      this.tell({ type: "voice-ready", utteranceId, clause, durationMs, words: null });
      this.queue.push({ utteranceId, clause, text, durationMs });
      this.playNext();
    });
  }

  clear(generation: number): void {
    this.cutPlaying();
    this.paused = true;
    this.generation = generation;
    const flushed = this.pendingMarks;
    this.pendingMarks = [];
    this.later(LINE_LATENCY_MS, () => {
      if (!this.faults.marksNever) for (const mark of flushed) this.tell({ type: "mark-reached", mark });
      this.tell({ type: "mark-reached", mark: fenceMark(generation) });
    });
  }

  /** Goes on quietly; nothing of it counts as heard. */
  ducks = 0;
  duck(): void {
    this.ducks += 1;
  }

  resume(utteranceId: string, clause: number): void {
    this.paused = false;
    const kept = this.kept.filter((one) => one.utteranceId === utteranceId && one.clause >= clause);
    const known = new Set(this.queue);
    this.queue = [...kept.filter((one) => !known.has(one)), ...this.queue];
    this.playNext();
  }

  drop(): void {
    this.cutPlaying();
    this.queue = [];
    this.kept = [];
    this.paused = false;
  }

  get busy(): boolean {
    return this.playing !== null || this.queue.length > 0;
  }

  /** Clauses begun and perhaps not heard to their end: kept until others follow. */
  private kept: Clause[] = [];

  private cutPlaying(): void {
    const last = this.played.at(-1);
    if (this.playing && last) {
      last.endMs = this.clock.nowMs();
      last.cut = true;
    }
    this.playing = null;
    this.run += 1;
  }

  private playNext(): void {
    if (this.paused || this.playing) return;
    const clause = this.queue.shift();
    if (!clause) return;
    const startMs = this.clock.nowMs();
    this.playing = { clause, startMs };
    this.kept = [...this.kept.slice(-8), clause];
    this.played.push({ ...clause, startMs, endMs: startMs + clause.durationMs, cut: false });
    this.sendPieces(clause, startMs);
    const { run } = this;
    this.clock.at(startMs + clause.durationMs, () => {
      if (run !== this.run) return;
      this.playing = null;
      this.playNext();
    });
  }

  private sendPieces(clause: Clause, startMs: number): void {
    const { generation, run } = this;
    for (let fromMs = 0; fromMs < clause.durationMs; fromMs += PIECE_MS) {
      const toMs = Math.min(clause.durationMs, fromMs + PIECE_MS);
      this.clock.at(startMs + fromMs, () => {
        if (run !== this.run) return;
        const mark = `m${++this.marks}`;
        this.pendingMarks.push(mark);
        const { utteranceId, clause: index } = clause;
        const clauseEnd = toMs === clause.durationMs;
        this.tell({ type: "audio-sent", generation, mark, utteranceId, clause: index, fromMs, toMs, clauseEnd });
        this.markLater(mark, toMs - fromMs, run);
      });
    }
  }

  private markLater(mark: string, playMs: number, run: number): void {
    if (this.faults.marksNever) return;
    this.later(playMs + LINE_LATENCY_MS + this.faults.marksLateMs, () => {
      if (run !== this.run) return; // flushed by a clear
      this.pendingMarks = this.pendingMarks.filter((one) => one !== mark);
      this.tell({ type: "mark-reached", mark });
      if (this.faults.marksTwice) this.tell({ type: "mark-reached", mark });
    });
  }

  private later(ms: number, run: () => void): void {
    this.clock.at(this.clock.nowMs() + ms, run);
  }
}
