/**
 * Owns the listening port and hands each connection, unread, to a worker. `node:cluster` would do it, but it forgets a
 * connection whose worker dies before taking it: that caller waits for ever. Here each is kept until the worker says that
 * it has it, and goes to another otherwise. While no worker is ready, connections wait; the port never closes.
 */
import { createServer, type Server, type Socket } from "node:net";
import { OffhookError, systemCode } from "../errors.ts";

interface Dealt {
  socket: Socket;
  workerId: string;
}

/** More than any start lets gather; beyond it something is wrong and waiting helps nobody. */
const MOST_WAITING = 1_000;

export class ConnectionDealer {
  private readonly send: (workerId: string, id: number, socket: Socket) => void;
  private readonly server: Server;
  /** In the order in which they got their last connection. */
  private workers: string[] = [];
  private readonly dealt = new Map<number, Dealt>();
  private waiting: Socket[] = [];
  private lastId = 0;

  constructor(send: (workerId: string, id: number, socket: Socket) => void) {
    this.send = send;
    this.server = createServer({ pauseOnConnect: true }, (socket) => {
      // The peer may reset it before anyone has it.
      socket.on("error", () => {});
      this.deal(socket);
    });
  }

  /** Resolves with the real port, where 0 was asked for. */
  listen(port: number, host: string): Promise<number> {
    return new Promise((resolve, reject) => {
      this.server.once("error", (error) => {
        const problem = systemCode(error) ?? "unknown";
        reject(new OffhookError(problem === "EADDRINUSE" ? "port-taken" : "port-not-allowed", { port, host, problem }));
      });
      this.server.listen({ port, host }, () => {
        const address = this.server.address();
        resolve(typeof address === "object" && address ? address.port : port);
      });
    });
  }

  close(): void {
    this.server.close();
    for (const socket of this.waiting) socket.destroy();
    for (const { socket } of this.dealt.values()) socket.destroy();
  }

  workerReady(workerId: string): void {
    this.workers.unshift(workerId);
    const waiting = this.waiting;
    this.waiting = [];
    for (const socket of waiting) this.deal(socket);
  }

  /** What it has, it keeps; new connections go to others. */
  workerLeaving(workerId: string): void {
    this.workers = this.workers.filter((one) => one !== workerId);
  }

  workerGone(workerId: string): void {
    this.workerLeaving(workerId);
    for (const [id, dealt] of this.dealt) {
      if (dealt.workerId !== workerId) continue;
      this.dealt.delete(id);
      this.deal(dealt.socket);
    }
  }

  /** The worker has its own hold on the connection: ours is let go, which does not close it. */
  taken(id: number): void {
    this.dealt.get(id)?.socket.destroy();
    this.dealt.delete(id);
  }

  private deal(socket: Socket): void {
    const workerId = this.nextWorker();
    if (workerId === null) {
      if (this.waiting.length < MOST_WAITING) this.waiting.push(socket);
      else socket.destroy();
      return;
    }
    this.workers = [...this.workers.filter((one) => one !== workerId), workerId];
    const id = ++this.lastId;
    this.dealt.set(id, { socket, workerId });
    this.send(workerId, id, socket);
  }

  /** In turn; one that has not taken its last connection yet is busy, and comes after those that have. */
  private nextWorker(): string | null {
    const busy = new Set([...this.dealt.values()].map(({ workerId }) => workerId));
    return this.workers.find((one) => !busy.has(one)) ?? this.workers[0] ?? null;
  }
}
