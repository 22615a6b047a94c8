/** What Twilio's routes and sockets need of the calls: who may come in, who is dialled, who is gone. */

import { randomBytes } from "node:crypto";
import type { TicketStore } from "@offhook/carrier-twilio";
import type { CallRegistry } from "../calls/call-registry.ts";
import { type CallRow, createTicketStore, endCall } from "../store/index.ts";
import { noteWebhook } from "../store/webhook-notes.ts";
import type { CallHostContext } from "../worker/call-host.ts";
import { Arrivals } from "./arrivals.ts";

/** How long a status webhook leaves the owner of a call to end it in its own words. */
const OWNER_ENDS_WITHIN_MS = 1_500;
/** A note is about minutes; a flood of calls writes one. */
const NOTED_FOR_MS = 5_000;
const MOST_NOTED = 1_000;
const TOPIC_GONE = "calls:caller-gone";
const TOPIC_ACTIVE = "calls:active";

export interface MachineLoad {
  draining: boolean;
  /** Calls that all workers together carry. */
  capacity: number;
}

export class TwilioDesk {
  readonly context: CallHostContext;
  readonly tickets: TicketStore;
  private readonly registry: CallRegistry;
  private readonly load: () => MachineLoad;
  private readonly arrivals = new Arrivals();
  private readonly noted = new Map<string, { outcome: string; atMs: number }>();

  constructor(context: CallHostContext, registry: CallRegistry, load: () => MachineLoad) {
    this.context = context;
    this.registry = registry;
    this.load = load;
    this.tickets = createTicketStore(context.store);
    context.relay.on(TOPIC_ACTIVE, () => this.carried());
    registry.onArrival((callId) => this.arrivals.arrived(callId));
    context.relay.on(TOPIC_GONE, (callId) => this.goneHere(String(callId)));
  }

  /** Why no call may come in now, or null. */
  async refusal(): Promise<"draining" | "full" | null> {
    const { draining, capacity } = this.load();
    if (draining) return "draining";
    // The stream may come to any worker: what counts is the machine.
    const others = await this.context.relay.askOthers(TOPIC_ACTIVE, null);
    const active = others.reduce<number>((sum, calls) => sum + Number(calls), this.carried());
    return active >= capacity ? "full" : null;
  }

  /** Room is taken from now on, wherever the stream will come. */
  admit(callId: string): void {
    this.arrivals.expect(callId, Date.now());
  }

  /** For "why did it not ring?"; nothing waits for it, and nobody makes us write more than once in a while. */
  noteWebhook(number: string, outcome: string): void {
    const nowMs = Date.now();
    const before = this.noted.get(number);
    if (before?.outcome === outcome && nowMs - before.atMs < NOTED_FOR_MS) return;
    if (this.noted.size >= MOST_NOTED) this.noted.clear();
    this.noted.set(number, { outcome, atMs: nowMs });
    void noteWebhook(this.context.store, number, outcome, nowMs).catch(() => {});
  }

  private carried(): number {
    return this.registry.size + this.arrivals.count(Date.now());
  }

  /** The person whom the call waits to be put through to: the log says so, durable before the socket was closed. */
  async personToDial(call: CallRow): Promise<{ number: string; timeoutMs: number } | null> {
    const restored = await this.registry.restoreCall(call.id);
    const state = restored?.runner.state;
    if (!state?.pin || state.handOff?.status !== "commanded") return null;
    const person = state.pin.assistant.people.find((one) => one.id === state.handOff?.personId);
    return person ? { number: person.number, timeoutMs: state.pin.assistant.timing.transferRingMs } : null;
  }

  /** The person answered and the talk is over: the call ends as transferred, here or wherever it is. */
  async transferAnswered(call: CallRow): Promise<void> {
    const owned = await this.registry.own(call, `none_${randomBytes(8).toString("hex")}`);
    if (owned.ok) owned.value.hosted.live.transferSettled("answered");
    else await endCall(this.context.store, call.id, { endedReason: "transferred" });
  }

  /** The carrier says that the caller has hung up. Whoever has the call ends it; otherwise it is ended here. */
  async callerGone(call: CallRow): Promise<void> {
    if (this.goneHere(call.id)) return;
    const answers = await this.context.relay.askOthers(TOPIC_GONE, call.id, OWNER_ENDS_WITHIN_MS);
    if (answers.includes(true)) return;
    await endCall(this.context.store, call.id, { endedReason: "caller-hung-up" });
  }

  private goneHere(callId: string): boolean {
    // Who hangs up before the stream has come needs no room any more.
    this.arrivals.arrived(callId);
    const hosted = this.registry.here(callId);
    hosted?.live.callerGone();
    return hosted !== undefined;
  }

  async recentStreams(callId: string, withinMs: number): Promise<number> {
    const text = "SELECT count(*)::int AS count FROM call_streams WHERE call_id = $1 AND started_at > $2";
    const since = new Date(Date.now() - withinMs);
    const { rows } = await this.context.store.pool.query<{ count: number }>(text, [callId, since]);
    return rows[0]?.count ?? 0;
  }
}
