/**
 * A call worker's process. The supervisor tells it what to do; the terminal's signals are not for it. It loads its modules
 * while the supervisor is still starting the database.
 */
import cluster from "node:cluster";
import { readConfig } from "../config.ts";
import type { ServeSettings, ToSupervisor, ToWorker } from "../supervisor/messages.ts";
import type { Channel } from "./relay.ts";
import { type RunningWorker, startWorker } from "./worker.ts";

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => {});

const config = readConfig(process.env);
const channel: Channel = {
  send(message: ToSupervisor) {
    if (process.connected) process.send?.(message, undefined, undefined, () => {});
  },
  listen(receive) {
    process.on("message", receive);
  },
};

let running: Promise<RunningWorker> | null = null;

async function serve(settings: ServeSettings): Promise<void> {
  running = startWorker({ config, settings, channel });
  try {
    await running;
    channel.send({ type: "ready" });
  } catch (error) {
    channel.send({ type: "failed", problem: error instanceof Error ? error.message : String(error) });
    process.exit(1);
  }
}

async function obey(message: ToWorker): Promise<void> {
  if (message.type === "serve") await serve(message.settings);
  if (message.type === "drain") {
    await (await running)?.drain();
    channel.send({ type: "drained" });
  }
  if (message.type === "stop") await end();
}

async function end(): Promise<void> {
  await running?.then((worker) => worker.stop()).catch(() => {});
  process.exit(0);
}

channel.listen((message) => void obey(message));
channel.send({ type: "loaded" });

// The supervisor is gone, and the port with it. Node would end this process at once; a moment saves the log's last words.
cluster.worker?.once("disconnect", () => {
  if (cluster.worker) cluster.worker.exitedAfterDisconnect = true;
  setTimeout(() => process.exit(1), 1_000);
  void end();
});
