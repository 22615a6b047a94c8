/** Bytes that only grow. */
export class ByteLog {
  private buffer = new Uint8Array(16_384);
  private used = 0;

  get length(): number {
    return this.used;
  }

  append(bytes: Uint8Array): void {
    const needed = this.used + bytes.length;
    if (needed > this.buffer.length) {
      const larger = new Uint8Array(Math.max(needed, this.buffer.length * 2));
      larger.set(this.buffer.subarray(0, this.used));
      this.buffer = larger;
    }
    this.buffer.set(bytes, this.used);
    this.used = needed;
  }

  /** A view of what is there now; later bytes are not in it. */
  bytes(): Uint8Array {
    return this.buffer.subarray(0, this.used);
  }
}
