/**
 * The owner's side of a worker thread: a bounded queue, one request at a time, answers in order. The thread starts with
 * the first request, is replaced after a crash, and keeps the process alive only while it owes an answer.
 */
import { Worker } from "node:worker_threads";
import type { Cancellable, Fault, Result } from "@offhook/engine/ports";
import { detailOf, embeddedFault } from "../faults.ts";
import type { Reply } from "./protocol.ts";

export interface WorkerLink<Request, Value> {
  /** `answer` is called once, never before `ask` returns, and not at all after `cancel`. */
  ask(request: Request, answer: (result: Result<Value>) => void, options?: AskOptions): Cancellable;
  /** Requests not yet sent to the thread. */
  readonly waiting: number;
  /** Requests waiting or being worked on. */
  readonly open: number;
  /** Ends the thread; everything open is answered with `embedded-closed`. A later `ask` starts a new thread. */
  close(): Promise<void>;
}

export interface AskOptions {
  /** Goes before everything that is not urgent. */
  urgent?: boolean;
}

interface Job<Request, Value> {
  id: number;
  request: Request;
  answer: (result: Result<Value>) => void;
  urgent: boolean;
  cancelled: boolean;
}

interface LinkState<Request, Value> {
  module: URL;
  worker: Worker | null;
  working: Job<Request, Value> | null;
  queue: Job<Request, Value>[];
  nextId: number;
  /** Why the last thread died before its first answer, and until when no other is tried. */
  broken: { because: string; untilMs: number } | null;
}

/** More than this many jobs behind one thread and the last would wait for seconds. */
const MAX_WAITING = 256;
/** A thread that cannot start (a binary that does not fit the machine) would otherwise be tried for every frame. */
const RESTART_AFTER_MS = 5_000;

export function createWorkerLink<Request, Value>(module: URL, maxWaiting = MAX_WAITING): WorkerLink<Request, Value> {
  const state: LinkState<Request, Value> = { module, worker: null, working: null, queue: [], nextId: 1, broken: null };
  return {
    ask(request, answer, options = {}) {
      const job = { id: state.nextId++, request, answer, urgent: options.urgent ?? false, cancelled: false };
      const refusal = refusalOf(state, maxWaiting);
      if (refusal) {
        queueMicrotask(() => settle(job, { ok: false, fault: refusal }));
      } else {
        enqueue(state.queue, job);
        sendNext(state);
      }
      return { cancel: () => cancel(state, job) };
    },
    get waiting() {
      return state.queue.length;
    },
    get open() {
      return state.queue.length + (state.working ? 1 : 0);
    },
    async close() {
      const worker = state.worker;
      lose(state, embeddedFault("embedded-closed"));
      await worker?.terminate();
    },
  };
}

function refusalOf<Request, Value>(state: LinkState<Request, Value>, maxWaiting: number): Fault | null {
  if (state.queue.length >= maxWaiting) return embeddedFault("embedded-busy");
  if (!state.broken || performance.now() >= state.broken.untilMs) return null;
  return embeddedFault("embedded-worker-lost", state.broken.because);
}

function enqueue<Request, Value>(queue: Job<Request, Value>[], job: Job<Request, Value>): void {
  const firstPatient = job.urgent ? queue.findIndex((other) => !other.urgent) : -1;
  queue.splice(firstPatient < 0 ? queue.length : firstPatient, 0, job);
}

function sendNext<Request, Value>(state: LinkState<Request, Value>): void {
  if (state.working) return;
  const job = state.queue.shift();
  if (!job) {
    state.worker?.unref();
    return;
  }
  state.worker ??= startThread(state);
  state.worker.ref();
  state.working = job;
  state.worker.postMessage({ id: job.id, request: job.request });
}

function startThread<Request, Value>(state: LinkState<Request, Value>): Worker {
  const worker = new Worker(new URL("./start-worker.mjs", import.meta.url), {
    workerData: { module: state.module.href },
    // The owner's flags (a test runner's, tsx's own loader) are not meant for this thread.
    execArgv: [],
  });
  let answered = false;
  worker.on("message", (reply: Reply<Value>) => {
    answered = true;
    state.broken = null;
    if (state.working?.id !== reply.id) return;
    const job = state.working;
    state.working = null;
    // First the next job, so that the thread works while this answer is dealt with.
    sendNext(state);
    settle(job, reply.ok ? { ok: true, value: reply.value } : { ok: false, fault: reply.fault });
  });
  const lost = (detail: string) => {
    if (state.worker !== worker) return;
    if (!answered) state.broken = { because: detail, untilMs: performance.now() + RESTART_AFTER_MS };
    lose(state, embeddedFault("embedded-worker-lost", detail));
  };
  worker.on("error", (error) => lost(detailOf(error)));
  worker.on("exit", (code) => lost(`It exited with code ${code}.`));
  return worker;
}

/** Only the job being worked on shares the thread's fate for sure, but waiting ones are due elsewhere by now too. */
function lose<Request, Value>(state: LinkState<Request, Value>, fault: Fault): void {
  const jobs = state.working ? [state.working, ...state.queue] : state.queue;
  state.worker = null;
  state.working = null;
  state.queue = [];
  for (const job of jobs) settle(job, { ok: false, fault });
}

function settle<Request, Value>(job: Job<Request, Value>, result: Result<Value>): void {
  if (!job.cancelled) job.answer(result);
}

function cancel<Request, Value>(state: LinkState<Request, Value>, job: Job<Request, Value>): void {
  job.cancelled = true;
  const index = state.queue.indexOf(job);
  if (index >= 0) state.queue.splice(index, 1);
}
