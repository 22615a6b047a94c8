/**
 * The sound of an answered call: each tick the person's frame goes to whatever the call is doing, and a frame comes back.
 * Keeps both, frame by frame, from the first media stream on, so that recordings can be compared with them.
 */
import { ByteLog } from "./byte-log.ts";
import { type FrameTicker, SILENT_FRAME } from "./frame-ticker.ts";
import type { CallerEar } from "./person.ts";

/** Takes what the person says, gives what the person hears. */
export type Exchange = (spoken: Uint8Array) => Uint8Array;

/** Both sides of one frame's time; neither is written to again before the next. */
export type Tap = (spoken: Uint8Array, heard: Uint8Array) => void;

const nothing: Exchange = () => SILENT_FRAME;

/** Joins two calls: each hears the other, one frame late. Returns what parts them. */
export function bridge(one: VoicePath, other: VoicePath): () => void {
  let fromOne = SILENT_FRAME;
  let fromOther = SILENT_FRAME;
  const partOne = one.connect((spoken) => {
    fromOne = spoken.slice();
    return fromOther;
  });
  const partOther = other.connect((spoken) => {
    fromOther = spoken.slice();
    return fromOne;
  });
  return () => {
    partOne();
    partOther();
  };
}

export class VoicePath {
  private readonly ear: CallerEar;
  private readonly heard = new ByteLog();
  private readonly spoken = new ByteLog();
  private exchange: Exchange = nothing;
  private unsubscribe: () => void = () => {};
  private readonly keepsAudio: boolean;
  private recording = false;
  private readonly taps = new Set<Tap>();

  constructor(ear: CallerEar, keepsAudio: boolean) {
    this.ear = ear;
    this.keepsAudio = keepsAudio;
  }

  open(ticker: FrameTicker): void {
    this.unsubscribe = ticker.subscribe((atMs) => this.tick(atMs));
  }

  close(): void {
    this.unsubscribe();
    this.exchange = nothing;
  }

  /** From now on, until the returned function is called or another takes over. */
  connect(exchange: Exchange): () => void {
    this.exchange = exchange;
    return () => {
      if (this.exchange === exchange) this.exchange = nothing;
    };
  }

  /** Hears both sides until the returned function is called. */
  tap(tap: Tap): () => void {
    this.taps.add(tap);
    return () => this.taps.delete(tap);
  }

  startRecording(): void {
    this.recording = this.keepsAudio;
  }

  get recordedBytes(): number {
    return this.heard.length;
  }

  heardBytes(): Uint8Array {
    return this.heard.bytes();
  }

  spokenBytes(): Uint8Array {
    return this.spoken.bytes();
  }

  /** One more frame of the person's than time has passed; it stands in `spoken` as well. */
  pullFrame(): Uint8Array {
    const frame = this.ear.nextFrame();
    if (this.recording) this.spoken.append(frame);
    return frame;
  }

  private tick(atMs: number): void {
    const spoken = this.ear.nextFrame();
    const heard = this.exchange(spoken);
    if (this.recording) {
      this.spoken.append(spoken);
      this.heard.append(heard);
    }
    for (const tap of this.taps) tap(spoken, heard);
    this.ear.hear(heard, atMs);
  }
}
