/**
 * The call workers: starts them, replaces the dead at once, passes messages between them, drains and ends them.
 * Knows no database and no HTTP.
 */
import { type ChildProcess, fork } from "node:child_process";
import type { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { newId } from "../ids.ts";
import { type ServeSettings, type Target, TOPIC_WARM, type ToSupervisor, type ToWorker } from "./messages.ts";
import { createQuestions } from "./questions.ts";

export interface WorkerPoolOptions {
  size: number;
  /** What a worker runs, and how Node is to run it. */
  program: WorkerProgram;
  /** Answers what workers ask the supervisor. */
  answer(topic: string, data: unknown): Promise<unknown>;
  /** A worker can take connections from now on. */
  ready(workerId: string): void;
  taken(connectionId: number): void;
  gone(workerId: string): void;
  /** A worker is to get no more connections. */
  leaving(workerId: string): void;
  /** A worker ended though nobody asked it to. */
  died(workerId: string, how: string): void;
}

export interface WorkerProgram {
  file: string;
  nodeFlags: readonly string[];
}

interface Member {
  id: string;
  process: ChildProcess;
  startedAtMs: number;
  /** Messages sent to a process that is still loading get lost: it says when it listens. */
  state: "loading" | "loaded" | "serving" | "ready" | "drained";
  /** Another is there in its place: it only finishes. */
  retiring: boolean;
}

/** A worker that ends within this time of its start, without having been ready, failed at starting. */
const FAILED_START_MS = 5_000;
const FAILED_STARTS_ALLOWED = 4;
/** Doubles with each failed start in a row; a worker that had served is replaced at once. */
const FIRST_BACKOFF_MS = 100;
const LONGEST_BACKOFF_MS = 5_000;

/** Loading a recogniser takes a second or two; without it a call moves all the same. */
const WARM_WITHIN_MS = 30_000;
/** Clients may use a kept connection again until the worker's keep-alive (Node: 5 s) has let it go. */
const RETIRED_LINGERS_MS = 6_000;
/** Without calls there are only connections to close. */
const RETIRED_STOPS_WITHIN_MS = 3_000;

export class WorkerPool {
  private readonly options: WorkerPoolOptions;
  private readonly members = new Map<string, Member>();
  private readonly questions = createQuestions();
  private readonly watchers = new Set<() => void>();
  private settings: Omit<ServeSettings, "workerId"> | null = null;
  private program: WorkerProgram;
  private phase: "running" | "draining" | "stopping" = "running";
  private failedStarts = 0;
  private lastProblem = "no reason given";

  constructor(options: WorkerPoolOptions) {
    this.options = options;
    this.program = options.program;
    for (let i = 0; i < options.size; i++) this.start();
  }

  /** Hands out what workers need to serve; they load their modules meanwhile. */
  serve(settings: Omit<ServeSettings, "workerId">): void {
    this.settings = settings;
    for (const member of this.members.values()) this.serveOne(member);
  }

  /** Resolves when every worker listens; rejects when they end as fast as they are started. */
  async ready(): Promise<void> {
    const hopeless = () => this.failedStarts >= FAILED_STARTS_ALLOWED;
    await this.until(() => hopeless() || (this.members.size === this.options.size && this.all("ready")));
    if (hopeless()) throw new Error(this.lastProblem);
  }

  /** Our own hold on the socket stays, in case the worker dies before it has taken it. */
  sendConnection(workerId: string, id: number, socket: Socket): void {
    const child = this.members.get(workerId)?.process;
    const message: ToWorker = { type: "connection", id };
    if (child?.connected) child.send(message, socket, { keepOpen: true }, () => {});
  }

  /** Asks all workers; the answers that came within the deadline. */
  ask(topic: string, data: unknown, deadlineMs: number): Promise<unknown[]> {
    return this.askEach([...this.members.keys()], topic, data, deadlineMs, "supervisor");
  }

  /** Resolves when no worker has a call. */
  async drain(): Promise<void> {
    this.phase = "draining";
    for (const member of this.members.values()) post(member, { type: "drain", move: false });
    // One that is still starting has no calls.
    await this.until(() => ![...this.members.values()].some(({ state }) => state === "ready"));
  }

  /**
   * A new worker for each that is there now, one after the other; calls move over between turns. Rejects where a new one
   * does not start: then the rest stays as it was.
   */
  async roll(program: WorkerProgram): Promise<void> {
    this.program = program;
    const leaving: Promise<void>[] = [];
    for (const old of [...this.members.values()]) {
      const fresh = this.start();
      await this.until(() => fresh.state === "ready" || !this.members.has(fresh.id) || this.phase !== "running");
      if (this.phase !== "running") return;
      if (fresh.state !== "ready") throw new Error(this.lastProblem);
      await this.askEach([fresh.id], TOPIC_WARM, null, WARM_WITHIN_MS, "supervisor");
      await this.empty(old);
      leaving.push(this.sendAway(old));
    }
    await Promise.all(leaving);
  }

  /** Resolves when it has no call left. */
  private async empty(old: Member): Promise<void> {
    old.retiring = true;
    this.options.leaving(old.id);
    post(old, { type: "drain", move: true });
    await this.until(() => old.state === "drained" || !this.members.has(old.id));
  }

  private async sendAway(old: Member): Promise<void> {
    const gone = (): boolean => !this.members.has(old.id);
    await Promise.race([sleep(RETIRED_LINGERS_MS), this.until(() => gone() || this.phase === "stopping")]);
    post(old, { type: "stop" });
    const deadline = setTimeout(() => old.process.kill("SIGKILL"), RETIRED_STOPS_WITHIN_MS);
    await this.until(gone);
    clearTimeout(deadline);
  }

  /** Resolves when all processes have ended; after the deadline they are killed. */
  async stop(deadlineMs: number): Promise<void> {
    this.phase = "stopping";
    this.changed();
    for (const member of this.members.values()) {
      if (member.state === "loading") member.process.kill("SIGKILL");
      else post(member, { type: "stop" });
    }
    const deadline = setTimeout(() => this.kill(), deadlineMs);
    await this.until(() => this.members.size === 0);
    clearTimeout(deadline);
  }

  kill(): void {
    this.phase = "stopping";
    for (const { process } of this.members.values()) process.kill("SIGKILL");
  }

  private start(): Member {
    const { file, nodeFlags } = this.program;
    const member: Member = {
      id: newId("wrk"),
      process: fork(file, [], { execArgv: [...nodeFlags] }),
      startedAtMs: performance.now(),
      state: "loading",
      retiring: false,
    };
    this.members.set(member.id, member);
    member.process.on("message", (message: ToSupervisor) => this.received(member, message));
    // Sending to a process that just died; its exit follows.
    member.process.on("error", () => {});
    member.process.on("exit", (code, signal) => this.ended(member, signal ?? `exit code ${code}`));
    return member;
  }

  private serveOne(member: Member): void {
    if (!this.settings || member.state !== "loaded") return;
    member.state = "serving";
    post(member, { type: "serve", settings: { ...this.settings, workerId: member.id } });
  }

  private ended(member: Member, how: string): void {
    this.members.delete(member.id);
    this.questions.gone(member.id);
    this.options.gone(member.id);
    if (this.phase !== "stopping" && member.state !== "drained") this.replace(member, how);
    this.changed();
  }

  private replace(member: Member, how: string): void {
    this.options.died(member.id, how);
    const served = member.state === "ready" || performance.now() - member.startedAtMs > FAILED_START_MS;
    this.failedStarts = served ? 0 : this.failedStarts + 1;
    const backoffMs = Math.min(FIRST_BACKOFF_MS * 2 ** (this.failedStarts - 1), LONGEST_BACKOFF_MS);
    setTimeout(() => this.startMissing(), served ? 0 : backoffMs);
  }

  private startMissing(): void {
    const staying = [...this.members.values()].filter(({ retiring }) => !retiring).length;
    if (this.phase === "running" && staying < this.options.size) this.start();
  }

  private received(member: Member, message: ToSupervisor): void {
    if (message.type === "ask") void this.passOn(member, message);
    else if (message.type === "answer") this.questions.answered(member.id, message.id, message.answer);
    else if (message.type === "taken") this.options.taken(message.id);
    else if (message.type === "failed") this.lastProblem = message.problem;
    else member.state = message.type;
    this.serveOne(member);
    if (message.type === "ready") this.options.ready(member.id);
    // It became ready after the others had been told to drain.
    if (message.type === "ready" && this.phase === "draining") post(member, { type: "drain", move: false });
    this.changed();
  }

  private async passOn(from: Member, { id, to, topic, data, deadlineMs }: Question): Promise<void> {
    const answers =
      to === "supervisor"
        ? [await this.options.answer(topic, data)]
        : await this.askEach(this.targetsOf(from, to), topic, data, deadlineMs, from.id);
    post(from, { type: "answers", id, answers });
  }

  private targetsOf(from: Member, to: Target): string[] {
    if (to === "others") return [...this.members.keys()].filter((id) => id !== from.id);
    return this.members.has(to) ? [to] : [];
  }

  private askEach(targets: string[], topic: string, data: unknown, deadlineMs: number, from: string) {
    // One that is still loading would only be silent until the deadline.
    const awake = targets.filter((id) => ["ready", "drained"].includes(this.members.get(id)?.state ?? ""));
    return this.questions.ask(awake, deadlineMs, (target, id) => {
      const member = this.members.get(target);
      if (member) post(member, { type: "ask", id, topic, data, from });
    });
  }

  private all(state: Member["state"]): boolean {
    return [...this.members.values()].every((member) => member.state === state);
  }

  private until(condition: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (!condition()) return;
        this.watchers.delete(look);
        resolve();
      };
      this.watchers.add(look);
      look();
    });
  }

  private changed(): void {
    for (const look of this.watchers) look();
  }
}

type Question = Extract<ToSupervisor, { type: "ask" }>;

function post(member: Member, message: ToWorker): void {
  if (member.process.connected) member.process.send(message, () => {});
}
