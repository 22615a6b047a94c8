/**
 * Runs a call worker's process. The supervisor tells it what to do; the terminal's signals are not for it. It loads its
 * modules while the supervisor is still starting the database.
 */
import type { Socket } from "node:net";
import { readConfig } from "../config.ts";
import type { ServeSettings, ToSupervisor, ToWorker } from "../supervisor/messages.ts";
import type { CallHost } from "./call-host.ts";
import type { Channel } from "./relay.ts";
import { type RunningWorker, startWorker } from "./worker.ts";

const LAST_WORDS_MS = 1_000;

export function runWorker(callHost: CallHost): void {
  // The terminal's signals go to the whole group; only the supervisor acts on them.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => {});
  const config = readConfig(process.env);
  let running: Promise<RunningWorker> | null = null;

  async function serve(settings: ServeSettings): Promise<void> {
    running = startWorker({ config, settings, channel: toSupervisor, callHost });
    try {
      await running;
      toSupervisor.send({ type: "ready" });
    } catch (error) {
      toSupervisor.send({ type: "failed", problem: error instanceof Error ? error.message : String(error) });
      process.exit(1);
    }
  }

  async function obey(message: ToWorker, socket?: Socket): Promise<void> {
    if (message.type === "connection") {
      toSupervisor.send({ type: "taken", id: message.id });
      if (socket) (await running)?.take(socket);
    }
    if (message.type === "serve") await serve(message.settings);
    if (message.type === "drain") {
      await (await running)?.drain({ move: message.move });
      toSupervisor.send({ type: "drained" });
    }
    if (message.type === "stop") await end();
  }

  async function end(): Promise<void> {
    await running?.then((worker) => worker.stop()).catch(() => {});
    process.exit(0);
  }

  process.on("message", (message: ToWorker, socket) => void obey(message, socket as Socket | undefined));
  toSupervisor.send({ type: "loaded" });
  endWithSupervisor(end);
}

const toSupervisor: Channel = {
  send(message: ToSupervisor) {
    if (process.connected) process.send?.(message, undefined, undefined, () => {});
  },
  listen(receive) {
    process.on("message", receive);
  },
};

/** The port goes with the supervisor; a moment saves the log's last words. */
function endWithSupervisor(end: () => Promise<void>): void {
  process.once("disconnect", () => {
    setTimeout(() => process.exit(1), LAST_WORDS_MS);
    void end();
  });
}
