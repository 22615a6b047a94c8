/** The agent's side of one media stream: writes Twilio's messages. Knows no socket, only that text can be sent. */
import { type Leg, TELEPHONE_FORMAT } from "@offhook/engine/ports";

/** Marks that may be under way at once: fourteen minutes at one every 200 ms. */
const MOST_MARKS = 4_096;

/** What a WebSocket must be able to do for us; the twin's in-memory line does it too. */
export interface TextTransport {
  send(text: string): void;
  close(code?: number): void;
  /** Bytes accepted by `send` that the network has not taken yet. */
  bufferedBytes(): number;
}

/** 100 s of audio not taken by the network: the peer is gone, though TCP has not noticed. */
export const MAX_UNSENT_BYTES = 1_048_576;

export class TwilioLeg implements Leg {
  readonly streamId: string;
  readonly format = TELEPHONE_FORMAT;
  private readonly transport: TextTransport;
  private readonly onStuck: () => void;
  private readonly onClose: () => void;
  private readonly mediaHead: string;
  private readonly markHead: string;
  private readonly clearText: string;
  /** Sent and not given back yet, with how often; oldest first. */
  private readonly marks = new Map<string, number>();
  private open = true;

  constructor(streamSid: string, transport: TextTransport, hooks: { onStuck(): void; onClose(): void }) {
    this.streamId = streamSid;
    this.transport = transport;
    this.onStuck = hooks.onStuck;
    this.onClose = hooks.onClose;
    const sid = JSON.stringify(streamSid);
    this.mediaHead = `{"event":"media","streamSid":${sid},"media":{"payload":"`;
    this.markHead = `{"event":"mark","streamSid":${sid},"mark":{"name":`;
    this.clearText = `{"event":"clear","streamSid":${sid}}`;
  }

  send(audio: Uint8Array): void {
    if (audio.length === 0) return;
    const base64 = Buffer.from(audio.buffer, audio.byteOffset, audio.byteLength).toString("base64");
    this.write(`${this.mediaHead}${base64}"}}`);
  }

  mark(name: string): void {
    this.marks.set(name, (this.marks.get(name) ?? 0) + 1);
    for (const [oldest] of this.marks) {
      if (this.marks.size <= MOST_MARKS) break;
      this.marks.delete(oldest);
    }
    this.write(`${this.markHead}${JSON.stringify(name)}}}`);
  }

  clear(): void {
    this.write(this.clearText);
  }

  /** The stream gave this mark back. False: it is not one that is under way. */
  markReturned(name: string): boolean {
    const sent = this.marks.get(name) ?? 0;
    if (sent > 1) this.marks.set(name, sent - 1);
    else this.marks.delete(name);
    return sent > 0;
  }

  close(): void {
    if (!this.open) return;
    this.open = false;
    this.onClose();
  }

  /** The stream ended from the other side: what is still sent goes nowhere. */
  detach(): void {
    this.open = false;
  }

  private write(text: string): void {
    if (!this.open) return;
    this.transport.send(text);
    if (this.transport.bufferedBytes() > MAX_UNSENT_BYTES) this.onStuck();
  }
}
