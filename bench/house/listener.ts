/** A person who says what one is told to say, and notes when something is heard. Understands nothing. */
import { levelDbOfMulaw } from "@offhook/engine/audio";
import { type CallerEar, SILENT_FRAME } from "@offhook/twin-twilio";
import { machineMs, until } from "../kit/clock.ts";

const FRAME_BYTES = 160;
/** Speech on the telephone is above this, comfort noise below. */
const AUDIBLE_DB = -45;

export class Listener implements CallerEar {
  streams = 0;
  private heardAtMs: number[] = [];
  private saying: Uint8Array = new Uint8Array(0);
  private saidBytes = 0;

  event({ type }: { type: string }): void {
    if (type === "stream-started") this.streams += 1;
  }

  nextFrame(): Uint8Array {
    const frame = this.saying.subarray(this.saidBytes, this.saidBytes + FRAME_BYTES);
    this.saidBytes += FRAME_BYTES;
    return frame.length === FRAME_BYTES ? frame : SILENT_FRAME;
  }

  hear(frame: Uint8Array): void {
    if (levelDbOfMulaw(frame) > AUDIBLE_DB) this.heardAtMs.push(machineMs());
  }

  say(audio: Uint8Array): void {
    this.saying = audio;
    this.saidBytes = 0;
  }

  get saysNothing(): boolean {
    return this.saidBytes >= this.saying.length;
  }

  /** When something was heard first, since then. */
  async hearsSince(sinceMs: number, withinMs: number): Promise<number> {
    const first = (): number | undefined => this.heardAtMs.find((atMs) => atMs >= sinceMs);
    await until(() => first() !== undefined, withinMs);
    return first() ?? Number.NaN;
  }

  /** Something was heard, and then nothing for so long. */
  async hearsTheEnd(sinceMs: number, quietMs: number, withinMs: number): Promise<void> {
    await this.hearsSince(sinceMs, withinMs);
    await until(() => machineMs() - (this.heardAtMs.at(-1) ?? 0) >= quietMs, withinMs);
  }
}
