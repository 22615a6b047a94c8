/**
 * The caller's audio as Scribe takes it: base64 in JSON. Frames of 20 ms are gathered, since the vendor asks for 100 ms and
 * more a message; what is still held goes out before a commit, so that no words wait for it.
 */
const CHUNK_BYTES = 800;
/** µ-law for nothing. */
const SILENCE = 0xff;

export class AudioChunks {
  private readonly send: (message: string) => void;
  private readonly chunk = new Uint8Array(CHUNK_BYTES);
  private held = 0;

  constructor(send: (message: string) => void) {
    this.send = send;
  }

  push(audio: Uint8Array): void {
    for (let at = 0; at < audio.length; ) {
      const piece = audio.subarray(at, at + CHUNK_BYTES - this.held);
      this.chunk.set(piece, this.held);
      this.held += piece.length;
      at += piece.length;
      if (this.held === CHUNK_BYTES) this.flush();
    }
  }

  flush(): void {
    if (this.held > 0) this.send(chunkMessage(this.chunk.subarray(0, this.held)));
    this.held = 0;
  }
}

export const silence = (bytes: number): Uint8Array => new Uint8Array(bytes).fill(SILENCE);

export function chunkMessage(audio: Uint8Array): string {
  const base64 = Buffer.from(audio.buffer, audio.byteOffset, audio.length).toString("base64");
  return `{"message_type":"input_audio_chunk","audio_base_64":"${base64}","commit":false,"sample_rate":8000}`;
}

export const COMMIT_MESSAGE =
  '{"message_type":"input_audio_chunk","audio_base_64":"","commit":true,"sample_rate":8000}';
