/** The calls of this worker: begins them, takes them up from the log of another, lets them go. */
import { type LiveCall, type Restored, restore } from "@offhook/engine/call";
import type { Result } from "@offhook/engine/ports";
import { type CallRow, createCallLog, endStream, raiseEpoch, readEvents } from "../store/index.ts";
import type { CallHostContext } from "../worker/call-host.ts";
import type { CallShop } from "./call-shop.ts";
import { type Hosted, makeLiveCall } from "./make-live-call.ts";

const TOPIC_RELEASE = "calls:release";
const TOPIC_ARRIVED = "calls:arrived";
/** A log longer than this is not a conversation any more. */
const MOST_EVENTS = 200_000;

export class CallRegistry {
  private readonly hosted = new Map<string, Hosted>();
  private readonly context: CallHostContext;
  private readonly shop: CallShop;
  private arrival: (callId: string) => void = () => {};

  constructor(context: CallHostContext, shop: CallShop) {
    this.context = context;
    this.shop = shop;
    context.relay.on(TOPIC_ARRIVED, (data) => this.arrival(String(data)));
    context.relay.on(TOPIC_RELEASE, (data) => this.release(String(data)));
  }

  /** Told of every call whose stream has come, here or at another worker. */
  onArrival(told: (callId: string) => void): void {
    this.arrival = told;
  }

  get size(): number {
    return this.hosted.size;
  }

  *calls(): Iterable<LiveCall> {
    for (const { live } of this.hosted.values()) yield live;
  }

  here(callId: string): Hosted | undefined {
    return this.hosted.get(callId);
  }

  /** A stream has come for this call: from here on it is ours, whoever had it before. */
  async own(call: CallRow, streamId: string): Promise<Result<{ hosted: Hosted; epoch: number; resumed: boolean }>> {
    const resumed = call.epoch > 0;
    if (resumed && !this.hosted.has(call.id)) await this.context.relay.askOthers(TOPIC_RELEASE, call.id, 100);
    const known = this.hosted.get(call.id);
    await known?.log.hold();
    const raised = await raiseEpoch(this.context.store, call.id, streamId, this.context.workerId).catch(
      (error: unknown) => {
        known?.log.resume();
        throw error;
      },
    );
    if (!raised.ok) {
      known?.log.resume();
      return raised;
    }
    const epoch = raised.value;
    this.arrival(call.id);
    this.context.relay.broadcast(TOPIC_ARRIVED, call.id);
    if (known) {
      known.log.resume(createCallLog(this.context.store, call.id, epoch));
      known.epoch = epoch;
      return { ok: true, value: { hosted: known, epoch, resumed } };
    }
    const restored = resumed ? await this.restoreCall(call.id) : null;
    const forget = (): void => void this.hosted.delete(call.id);
    const hosted = await makeLiveCall(this.context, this.shop, call, epoch, restored?.runner ?? null, forget);
    this.hosted.set(call.id, hosted);
    if (restored) hosted.log.append(restored.missing);
    else hosted.live.start();
    return { ok: true, value: { hosted, epoch, resumed: restored !== null } };
  }

  /** Null where nothing of the call was durable before its worker died. */
  async restoreCall(callId: string): Promise<Restored | null> {
    const items = await readEvents(this.context.store, callId, 0, MOST_EVENTS);
    return restore(items);
  }

  /** Flushes and forgets a call that another worker takes over. */
  private async release(callId: string): Promise<boolean> {
    const hosted = this.hosted.get(callId);
    if (!hosted) return false;
    this.hosted.delete(callId);
    await hosted.live.release();
    return true;
  }

  streamEnded(streamId: string, because: string): void {
    endStream(this.context.store, streamId, because).catch(() => {});
  }

  async releaseAll(): Promise<void> {
    await Promise.all([...this.hosted.keys()].map((callId) => this.release(callId)));
  }
}
