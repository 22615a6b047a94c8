/**
 * The call workers: starts them, replaces the dead at once, passes messages between them, drains and ends them.
 * Knows no database and no HTTP.
 */
import cluster, { type Worker } from "node:cluster";
import { fileURLToPath } from "node:url";
import { newId } from "../ids.ts";
import type { ServeSettings, ToSupervisor, ToWorker } from "./messages.ts";
import { createQuestions } from "./questions.ts";

export interface WorkerPool {
  /** Hands out what workers need to serve; they load their modules meanwhile. */
  serve(settings: Omit<ServeSettings, "workerId">): void;
  /** Resolves when every worker listens. Rejects when they end as fast as they are started. */
  ready: Promise<void>;
  ask(topic: string, data: unknown, deadlineMs: number): Promise<unknown[]>;
  /** Resolves when no worker has a call. */
  drain(): Promise<void>;
  /** Resolves when all processes have ended; after the deadline they are killed. */
  stop(deadlineMs: number): Promise<void>;
  kill(): void;
}

export interface WorkerPoolOptions {
  size: number;
  /** Answers what workers ask the supervisor. */
  answer(topic: string, data: unknown): Promise<unknown>;
  /** A worker ended though nobody asked it to. */
  died(workerId: string, how: string): void;
}

interface Member {
  id: string;
  process: Worker;
  startedAtMs: number;
  /** Messages sent to a process that is still loading get lost: it says when it listens. */
  state: "loading" | "loaded" | "serving" | "ready" | "drained";
}

/** A worker that ends within this time of its start failed at starting. */
const FAILED_START_MS = 2_000;
const FAILED_STARTS_ALLOWED = 4;

export function createWorkerPool(options: WorkerPoolOptions): WorkerPool {
  const members = new Map<string, Member>();
  const questions = createQuestions();
  let settings: Omit<ServeSettings, "workerId"> | null = null;
  let phase: "running" | "draining" | "stopping" = "running";
  let failedStarts = 0;
  let lastProblem = "no reason given";
  let changed = () => {};

  cluster.schedulingPolicy = cluster.SCHED_RR;
  cluster.setupPrimary({
    exec: fileURLToPath(new URL("../worker/main.ts", import.meta.url)),
    execArgv: ["--import", import.meta.resolve("tsx")],
    args: [],
  });

  function start(): void {
    const member: Member = {
      id: newId("wrk"),
      process: cluster.fork(),
      startedAtMs: performance.now(),
      state: "loading",
    };
    members.set(member.id, member);
    member.process.on("message", (message: ToSupervisor) => received(member, message));
    member.process.on("error", () => {});
    member.process.on("exit", (code, signal) => ended(member, signal ?? `exit code ${code}`));
  }

  function serveOne(member: Member): void {
    if (!settings || member.state !== "loaded") return;
    member.state = "serving";
    post(member, { type: "serve", settings: { ...settings, workerId: member.id } });
    if (phase === "draining") post(member, { type: "drain" });
  }

  function ended(member: Member, how: string): void {
    members.delete(member.id);
    questions.gone(member.id);
    if (phase !== "stopping") {
      options.died(member.id, how);
      const failed = member.state !== "ready" && performance.now() - member.startedAtMs < FAILED_START_MS;
      failedStarts = failed ? failedStarts + 1 : 0;
      if (phase === "running") setTimeout(startAgain, failed ? 100 * 2 ** Math.min(failedStarts, 6) : 0);
    }
    changed();
  }

  function startAgain(): void {
    if (phase === "running" && members.size < options.size) start();
  }

  function received(member: Member, message: ToSupervisor): void {
    if (message.type === "loaded") {
      member.state = "loaded";
      serveOne(member);
    } else if (message.type === "ready") member.state = "ready";
    else if (message.type === "drained") member.state = "drained";
    else if (message.type === "failed") lastProblem = message.problem;
    else if (message.type === "answer") questions.answered(member.id, message.id, message.answer);
    else if (message.type === "ask") void passOn(member, message);
    changed();
  }

  async function passOn(from: Member, question: Extract<ToSupervisor, { type: "ask" }>): Promise<void> {
    const { id, to, topic, data, deadlineMs } = question;
    const answers =
      to === "supervisor"
        ? [await options.answer(topic, data)]
        : await ask(targetsOf(from, to), topic, data, deadlineMs, from.id);
    post(from, { type: "answers", id, answers });
  }

  function targetsOf(from: Member, to: string): string[] {
    if (to === "others") return [...members.keys()].filter((id) => id !== from.id);
    return members.has(to) ? [to] : [];
  }

  function ask(targets: string[], topic: string, data: unknown, deadlineMs: number, from: string): Promise<unknown[]> {
    return questions.ask(targets, deadlineMs, (target, id) => {
      const member = members.get(target);
      if (member) post(member, { type: "ask", id, topic, data, from });
    });
  }

  function until(condition: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = changed;
      changed = () => {
        look();
        if (condition()) resolve();
      };
      changed();
    });
  }

  const every = (...states: Member["state"][]) => [...members.values()].every(({ state }) => states.includes(state));
  const hopeless = () => failedStarts >= FAILED_STARTS_ALLOWED;
  for (let i = 0; i < options.size; i++) start();
  const ready = until(() => hopeless() || (members.size === options.size && every("ready"))).then(() => {
    if (hopeless()) throw new Error(lastProblem);
  });
  // Whoever awaits it gets the error; a start that fails earlier for another reason does not.
  ready.catch(() => {});

  return {
    ready,
    serve(given) {
      settings = given;
      for (const member of members.values()) serveOne(member);
    },
    ask: (topic, data, deadlineMs) => ask([...members.keys()], topic, data, deadlineMs, "supervisor"),
    async drain() {
      phase = "draining";
      for (const member of members.values()) post(member, { type: "drain" });
      await until(() => every("drained"));
    },
    async stop(deadlineMs) {
      phase = "stopping";
      for (const member of members.values()) post(member, { type: "stop" });
      const deadline = setTimeout(killAll, deadlineMs);
      await until(() => members.size === 0);
      clearTimeout(deadline);
    },
    kill() {
      phase = "stopping";
      killAll();
    },
  };

  function killAll(): void {
    for (const { process } of members.values()) process.process.kill("SIGKILL");
  }
}

function post(member: Member, message: ToWorker): void {
  // A worker that just died: its exit follows.
  if (member.process.isConnected()) member.process.send(message, () => {});
}
