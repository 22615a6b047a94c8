/** What the supervisor and its workers say to each other. Plain data over Node's IPC channel. */
import type { ConnectionSettings } from "../database/connection.ts";

/** What a worker needs beyond the environment. */
export interface ServeSettings {
  connection: ConnectionSettings;
  /** The port really listened on, where PORT is 0. */
  port: number;
  localToken: string;
  instanceId: string;
  workerId: string;
}

export interface Load {
  workerId: string;
  calls: number;
  capacity: number;
}

/** `others`: every living worker but the asker. */
export type Target = string | "others" | "supervisor";

export type ToWorker =
  | { type: "serve"; settings: ServeSettings }
  /** No new calls; say `drained` when the last one is moved (if others can take it) or finished. HTTP goes on. */
  | { type: "drain"; move: boolean }
  | { type: "stop" }
  /** Comes with the connection's socket. */
  | { type: "connection"; id: number }
  | { type: "ask"; id: number; topic: string; data: unknown; from: string }
  | { type: "answers"; id: number; answers: unknown[] };

export type ToSupervisor =
  | { type: "loaded" }
  | { type: "ready" }
  | { type: "failed"; problem: string }
  | { type: "drained" }
  | { type: "taken"; id: number }
  | { type: "ask"; id: number; to: Target; topic: string; data: unknown; deadlineMs: number }
  | { type: "answer"; id: number; answer: unknown };

/** Topics that the supervisor and workers use among themselves; a call host's topics are its own. */
export const TOPIC_LOAD = "offhook:load";
export const TOPIC_METRICS = "offhook:metrics";
/** Answered once speech is loaded: from then on a call that moves here waits for nothing. */
export const TOPIC_WARM = "offhook:warm";
