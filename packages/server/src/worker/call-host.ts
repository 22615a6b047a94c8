/** What a worker expects of whoever carries the calls. Implemented in `calls/`. */
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { Monitor } from "@offhook/engine/call";
import type { FastifyInstance } from "fastify";
import type { Logger } from "pino";
import type { CodeAssistants } from "../assistants/code-assistants.ts";
import type { Config } from "../config.ts";
import type { Health } from "../health/index.ts";
import type { Metrics } from "../metrics.ts";
import type { KeyRing } from "../providers/key-ring.ts";
import type { Store } from "../store/store.ts";
import type { Vault } from "../store/vault.ts";
import type { AccountBook } from "../twilio/account-book.ts";
import type { LoopDelay } from "./loop-delay.ts";
import type { Relay } from "./relay.ts";

export interface Drain {
  /** Other workers are there: calls go on at them, between turns. Otherwise no new call is taken, and the rest is finished. */
  move: boolean;
}

export interface WebCall {
  callId: string;
  /** To be opened as a WebSocket, where this page is from. */
  path: string;
  /** What stands in the `start` message: the protocol is Twilio's media streams. */
  start: { accountSid: string; callSid: string; streamSid: string; customParameters: { ticket: string } };
}

export interface WebCallOrder {
  /** With a microphone, or with a keyboard. */
  by: "voice" | "chat";
  variables: Record<string, string> | null;
}

export interface CallHost {
  /** Once, before the worker listens. */
  start(context: CallHostContext): Promise<void>;
  /** Once, after `start`, in a scope of its own: hooks and parsers added here stay here. */
  registerRoutes(app: FastifyInstance): void;
  /** A call by the browser phone is let in, and what its page needs to connect. Null: no calls are carried here. */
  openWebCall?(assistant: { id: string; version: number }, order: WebCallOrder): Promise<WebCall | null>;
  /** Lets somebody hear a call, at whichever worker it is; gives back how to stop. Null: nobody has it. */
  listenIn?(callId: string, monitor: Monitor): Promise<(() => void) | null>;
  /** True if it took the socket; false leaves it to be answered with 404. Hosts and loopback were checked already. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean | Promise<boolean>;
  /** Resolves when this worker has no call left. HTTP keeps answering meanwhile. */
  drain(how: Drain): Promise<void>;
  activeCalls(): number;
  /** How many calls this worker would carry at most, those it has included. */
  capacity(): number;
}

export interface CallHostContext {
  config: Config;
  store: Store;
  /** Keys that somebody entered. */
  vault: Vault;
  /** Assistants from files; null: there is no folder of them. */
  code: CodeAssistants | null;
  /** The vendors' keys: the environment's, and those that were entered. */
  keys: KeyRing;
  /** Twilio accounts whose requests are believed. */
  accounts: AccountBook;
  logger: Logger;
  metrics: Metrics;
  loopDelay: LoopDelay;
  /** How the providers are, for this worker's calls. */
  health: Health;
  /** Messages between the workers of this server. */
  relay: Relay;
  /** This server: the same in all its workers. */
  instanceId: string;
  /** This process; goes into `calls.owner`. */
  workerId: string;
  /** Where we listen, with the real port. */
  address: string;
  /** The token of server.json. */
  localToken: string;
}
