/**
 * One call at the exchange: its status, its sound, its callbacks, and how it is interrupted. What it does next stands in
 * its TwiML (`run-twiml.ts`); people act on it through `pressKey` and `hangUp`, the API through `redirect` and `end`.
 */
import { type CallProgress, type CallRecord, type CallStatus, callFields, durationS, hasEnded } from "./call-record.ts";
import { CallWaits } from "./call-waits.ts";
import type { AlertRequest, CallWorld, NewTwinCall } from "./call-world.ts";
import { rfc2822 } from "./dates.ts";
import { GOOD_LINE, type LineScript } from "./line-script.ts";
import type { MediaStream } from "./media-stream.ts";
import type { CallEvent } from "./person.ts";
import { newSid } from "./seeded-random.ts";
import type { FormField } from "./sign-request.ts";
import { TRIAL_LIMITS } from "./trial-account.ts";
import type { TwimlSource } from "./twiml-source.ts";
import { VoicePath } from "./voice-path.ts";

export interface StreamRecord {
  streamSid: string;
  parameters: Readonly<Record<string, string>>;
  startedAtMs: number;
  /** Where its first frame stands in the call's `heard` and `spoken`. */
  firstByte: number;
  /** Marks as they were passed, by the end of their frame in `heard`. */
  marks: { name: string; atByte: number }[];
  /** Every `clear`: where `heard` stood, and how much audio was never played. */
  clears: { atByte: number; droppedBytes: number }[];
  endedAtMs: number | null;
  endedBecause: string | null;
}

/** Leaves out the time, which the call knows. */
type EventBody = CallEvent extends infer E ? (E extends CallEvent ? Omit<E, "atMs"> : never) : never;

export class TwinCall {
  readonly record: CallRecord;
  readonly events: CallEvent[] = [];
  readonly streams: StreamRecord[] = [];
  readonly waits: CallWaits;
  readonly voice: VoicePath;
  readonly line: LineScript;
  readonly world: CallWorld;
  /** The stream that is open now. */
  stream: MediaStream | null = null;
  /** Resolves when the call has ended. */
  readonly ended: Promise<TwinCall>;
  private readonly order: NewTwinCall;
  private resolveEnded: (call: TwinCall) => void = () => {};
  private pendingRedirect: TwimlSource | null = null;
  private callbacksSent = 0;
  /** Callbacks leave one after the other, as from one queue. */
  private callbackQueue: Promise<unknown> = Promise.resolve();

  constructor(world: CallWorld, order: NewTwinCall) {
    this.world = world;
    this.order = order;
    this.line = order.line ?? GOOD_LINE;
    this.waits = new CallWaits(world.clock);
    this.voice = new VoicePath(order.ear, world.keepsAudio);
    this.ended = new Promise((resolve) => {
      this.resolveEnded = resolve;
    });
    this.record = {
      sid: newSid("CA", world.random),
      accountSid: world.accountSid,
      parentCallSid: order.parentCallSid ?? null,
      phoneNumberSid: order.phoneNumberSid ?? null,
      direction: order.direction,
      from: order.from,
      to: order.to,
      status: order.direction === "inbound" ? "ringing" : "queued",
      answeredBy: null,
      createdAtMs: world.clock.nowMs(),
      answeredAtMs: null,
      endedAtMs: null,
    };
  }

  get sid(): string {
    return this.record.sid;
  }

  get status(): CallStatus {
    return this.record.status;
  }

  get isOver(): boolean {
    return hasEnded(this.record);
  }

  /** True while something wants the running TwiML to stop. */
  get isInterrupted(): boolean {
    return this.isOver || this.pendingRedirect !== null;
  }

  /** µ-law as the person heard it, frame by frame, from the start of the first stream. */
  get heard(): Uint8Array {
    return this.voice.heardBytes();
  }

  /** µ-law as the person spoke it, aligned with `heard`. */
  get spoken(): Uint8Array {
    return this.voice.spokenBytes();
  }

  /** What `<Say>` told the person. */
  get said(): string[] {
    return this.events.flatMap((event) => (event.type === "said" ? [event.text] : []));
  }

  pressKey(digit: string): void {
    this.stream?.key(digit);
  }

  /** The stream's connection breaks off here and now. */
  dropLine(): void {
    this.stream?.breakOff("drop");
  }

  /** The person hangs up. */
  hangUp(): void {
    this.end(this.record.answeredAtMs === null ? "no-answer" : "completed", "person-hung-up");
  }

  ring(): void {
    this.record.status = "ringing";
    this.tell({ type: "ringing" });
    this.reportProgress("ringing", "ringing");
  }

  answer(): void {
    if (this.isOver || this.record.answeredAtMs !== null) return;
    this.record.status = "in-progress";
    this.record.answeredAtMs = this.world.clock.nowMs();
    this.voice.open(this.world.ticker);
    if (this.world.trial) this.endAfter(TRIAL_LIMITS.callMs, "trial-account");
    this.tell({ type: "answered" });
    this.reportProgress("answered", "in-progress");
  }

  /** The API orders other TwiML: what runs now is left. */
  redirect(source: TwimlSource): void {
    if (this.isOver) return;
    this.pendingRedirect = source;
    this.stream?.stop("redirected");
    this.waits.interruptAll();
  }

  takeRedirect(): TwimlSource | null {
    const source = this.pendingRedirect;
    this.pendingRedirect = null;
    return source;
  }

  end(status: "completed" | "busy" | "failed" | "no-answer" | "canceled", because: string): void {
    if (this.isOver) return;
    this.record.status = status;
    this.record.endedAtMs = this.world.clock.nowMs();
    this.stream?.stop("call-ended");
    this.voice.close();
    this.waits.close();
    this.tell({ type: "ended", status, because });
    this.reportProgress("completed", status);
    this.resolveEnded(this);
  }

  endAfter(ms: number, because: string): void {
    const { clock } = this.world;
    const timer = clock.at(clock.nowMs() + ms, () => this.end("completed", because));
    void this.ended.then(() => timer.cancel());
  }

  tell(body: EventBody): void {
    const event = { ...body, atMs: this.world.clock.nowMs() } as CallEvent;
    this.events.push(event);
    this.order.ear.event?.(event);
  }

  alert(code: number, detail: string, request?: AlertRequest): void {
    this.world.alert(code, this.sid, detail, request);
    this.tell({ type: "alert", code, detail });
  }

  reportProgress(progress: CallProgress, callStatus: string): void {
    const callback = this.order.statusCallback;
    if (callback === undefined || !callback.events.has(progress)) return;
    const fields = [...callFields(this.record, callStatus), ...this.progressFields(progress)];
    const webhook = { url: callback.url, method: callback.method, fields };
    this.callbackQueue = this.callbackQueue.then(() => this.world.tellServer(webhook, this.sid, "status callback"));
  }

  private progressFields(progress: CallProgress): FormField[] {
    const fields: FormField[] = [
      ["CallbackSource", "call-progress-events"],
      ["SequenceNumber", String(this.callbacksSent++)],
      ["Timestamp", rfc2822(this.world.clock.nowMs())],
    ];
    if (progress !== "completed") return fields;
    const seconds = durationS(this.record);
    fields.push(["CallDuration", String(seconds)], ["Duration", String(Math.ceil(seconds / 60))]);
    return fields;
  }
}
