/**
 * Buffers the log items of all calls of one process and writes them together: at most 250 ms after they came, at once for a
 * barrier. One write is under way at a time, so items of a call arrive in order. When the database stalls, items wait
 * here up to a bound; what does not fit ends that call's log, visibly, and never makes a gap in it.
 */
import type { Fault, LogItem, Result } from "@offhook/engine/ports";
import type pg from "pg";
import { systemCode } from "../errors.ts";
import { type BatchItem, type BatchVerdict, writeLogBatch } from "./log-batch.ts";
import { type LogFaultCode, logFault } from "./log-faults.ts";

export interface LogWriterOptions {
  pool: pg.Pool;
  /** Called when items were written for a call that had ended before. */
  wroteAfterEnd(callId: string): Promise<void>;
  limits?: Partial<LogLimits>;
}

export interface LogLimits {
  flushEveryMs: number;
  bufferedItems: number;
  batchItems: number;
  /** After this a barrier gives up; its items are kept. */
  barrierDeadlineMs: number;
  retryMs: number;
}

export const LOG_LIMITS: Readonly<LogLimits> = Object.freeze({
  // A crash may lose 250 ms (DESIGN §3); the write itself takes some of them.
  flushEveryMs: 200,
  bufferedItems: 20_000,
  // ~25 ms a statement at ~12 µs a row; a stalled database is caught up in a few.
  batchItems: 2_000,
  barrierDeadlineMs: 2_000,
  retryMs: 100,
});

interface OpenLog {
  callId: string;
  epoch: number;
  appended: number;
  durable: number;
  /** Nothing more is taken; what was taken before may still be written. */
  ended: Fault | null;
  /** Not even that: the call is another's, or the database refuses it. */
  refused: boolean;
  barriers: Barrier[];
  /** Told once that another has the call. */
  lost: (() => void) | undefined;
}

interface Barrier {
  upTo: number;
  settle(result: Result<true>): void;
}

interface Waiting extends BatchItem {
  log: OpenLog;
  /** From 1, in the order of `append`. */
  position: number;
}

const DONE: Result<true> = { ok: true, value: true };

export class LogWriter {
  private readonly options: LogWriterOptions;
  private readonly limits: LogLimits;
  private waiting: Waiting[] = [];
  private readonly cut = new Set<OpenLog>();
  private timer: NodeJS.Timeout | null = null;
  private writing: Promise<void> | null = null;
  private barriers = 0;

  constructor(options: LogWriterOptions) {
    this.options = options;
    this.limits = { ...LOG_LIMITS, ...options.limits };
  }

  open(callId: string, epoch: number, lost?: () => void): OpenLog {
    return { callId, epoch, appended: 0, durable: 0, ended: null, refused: false, barriers: [], lost };
  }

  append(log: OpenLog, items: readonly LogItem[]): void {
    if (log.ended || items.length === 0) return;
    if (this.waiting.length + items.length > this.limits.bufferedItems) {
      this.cutOff(log);
      return;
    }
    for (const item of items) {
      log.appended++;
      this.waiting.push({ log, callId: log.callId, epoch: log.epoch, item, position: log.appended });
    }
    this.timer ??= setTimeout(() => this.write(), this.limits.flushEveryMs);
  }

  flush(log: OpenLog): Promise<Result<true>> {
    if (log.ended) return Promise.resolve({ ok: false, fault: log.ended });
    if (log.durable === log.appended) return Promise.resolve(DONE);
    const written = new Promise<Result<true>>((resolve) => this.addBarrier(log, resolve));
    this.write();
    return written;
  }

  /** Writes what is buffered; for the process's end. */
  async close(): Promise<void> {
    await this.writing;
    this.write();
    await this.writing;
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
  }

  get bufferedItems(): number {
    return this.waiting.length;
  }

  private addBarrier(log: OpenLog, resolve: (result: Result<true>) => void): void {
    const deadline = setTimeout(
      () => barrier.settle({ ok: false, fault: logFault("log-stalled") }),
      this.limits.barrierDeadlineMs,
    );
    const barrier: Barrier = {
      upTo: log.appended,
      settle: (result) => {
        clearTimeout(deadline);
        log.barriers = log.barriers.filter((one) => one !== barrier);
        this.barriers--;
        resolve(result);
      },
    };
    this.barriers++;
    log.barriers.push(barrier);
  }

  private cutOff(log: OpenLog): void {
    log.ended = logFault("log-overflow");
    this.cut.add(log);
    for (const barrier of log.barriers) barrier.settle({ ok: false, fault: log.ended });
  }

  private write(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    this.writing ??= this.writeBatches().finally(() => {
      this.writing = null;
      if (this.barriers > 0 && this.waiting.length > 0) this.write();
      else if (this.waiting.length > 0) this.timer ??= setTimeout(() => this.write(), this.limits.retryMs);
    });
  }

  /** Until nothing is left that was there at the start, or the database fails. */
  private async writeBatches(): Promise<void> {
    let left = this.waiting.length;
    while (left > 0) {
      const batch = this.waiting.slice(0, Math.min(left, this.limits.batchItems));
      const wanted = batch.filter(isWanted);
      if (!(await this.tryWrite(wanted))) return;
      this.waiting = this.waiting.slice(batch.length);
      left -= batch.length;
    }
    await this.recordCuts();
  }

  /** False: the database does not answer, everything stays. */
  private async tryWrite(batch: Waiting[]): Promise<boolean> {
    if (batch.length === 0) return true;
    try {
      this.apply(batch, await writeLogBatch(this.options.pool, batch));
      return true;
    } catch (error) {
      if (!isRefusal(error)) {
        await new Promise((resolve) => setTimeout(resolve, this.limits.retryMs));
        return false;
      }
      return this.writeApart(batch);
    }
  }

  /** One call's value was refused: the others must not suffer. */
  private async writeApart(batch: Waiting[]): Promise<boolean> {
    const logs = [...new Set(batch.map(({ log }) => log))];
    const [only] = logs;
    if (logs.length === 1 && only) {
      this.refuse(only, "log-refused");
      this.cut.add(only);
      return true;
    }
    for (const log of logs) {
      const own = batch.filter((one) => one.log === log);
      if (!(await this.tryWrite(own))) return false;
    }
    return true;
  }

  private apply(batch: Waiting[], verdicts: BatchVerdict[]): void {
    const logs = new Set(batch.map(({ log }) => log));
    for (const log of logs) {
      const verdict = verdicts.find(({ callId, epoch }) => callId === log.callId && epoch === log.epoch);
      const outcome = verdict?.outcome ?? "epoch-lost";
      if (outcome !== "written") this.refuse(log, outcome);
      else this.confirm(log, batch.findLast((one) => one.log === log)?.position ?? 0);
      if (verdict?.afterEnd) void this.options.wroteAfterEnd(log.callId).catch(() => {});
    }
  }

  private confirm(log: OpenLog, upTo: number): void {
    log.durable = upTo;
    for (const barrier of log.barriers) if (barrier.upTo <= log.durable) barrier.settle(DONE);
  }

  private refuse(log: OpenLog, code: LogFaultCode): void {
    log.ended = logFault(code);
    log.refused = true;
    for (const barrier of log.barriers) barrier.settle({ ok: false, fault: log.ended });
    if (code === "epoch-lost") log.lost?.();
  }

  /** Says in the call's row that its log ends early, now that the database answers again. */
  private async recordCuts(): Promise<void> {
    for (const log of this.cut) {
      const values = [log.callId, log.epoch, log.ended?.code];
      const text = "UPDATE calls SET replayable = false, log_fault = $3 WHERE id = $1 AND epoch = $2";
      await this.options.pool.query(text, values).then(
        () => this.cut.delete(log),
        () => {},
      );
    }
  }
}

/** Not of a call that is lost, and not written already before a later call of the same batch failed. */
function isWanted({ log, position }: Waiting): boolean {
  return !log.refused && position > log.durable;
}

/** SQLSTATE classes of values that can never be stored: data exceptions, violated constraints, limits exceeded. */
function isRefusal(error: unknown): boolean {
  return /^(22|23|54)/.test(systemCode(error) ?? "") || error instanceof TypeError;
}
