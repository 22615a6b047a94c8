/**
 * The owner's side of a model's process: a bounded queue, one request at a time, answers in order. A process and not a
 * thread, because sherpa-onnx ends the whole process when a model file is broken or of another kind than it was told
 * (`exit(-1)`, or an uncaught exception of its runtime): in a thread that would end every call with it.
 * The process starts with the first request, is replaced after a crash, and keeps its owner alive only while it owes an answer.
 */
import { type ChildProcess, fork } from "node:child_process";
import type { Socket } from "node:net";
import { fileURLToPath } from "node:url";
import type { Cancellable, Clock, Result, Timer } from "@offhook/engine/ports";
import { REAL_CLOCK } from "@offhook/provider-kit";
import { type LocalFaultCode, localFault } from "../faults.ts";
import type { Reply } from "./protocol.ts";

export interface ProcessLink<Request, Value> {
  /** `answer` is called once, never before `ask` returns, and not at all after `cancel`. */
  ask(request: Request, answer: (result: Result<Value>) => void): Cancellable;
  /** To clean up: never refused, its answer is nobody's, and where no process runs there is nothing to do. */
  tell(request: Request): void;
  /** Ends the process; everything open is answered with `local-closed`. A later `ask` starts a new one. */
  close(): Promise<void>;
}

export interface ProcessLinkParts {
  /** The worker module. */
  module: URL;
  /** Handed to the module as JSON. */
  model: unknown;
  /** As in faults: `local/gigaam-ru`. */
  provider: string;
  clock?: Clock;
  limits?: Partial<ProcessLimits>;
}

export interface ProcessLimits {
  /** Requests behind the one at work: with more of them the last would wait for seconds. */
  waiting: number;
  /** For the first request, which loads the model: half a gigabyte from a slow disk. */
  loadMs: number;
  /** For one request. The core has asked another provider long before; this is for a process that hangs. */
  workMs: number;
  /** A process that could not even start its work is not tried again for every sentence. */
  againAfterMs: number;
}

const LIMITS: ProcessLimits = Object.freeze({ waiting: 16, loadMs: 60_000, workMs: 15_000, againAfterMs: 5_000 });
/** Of what the process wrote last before it died, which is where sherpa-onnx says why. */
const MOST_LAST_WORDS = 300;
/** No key of any vendor is a model's business. */
const ENVIRONMENT = ["PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SystemRoot"];

interface Job<Request, Value> {
  id: number;
  request: Request;
  answer: (result: Result<Value>) => void;
  cancelled: boolean;
}

interface Running {
  child: ChildProcess;
  answered: boolean;
  lastWords: string;
}

export class ModelProcess<Request, Value> implements ProcessLink<Request, Value> {
  private readonly parts: ProcessLinkParts;
  private readonly clock: Clock;
  private readonly limits: ProcessLimits;
  private running: Running | null = null;
  private working: Job<Request, Value> | null = null;
  private queue: Job<Request, Value>[] = [];
  private nextId = 1;
  private deadline: Timer | null = null;
  private broken: { because: string; untilMs: number } | null = null;

  constructor(parts: ProcessLinkParts) {
    this.parts = parts;
    this.clock = parts.clock ?? REAL_CLOCK;
    this.limits = { ...LIMITS, ...parts.limits };
  }

  ask(request: Request, answer: (result: Result<Value>) => void): Cancellable {
    const job = { id: this.nextId++, request, answer, cancelled: false };
    const refusal = this.refusal();
    if (refusal) queueMicrotask(() => settle(job, refusal));
    else this.enqueue(job);
    return {
      cancel: () => {
        job.cancelled = true;
        this.queue = this.queue.filter((other) => other !== job);
      },
    };
  }

  tell(request: Request): void {
    if (this.running) this.enqueue({ id: this.nextId++, request, answer: () => {}, cancelled: false });
  }

  async close(): Promise<void> {
    const child = this.running?.child;
    this.lose(this.fault("local-closed"));
    if (!child || child.exitCode !== null) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await ended;
  }

  private refusal(): Result<Value> | null {
    if (this.broken && this.clock.nowMs() < this.broken.untilMs) {
      return this.fault("local-model-failed", this.broken.because);
    }
    return this.queue.length >= this.limits.waiting ? this.fault("local-busy") : null;
  }

  private enqueue(job: Job<Request, Value>): void {
    this.queue.push(job);
    this.sendNext();
  }

  private sendNext(): void {
    if (this.working) return;
    const job = this.queue.shift();
    if (!job) {
      if (this.running) keepsOwnerAlive(this.running.child, false);
      return;
    }
    this.running ??= this.start();
    const { child, answered } = this.running;
    keepsOwnerAlive(child, true);
    this.working = job;
    const withinMs = answered ? this.limits.workMs : this.limits.loadMs;
    this.deadline = this.clock.at(this.clock.nowMs() + withinMs, () => this.late(child, withinMs));
    // A process that dies while it is written to says so by its exit.
    child.send({ id: job.id, request: job.request }, () => {});
  }

  private start(): Running {
    const start = fileURLToPath(new URL("./start-process.mjs", import.meta.url));
    const child = fork(start, [this.parts.module.href, JSON.stringify(this.parts.model)], {
      // The owner's flags (a test runner's, a loader's) are not meant for this process.
      execArgv: [],
      env: Object.fromEntries(ENVIRONMENT.map((name) => [name, process.env[name]])),
      serialization: "advanced",
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    const running: Running = { child, answered: false, lastWords: "" };
    child.stderr?.on("data", (text: Buffer) => {
      running.lastWords = `${running.lastWords}${text}`.slice(-MOST_LAST_WORDS);
    });
    (child.stderr as Socket | null)?.unref();
    child.on("message", (reply: Reply<Value>) => this.replied(running, reply));
    child.on("error", (error) => this.died(running, error.message));
    // After `exit` there may be last words still under way; `close` comes behind them.
    child.on("close", (code, signal) => this.died(running, `It ended with ${signal ?? `code ${code}`}.`));
    return running;
  }

  private replied(running: Running, reply: Reply<Value>): void {
    if (this.running !== running || this.working?.id !== reply.id) return;
    const job = this.working;
    running.answered ||= reply.ok;
    this.broken = null;
    this.settled();
    // First the next job, so that the process works while this answer is dealt with.
    this.sendNext();
    const words = running.answered ? "" : ` ${running.lastWords}`;
    settle(
      job,
      reply.ok ? { ok: true, value: reply.value } : this.fault("local-model-failed", `${reply.because}${words}`),
    );
  }

  private late(child: ChildProcess, withinMs: number): void {
    this.lose(this.fault("local-model-late", `It was given ${withinMs} ms.`));
    child.kill("SIGKILL");
  }

  private died(running: Running, because: string): void {
    if (this.running !== running) return;
    const detail = `${because} ${running.lastWords}`;
    if (running.answered) return this.lose(this.fault("local-process-lost", detail));
    this.broken = { because: detail, untilMs: this.clock.nowMs() + this.limits.againAfterMs };
    this.lose(this.fault("local-model-failed", detail));
  }

  /** Only the request at work shares the process's fate for sure, but the waiting ones are due elsewhere by now too. */
  private lose(fault: Result<Value>): void {
    const jobs = this.working ? [this.working, ...this.queue] : this.queue;
    this.running = null;
    this.queue = [];
    this.settled();
    for (const job of jobs) settle(job, fault);
  }

  private settled(): void {
    this.working = null;
    this.deadline?.cancel();
  }

  private fault(code: LocalFaultCode, detail = ""): Result<Value> {
    return { ok: false, fault: localFault(code, this.parts.provider, detail) };
  }
}

function settle<Request, Value>(job: Job<Request, Value>, result: Result<Value>): void {
  if (!job.cancelled) job.answer(result);
}

function keepsOwnerAlive(child: ChildProcess, keeps: boolean): void {
  if (keeps) {
    child.ref();
    child.channel?.ref();
  } else {
    child.unref();
    child.channel?.unref();
  }
}
