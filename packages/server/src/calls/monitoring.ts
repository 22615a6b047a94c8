/**
 * Listening in on a call, wherever it is: the worker that has it sends its sound to the worker that was asked, in pieces of a
 * tenth of a second through the supervisor. A listener that says nothing for half a minute is forgotten.
 */
import type { Monitor } from "@offhook/engine/call";
import { newId } from "../ids.ts";
import type { Relay } from "../worker/relay.ts";
import type { CallRegistry } from "./call-registry.ts";

const TOPIC_BEGIN = "calls:monitor";
const TOPIC_SOUND = "calls:sound";
const TOPIC_STILL = "calls:monitor-still";
const TOPIC_STOP = "calls:monitor-stop";

const PIECE_MS = 100;
const STILL_EVERY_MS = 10_000;
const FORGOTTEN_AFTER_MS = 30_000;
/** A line sends sound all the time, silence included. */
const SILENT_AFTER_MS = 5_000;
const FIND_WITHIN_MS = 1_000;

/** What one worker tells another of a call's sound; audio in base64. */
interface Piece {
  id: string;
  caller?: string;
  agent?: string;
  cleared?: true;
  ended?: true;
}

export class Monitoring {
  private readonly relay: Relay;
  private readonly registry: CallRegistry;
  /** Listeners here, to calls at other workers. */
  private readonly ears = new Map<string, (piece: Piece) => void>();
  /** Calls here, heard at other workers. */
  private readonly taps = new Map<string, Tap>();

  constructor(relay: Relay, registry: CallRegistry) {
    this.relay = relay;
    this.registry = registry;
    relay.on(TOPIC_BEGIN, (data, from) => this.begin(data as { id: string; callId: string }, from));
    relay.on(TOPIC_SOUND, (data) => this.ears.get((data as Piece).id)?.(data as Piece));
    relay.on(TOPIC_STILL, (data) => this.taps.get(String(data))?.still());
    relay.on(TOPIC_STOP, (data) => this.taps.get(String(data))?.stop());
  }

  /** Null: nobody has this call. Otherwise how to stop; `ended` is told once, unless it was stopped before. */
  async listen(callId: string, monitor: Monitor): Promise<(() => void) | null> {
    const here = this.registry.here(callId);
    if (here) return here.live.monitor(monitor);
    const id = newId("ear");
    const stop = this.hearFromElsewhere(id, monitor);
    const answers = await this.relay.askOthers(TOPIC_BEGIN, { id, callId }, FIND_WITHIN_MS);
    if (answers.includes(true)) return stop;
    stop();
    return null;
  }

  private hearFromElsewhere(id: string, monitor: Monitor): () => void {
    const still = setInterval(() => this.relay.broadcast(TOPIC_STILL, id), STILL_EVERY_MS);
    const end = (): void => {
      forget();
      monitor.ended();
    };
    let silent = setTimeout(end, SILENT_AFTER_MS);
    const forget = (): void => {
      clearInterval(still);
      clearTimeout(silent);
      this.ears.delete(id);
    };
    this.ears.set(id, ({ caller, agent, cleared, ended }) => {
      if (ended) return end();
      clearTimeout(silent);
      silent = setTimeout(end, SILENT_AFTER_MS);
      if (cleared) monitor.cleared();
      if (caller) monitor.caller(Buffer.from(caller, "base64"));
      if (agent) monitor.agent(Buffer.from(agent, "base64"));
    });
    return () => {
      forget();
      this.relay.broadcast(TOPIC_STOP, id);
    };
  }

  private begin({ id, callId }: { id: string; callId: string }, workerId: string): boolean {
    const here = this.registry.here(callId);
    if (!here) return false;
    const tap = new Tap(
      (piece) => this.relay.sendToWorker(workerId, TOPIC_SOUND, { id, ...piece }),
      () => this.taps.delete(id),
    );
    this.taps.set(id, tap);
    tap.leave = here.live.monitor(tap);
    return true;
  }
}

/** Collects a call's sound and sends it on, a piece at a time. */
class Tap implements Monitor {
  leave = (): void => {};
  private readonly send: (piece: Omit<Piece, "id">) => void;
  private readonly stopped: () => void;
  private readonly pump = setInterval(() => this.flush(), PIECE_MS);
  private forgotten = this.forgetSoon();
  private heard = { caller: [] as Uint8Array[], agent: [] as Uint8Array[] };

  constructor(send: (piece: Omit<Piece, "id">) => void, stopped: () => void) {
    this.send = send;
    this.stopped = stopped;
  }

  caller(audio: Uint8Array): void {
    this.heard.caller.push(audio.slice());
  }

  agent(audio: Uint8Array): void {
    this.heard.agent.push(audio.slice());
  }

  cleared(): void {
    this.heard.agent = [];
    this.send({ cleared: true });
  }

  ended(): void {
    this.flush();
    this.send({ ended: true });
    this.stop();
  }

  still(): void {
    clearTimeout(this.forgotten);
    this.forgotten = this.forgetSoon();
  }

  stop(): void {
    clearInterval(this.pump);
    clearTimeout(this.forgotten);
    this.leave();
    this.stopped();
  }

  private flush(): void {
    const { caller, agent } = this.heard;
    if (caller.length + agent.length === 0) return;
    this.heard = { caller: [], agent: [] };
    const text = (pieces: readonly Uint8Array[]) => Buffer.concat(pieces).toString("base64");
    this.send({ ...(caller.length ? { caller: text(caller) } : {}), ...(agent.length ? { agent: text(agent) } : {}) });
  }

  private forgetSoon(): ReturnType<typeof setTimeout> {
    return setTimeout(() => this.stop(), FORGOTTEN_AFTER_MS);
  }
}
