/** The calls of this worker: begins them, takes them up from the log of another, lets them go. */
import { type LiveCall, type Restored, restore } from "@offhook/engine/call";
import type { Result } from "@offhook/engine/ports";
import { type CallRow, endStream, raiseEpoch, readEvents } from "../store/index.ts";
import type { CallHostContext } from "../worker/call-host.ts";
import type { CallShop } from "./call-shop.ts";
import { type Hosted, makeLiveCall } from "./make-live-call.ts";

const TOPIC_RELEASE = "calls:release";
const TOPIC_ARRIVED = "calls:arrived";
/** A worker asked to flush and let go has this long (DESIGN §3). */
const RELEASE_WITHIN_MS = 100;
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
    const mine = this.hosted.get(call.id);
    if (call.epoch > 0 && !mine) await this.askOthersToRelease(call.id);
    await mine?.log.hold();
    const raised = await this.raise(call.id, streamId, mine);
    if (!raised.ok) return raised;
    const epoch = raised.value;
    this.arrival(call.id);
    this.context.relay.broadcast(TOPIC_ARRIVED, call.id);
    if (mine && this.hosted.get(call.id) === mine && mine.epoch === epoch - 1) {
      mine.log.resume(mine.openLog(epoch));
      mine.epoch = epoch;
      return { ok: true, value: { hosted: mine, epoch, resumed: true } };
    }
    // Somebody had it between: what we know of it is old, and they have not been asked yet.
    if (mine) void this.letGo(call.id, mine);
    if (mine || call.epoch < epoch - 1) await this.askOthersToRelease(call.id);
    const hosted = await this.takeUp(call, epoch);
    return { ok: true, value: { ...hosted, epoch } };
  }

  private async raise(callId: string, streamId: string, mine: Hosted | undefined): Promise<Result<number>> {
    const goOn = (): void => mine?.log.resume();
    const raised = await raiseEpoch(this.context.store, callId, streamId, this.context.workerId).catch(
      (error: unknown) => {
        goOn();
        throw error;
      },
    );
    if (!raised.ok) goOn();
    return raised;
  }

  private async takeUp(call: CallRow, epoch: number): Promise<{ hosted: Hosted; resumed: boolean }> {
    // Read only now: nothing of a lower epoch is written any more.
    const restored = epoch > 1 ? await this.restoreCall(call.id) : null;
    const departure = {
      forget: (): void => this.drop(call.id, hosted),
      lost: (): void => void this.letGo(call.id, hosted),
    };
    const hosted = await makeLiveCall(this.context, this.shop, call, epoch, restored?.runner ?? null, departure);
    this.hosted.set(call.id, hosted);
    if (restored) hosted.log.append(restored.missing);
    else hosted.live.start();
    return { hosted, resumed: restored !== null };
  }

  /** Null where nothing of the call was durable before its worker died. */
  async restoreCall(callId: string): Promise<Restored | null> {
    const items = await readEvents(this.context.store, callId, 0, MOST_EVENTS);
    return restore(items);
  }

  private async askOthersToRelease(callId: string): Promise<void> {
    await this.context.relay.askOthers(TOPIC_RELEASE, callId, RELEASE_WITHIN_MS);
  }

  /** Asked by another worker that takes the call over. */
  private async release(callId: string): Promise<boolean> {
    const hosted = this.hosted.get(callId);
    if (!hosted) return false;
    await this.letGo(callId, hosted);
    return true;
  }

  /** Ends silently what is another's now; what can still be made durable is. */
  private async letGo(callId: string, hosted: Hosted): Promise<void> {
    this.drop(callId, hosted);
    hosted.log.resume();
    await hosted.live.release();
  }

  /** By then the call may be here anew. */
  private drop(callId: string, hosted: Hosted): void {
    hosted.meter.stop();
    if (this.hosted.get(callId) === hosted) this.hosted.delete(callId);
  }

  streamEnded(streamId: string, because: string): void {
    endStream(this.context.store, streamId, because).catch(() => {});
  }

  async releaseAll(): Promise<void> {
    await Promise.all([...this.hosted.keys()].map((callId) => this.release(callId)));
  }
}
