/** One recording of a call: what both sides sound like from its start to its end, and what Twilio tells of it. */
import { mixMulaw, mulawToPcm, writeWav } from "@offhook/engine/audio";
import { ByteLog } from "./byte-log.ts";
import { API_VERSION } from "./call-record.ts";
import type { StatusCallback } from "./call-world.ts";
import { rfc2822 } from "./dates.ts";
import { SILENT_FRAME } from "./frame-ticker.ts";
import { newSid } from "./seeded-random.ts";
import type { FormField } from "./sign-request.ts";
import type { TwinCall } from "./twin-call.ts";

export interface RecordingOrder {
  channels: 1 | 2;
  source: "OutboundAPI" | "StartCallRecordingAPI";
  statusCallback?: StatusCallback;
}

export type RecordingStatus = "in-progress" | "paused" | "stopped" | "processing" | "completed" | "absent";

/** Between the end and the file: until then its address answers 404. */
const PROCESSING_MS = 2_000;
const BYTES_PER_S = 8_000;

export class CallRecording {
  readonly sid: string;
  readonly call: TwinCall;
  readonly order: RecordingOrder;
  readonly startedAtMs: number;
  updatedAtMs: number;
  status: RecordingStatus = "in-progress";
  private readonly spoken = new ByteLog();
  private readonly heard = new ByteLog();
  private skipsPause = false;
  private readonly untap: () => void;

  constructor(call: TwinCall, order: RecordingOrder) {
    this.call = call;
    this.order = order;
    this.sid = newSid("RE", call.world.random);
    this.startedAtMs = call.world.clock.nowMs();
    this.updatedAtMs = this.startedAtMs;
    this.untap = call.voice.tap((spoken, heard) => this.take(spoken, heard));
    this.report("in-progress");
    void call.ended.then(() => this.finish("processing"));
  }

  get durationS(): number | null {
    return this.isReady ? Math.round(this.spoken.length / BYTES_PER_S) : null;
  }

  get isReady(): boolean {
    return this.status === "completed";
  }

  pause(skips: boolean): void {
    this.skipsPause = skips;
    this.become("paused");
  }

  resume(): void {
    this.become("in-progress");
  }

  stop(): void {
    this.finish("stopped");
  }

  /** 8 kHz, 16 bit. Of two channels the first is what the person says, the second what the person hears. */
  wav(channels: 1 | 2): Uint8Array {
    const spoken = this.spoken.bytes();
    const heard = this.heard.bytes();
    if (channels === 2) return writeWav([mulawToPcm(spoken), mulawToPcm(heard)]);
    return writeWav([mulawToPcm(mixMulaw(spoken, heard))]);
  }

  private take(spoken: Uint8Array, heard: Uint8Array): void {
    if (this.status === "paused" && this.skipsPause) return;
    this.spoken.append(this.status === "paused" ? SILENT_FRAME : spoken);
    this.heard.append(this.status === "paused" ? SILENT_FRAME : heard);
  }

  private finish(status: "stopped" | "processing"): void {
    if (this.status !== "in-progress" && this.status !== "paused") return;
    this.untap();
    this.become(status);
    const { clock } = this.call.world;
    clock.at(clock.nowMs() + PROCESSING_MS, () => {
      const outcome = this.spoken.length === 0 ? "absent" : "completed";
      this.become(outcome);
      this.report(outcome);
    });
  }

  private become(status: RecordingStatus): void {
    this.status = status;
    this.updatedAtMs = this.call.world.clock.nowMs();
  }

  private report(status: "in-progress" | "completed" | "absent"): void {
    const { statusCallback, source } = this.order;
    if (statusCallback === undefined || !statusCallback.events.has(status)) return;
    const { world, sid: callSid } = this.call;
    const fields: FormField[] = [
      ["AccountSid", world.accountSid],
      ["CallSid", callSid],
      ["RecordingSid", this.sid],
      ["RecordingUrl", recordingUrl(world.accountSid, this.sid)],
      ["RecordingStatus", status],
      ["RecordingChannels", String(this.order.channels)],
      ["RecordingStartTime", rfc2822(this.startedAtMs)],
      ["RecordingSource", source],
      ["RecordingTrack", "both"],
      ["ErrorCode", "0"],
    ];
    if (this.durationS !== null) fields.push(["RecordingDuration", String(this.durationS)]);
    const { url, method } = statusCallback;
    void world.tellServer({ url, method, fields }, callSid, "recording status callback");
  }
}

/** Without an extension: `.wav` is added by whoever wants the sound. */
export function recordingUrl(accountSid: string, recordingSid: string): string {
  return `https://api.twilio.com/${API_VERSION}/Accounts/${accountSid}/Recordings/${recordingSid}`;
}
