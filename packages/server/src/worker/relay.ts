/**
 * Messages between the workers of one server, through the supervisor. Under a millisecond on an idle machine; a dead
 * worker counts as silent at once. Not for other machines: what must hold there is in the store.
 */
import type { Target, ToSupervisor, ToWorker } from "../supervisor/messages.ts";

export interface Relay {
  /** Answers one topic; `undefined` means "not mine". An answer must be plain JSON. */
  on(topic: string, answer: (data: unknown, fromWorkerId: string) => unknown | Promise<unknown>): void;
  /** Asks one worker. Undefined if it is dead, silent until the deadline, or the question was not its own. */
  ask(workerId: string, topic: string, data: unknown, deadlineMs?: number): Promise<unknown>;
  /** Asks all others and waits for all; only the answers that were given. */
  askOthers(topic: string, data: unknown, deadlineMs?: number): Promise<unknown[]>;
  /** Tells one worker; nothing comes back. */
  sendToWorker(workerId: string, topic: string, data: unknown): void;
  /** Tells all others. */
  broadcast(topic: string, data: unknown): void;
}

/** The part of `process` that is used here. */
export interface Channel {
  send(message: ToSupervisor): void;
  /** Called with every message from the supervisor. */
  listen(receive: (message: ToWorker) => void): void;
}

/** A worker asked to flush and let go has this long (DESIGN §3). */
const DEFAULT_DEADLINE_MS = 100;
/** Time for the supervisor's own deadline to come back first. */
const GRACE_MS = 1_000;

type Handler = (data: unknown, fromWorkerId: string) => unknown | Promise<unknown>;

export function createRelay(channel: Channel): Relay & { askSupervisor(topic: string): Promise<unknown> } {
  const handlers = new Map<string, Handler>();
  const waiting = new Map<number, (answers: unknown[]) => void>();
  let lastId = 0;

  channel.listen((message) => {
    if (message.type === "answers") waiting.get(message.id)?.(message.answers);
    else if (message.type === "ask") void answerQuestion(channel, handlers.get(message.topic), message);
  });

  function ask(to: Target, topic: string, data: unknown, deadlineMs: number): Promise<unknown[]> {
    return new Promise((resolve) => {
      const id = ++lastId;
      const settle = (answers: unknown[]) => {
        clearTimeout(deadline);
        waiting.delete(id);
        resolve(answers);
      };
      const deadline = setTimeout(() => settle([]), deadlineMs + GRACE_MS);
      waiting.set(id, settle);
      channel.send({ type: "ask", id, to, topic, data, deadlineMs });
    });
  }

  return {
    on: (topic, handler) => void handlers.set(topic, handler),
    ask: async (workerId, topic, data, deadlineMs = DEFAULT_DEADLINE_MS) =>
      (await ask(workerId, topic, data, deadlineMs))[0],
    askOthers: (topic, data, deadlineMs = DEFAULT_DEADLINE_MS) => ask("others", topic, data, deadlineMs),
    sendToWorker: (workerId, topic, data) => void ask(workerId, topic, data, DEFAULT_DEADLINE_MS),
    broadcast: (topic, data) => void ask("others", topic, data, DEFAULT_DEADLINE_MS),
    askSupervisor: async (topic) => (await ask("supervisor", topic, null, DEFAULT_DEADLINE_MS))[0],
  };
}

async function answerQuestion(
  channel: Channel,
  handler: Handler | undefined,
  question: Extract<ToWorker, { type: "ask" }>,
): Promise<void> {
  let answer: unknown;
  try {
    answer = await handler?.(question.data, question.from);
  } catch {
    // A handler's failure is its own affair; the asker sees silence and goes on without.
  }
  channel.send({ type: "answer", id: question.id, answer });
}
