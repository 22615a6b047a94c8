/** Cuts a stream of chunks of any size into frames of one size. */

/** 20 ms of µ-law at 8 kHz: what telephone carriers send. */
export const MULAW_FRAME_BYTES = 160;
export const MULAW_FRAME_MS = 20;

export interface Framer {
  /**
   * Calls `onFrame` for every whole frame, synchronously. A frame may be a view of `chunk` or of the framer's own
   * buffer: copy it to keep it.
   */
  push(chunk: Uint8Array, onFrame: (frame: Uint8Array) => void): void;
  /** The rest, filled up to a whole frame with `fill`; null if there is none. */
  flush(fill: number): Uint8Array | null;
  /** Bytes waiting for the rest of their frame. */
  readonly pendingBytes: number;
}

export function createFramer(frameBytes: number = MULAW_FRAME_BYTES): Framer {
  if (!Number.isInteger(frameBytes) || frameBytes < 1)
    throw new RangeError(`frameBytes must be ≥ 1, got ${frameBytes}`);
  const pending = new Uint8Array(frameBytes);
  let pendingBytes = 0;
  return {
    push(chunk, onFrame) {
      let at = 0;
      if (pendingBytes > 0) {
        at = Math.min(frameBytes - pendingBytes, chunk.length);
        pending.set(chunk.subarray(0, at), pendingBytes);
        pendingBytes += at;
        if (pendingBytes < frameBytes) return;
        pendingBytes = 0;
        onFrame(pending);
      }
      for (; at + frameBytes <= chunk.length; at += frameBytes) onFrame(chunk.subarray(at, at + frameBytes));
      pending.set(chunk.subarray(at));
      pendingBytes = chunk.length - at;
    },
    flush(fill) {
      if (pendingBytes === 0) return null;
      const frame = pending.slice().fill(fill, pendingBytes);
      pendingBytes = 0;
      return frame;
    },
    get pendingBytes() {
      return pendingBytes;
    },
  };
}
