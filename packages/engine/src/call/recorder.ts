/** Two channels on one time line: the caller left, the agent as heard right. Writes only what can no longer change. */
import { MULAW_SILENCE, mulawToPcm } from "../audio/index.ts";

const BYTES_A_MS = 8;
/** Agent audio may still be cleared this long after it was due. */
const SETTLE_MS = 2_000;
const WINDOW_MS = 12_000;

/** Takes interleaved 16-bit samples, off the hot path. */
export interface RecordingSink {
  write(samples: Int16Array): void;
  close(): void;
}

export class Recorder {
  private readonly sink: RecordingSink;
  private caller = new Channel();
  private agent = new Channel();
  private writtenMs = 0;

  constructor(sink: RecordingSink, startMs = 0) {
    this.sink = sink;
    this.writtenMs = startMs;
    this.caller.baseMs = startMs;
    this.agent.baseMs = startMs;
  }

  callerAudio(audio: Uint8Array, atMs: number): void {
    this.caller.put(audio, atMs);
    if (atMs - this.writtenMs > SETTLE_MS + 1_000) this.writeUntil(atMs - SETTLE_MS);
  }

  agentAudio(audio: Uint8Array, atMs: number): void {
    this.agent.put(audio, atMs);
  }

  /** Nothing of the agent is heard from here on. */
  cleared(atMs: number): void {
    this.agent.cutFrom(atMs);
  }

  finish(atMs: number): void {
    this.agent.cutFrom(atMs);
    this.writeUntil(atMs);
    this.sink.close();
  }

  private writeUntil(untilMs: number): void {
    const wholeMs = Math.floor(untilMs);
    if (wholeMs <= this.writtenMs) return;
    const left = mulawToPcm(this.caller.take(wholeMs));
    const right = mulawToPcm(this.agent.take(wholeMs));
    const both = new Int16Array(left.length * 2);
    for (let index = 0; index < left.length; index += 1) {
      both[index * 2] = left[index] ?? 0;
      both[index * 2 + 1] = right[index] ?? 0;
    }
    this.writtenMs = wholeMs;
    this.sink.write(both);
  }
}

/** A stretch of µ-law with silence where nothing was put. */
class Channel {
  baseMs = 0;
  private bytes = new Uint8Array(WINDOW_MS * BYTES_A_MS).fill(MULAW_SILENCE);

  put(audio: Uint8Array, atMs: number): void {
    let offset = Math.round((atMs - this.baseMs) * BYTES_A_MS);
    let from = 0;
    if (offset < 0) {
      from = -offset;
      offset = 0;
    }
    if (from >= audio.length) return;
    this.reach(offset + audio.length - from);
    this.bytes.set(audio.subarray(from), offset);
  }

  cutFrom(atMs: number): void {
    const offset = Math.max(0, Math.round((atMs - this.baseMs) * BYTES_A_MS));
    this.bytes.fill(MULAW_SILENCE, Math.min(offset, this.bytes.length));
  }

  take(untilMs: number): Uint8Array {
    const count = Math.round((untilMs - this.baseMs) * BYTES_A_MS);
    this.reach(count);
    const taken = this.bytes.slice(0, count);
    this.bytes.copyWithin(0, count);
    this.bytes.fill(MULAW_SILENCE, this.bytes.length - count);
    this.baseMs = untilMs;
    return taken;
  }

  private reach(length: number): void {
    if (length <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(length, this.bytes.length * 2)).fill(MULAW_SILENCE);
    grown.set(this.bytes);
    this.bytes = grown;
  }
}
