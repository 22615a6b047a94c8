/** The audio of a listening socket as frames of 20 ms, each loud or quiet. */
import { levelDbOfMulaw } from "@offhook/engine/audio";

export const FRAME_MS = 20;
const FRAME_BYTES = 160;
/** Speech on a telephone line is 20 dB above this, a quiet line 20 dB below. */
const LOUD_DB = -45;

export class IncomingAudio {
  private held = new Uint8Array(0);

  /** µ-law at 8 kHz, cut anywhere. */
  *push(bytes: Uint8Array): Generator<{ isLoud: boolean }> {
    const all = new Uint8Array(Buffer.concat([this.held, bytes]));
    let at = 0;
    for (; at + FRAME_BYTES <= all.length; at += FRAME_BYTES) {
      yield { isLoud: levelDbOfMulaw(all.subarray(at, at + FRAME_BYTES)) > LOUD_DB };
    }
    this.held = all.slice(at);
  }
}
