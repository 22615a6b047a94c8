/**
 * Places in the caller's stream by the vendor's own count. A vendor counts the audio it was sent, from nought; the call
 * counts the caller's stream, which has gaps and began before.
 */
export class AudioPlaces {
  private readonly bytesPerMs: number;
  /** Where the two counts came apart: from `vendorMs` on, a place is `audioMs` plus the rest. */
  private anchors: { vendorMs: number; audioMs: number }[] = [];
  private sentBytes = 0;

  /** µ-law at 8 kHz has 8 bytes a millisecond. */
  constructor(bytesPerMs: number) {
    this.bytesPerMs = bytesPerMs;
  }

  /** So many bytes were sent, whose first sample stands at `audioMs` of the caller's stream. */
  sent(bytes: number, audioMs: number): void {
    const vendorMs = this.sentBytes / this.bytesPerMs;
    if (this.anchors.length === 0 || Math.abs(this.place(vendorMs) - audioMs) > SAME_WITHIN_MS) {
      this.anchors.push({ vendorMs, audioMs });
      if (this.anchors.length > MOST_ANCHORS) this.anchors.shift();
    }
    this.sentBytes += bytes;
  }

  /** Bytes of our own were sent in between: they count for the vendor, and the caller's next piece sets things right. */
  filled(bytes: number): void {
    this.sentBytes += bytes;
  }

  /** From the vendor's milliseconds to the caller's stream. */
  place(vendorMs: number): number {
    const anchor = this.anchors.findLast((one) => one.vendorMs <= vendorMs) ?? this.anchors[0];
    return anchor ? anchor.audioMs + Math.max(0, vendorMs - anchor.vendorMs) : Math.max(0, vendorMs);
  }
}

/** Carriers' time stamps are whole milliseconds. */
const SAME_WITHIN_MS = 2;
/** Words come seconds after their sound: older gaps are not asked for. */
const MOST_ANCHORS = 64;
