/**
 * The sockets of one voice: opened when there is something to say, used again for what comes next, and replaced when they
 * go. A request waits for room on a socket, but not for long: then another socket is opened for it. One that nobody has
 * heard anything of is asked for once more where that makes sense.
 */
import type { Cancellable, Clock, Fault, Timer } from "@offhook/engine/ports";
import { later } from "./failing-later.ts";
import type { SpeakJob } from "./speak-job.ts";

export interface VoiceLine {
  /** Takes another request, now or later. */
  readonly isUsable: boolean;
  /** Takes it now. */
  readonly hasRoom: boolean;
  connect(): void;
  speak(job: SpeakJob): void;
  /** Some request is wanted no more. */
  dropped(): void;
  /** Politely, and without a word to anybody. */
  close(): void;
}

/** A line that is gone: what stood on it, why, and whether it had worked before. */
export interface LostLine<Code extends string> {
  jobs: readonly SpeakJob[];
  code: Code;
  detail: string;
  served: boolean;
}

export interface LineEvents<Code extends string> {
  /** There is room again. */
  freed(): void;
  ended(lost: LostLine<Code>): void;
}

export interface VoiceLinesParts<Code extends string> {
  clock: Clock;
  /** A line for requests of this kind, such as a path with its query. */
  make(kind: string, events: LineEvents<Code>): VoiceLine;
  fault(code: Code, detail: string): Fault;
  /** Is a request without any sound worth a second line? */
  isWorthRetrying(code: Code, served: boolean): boolean;
}

/**
 * The call gives a clause 1,200 ms to its first sound, and asks for several at once: behind a long clause a short one
 * would be given up. With this, a handshake and the voice's own time there is room to spare.
 */
const PATIENCE_MS = 350;
/** Accounts have few sockets at once. */
const MOST_LINES = 3;

interface Waiting {
  kind: string;
  job: SpeakJob;
  timer: Timer;
}

export class VoiceLines<Code extends string> {
  private readonly parts: VoiceLinesParts<Code>;
  private readonly lines = new Map<VoiceLine, string>();
  private waiting: Waiting[] = [];

  constructor(parts: VoiceLinesParts<Code>) {
    this.parts = parts;
  }

  speak(kind: string, job: SpeakJob): Cancellable {
    if (job.pieces.length === 0) return later(() => job.done());
    this.place(kind, job);
    return { cancel: () => this.cancel(job) };
  }

  /** Opens one before it is needed. */
  prepare(kind: string): void {
    if (this.usable(kind).length === 0) this.newLine(kind).connect();
  }

  close(): void {
    for (const line of this.lines.keys()) line.close();
    for (const { timer } of this.waiting) timer.cancel();
    this.lines.clear();
    this.waiting = [];
  }

  private place(kind: string, job: SpeakJob): void {
    const usable = this.usable(kind);
    const free = usable.find((line) => line.hasRoom);
    if (free) return free.speak(job);
    if (usable.length === 0) return this.open(kind, job);
    const { clock } = this.parts;
    const timer = clock.at(clock.nowMs() + PATIENCE_MS, () => this.overtake(kind, job));
    this.waiting.push({ kind, job, timer });
  }

  /** Waited long enough. With as many lines as may be, the next that is free takes it. */
  private overtake(kind: string, job: SpeakJob): void {
    if (this.usable(kind).length >= MOST_LINES) return;
    this.waiting = this.waiting.filter((one) => one.job !== job);
    this.open(kind, job);
  }

  private open(kind: string, job: SpeakJob): void {
    const line = this.newLine(kind);
    line.connect();
    line.speak(job);
    // It may have room for others that wait.
    this.freed(kind, line);
  }

  private newLine(kind: string): VoiceLine {
    const line: VoiceLine = this.parts.make(kind, {
      freed: () => this.freed(kind, line),
      ended: (lost) => {
        this.lines.delete(line);
        this.ended(kind, lost);
      },
    });
    this.lines.set(line, kind);
    return line;
  }

  private freed(kind: string, line: VoiceLine): void {
    while (line.isUsable && line.hasRoom) {
      const next = this.waiting.find((one) => one.kind === kind);
      if (!next) return;
      this.unwait([next]);
      line.speak(next.job);
    }
    // Its limit is reached: whoever waited for it goes elsewhere.
    if (this.usable(kind).length === 0) for (const { job } of this.unwait(this.waitingFor(kind))) this.place(kind, job);
  }

  private ended(kind: string, { jobs, code, detail, served }: LostLine<Code>): void {
    // With no line left, what happened to this one happened to those behind it as well.
    const behind = this.usable(kind).length === 0 ? this.unwait(this.waitingFor(kind)).map(({ job }) => job) : [];
    for (const job of [...jobs, ...behind]) {
      const again = !job.hasSound && !job.isRetry && this.parts.isWorthRetrying(code, served);
      if (again) {
        job.isRetry = true;
        this.place(kind, job);
      } else job.fail(this.parts.fault(code, detail));
    }
  }

  private cancel(job: SpeakJob): void {
    if (!job.end()) return;
    this.unwait(this.waiting.filter((one) => one.job === job));
    for (const line of this.lines.keys()) line.dropped();
  }

  private unwait(those: readonly Waiting[]): readonly Waiting[] {
    for (const { timer } of those) timer.cancel();
    this.waiting = this.waiting.filter((one) => !those.includes(one));
    return those;
  }

  private waitingFor(kind: string): Waiting[] {
    return this.waiting.filter((one) => one.kind === kind);
  }

  private usable(kind: string): VoiceLine[] {
    return [...this.lines].filter(([line, its]) => its === kind && line.isUsable).map(([line]) => line);
  }
}
