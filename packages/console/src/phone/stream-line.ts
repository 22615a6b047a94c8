/**
 * The telephone's end of a media stream, as a page has it: it sends what the microphone hears, plays what the agent says,
 * and tells by marks what was really heard. The protocol is that of Twilio's media streams. Knows no browser: sound and
 * socket are given.
 */
import { MULAW_FRAME_BYTES, MULAW_FRAME_MS } from "@offhook/engine/audio";

export interface LineStart {
  accountSid: string;
  callSid: string;
  streamSid: string;
  customParameters: { ticket: string };
}

export interface LineSocket {
  send(text: string): void;
  close(): void;
}

export interface LinePlayer {
  /** µ-law, 8 kHz: played after everything before it. */
  play(mulaw: Uint8Array): void;
  /** Until the last of it is heard, from now, in ms. */
  queuedMs(): number;
  /** At once, and nothing of it is heard any more. */
  clear(): void;
}

export class StreamLine {
  private readonly socket: LineSocket;
  private readonly player: LinePlayer;
  private readonly start: LineStart;
  private readonly marks = new Map<number, { name: string; timer: ReturnType<typeof setTimeout> }>();
  private sequence = 0;
  private chunks = 0;
  private lastMark = 0;
  private over = false;

  constructor(socket: LineSocket, player: LinePlayer, start: LineStart) {
    this.socket = socket;
    this.player = player;
    this.start = start;
  }

  /** The socket is open. */
  open(): void {
    const { accountSid, callSid, streamSid, customParameters } = this.start;
    this.socket.send(JSON.stringify({ event: "connected", protocol: "Call", version: "1.0.0" }));
    const mediaFormat = { encoding: "audio/x-mulaw", sampleRate: 8_000, channels: 1 };
    const start = { accountSid, callSid, streamSid, tracks: ["inbound"], mediaFormat, customParameters };
    this.send("start", { start });
  }

  /** One frame of 20 ms of what the microphone hears. */
  hears(mulaw: Uint8Array): void {
    if (mulaw.length !== MULAW_FRAME_BYTES) throw new Error(`A frame has ${MULAW_FRAME_BYTES} bytes`);
    const timestamp = String(this.chunks * MULAW_FRAME_MS);
    this.chunks += 1;
    const media = { track: "inbound", chunk: String(this.chunks), timestamp, payload: base64(mulaw) };
    this.send("media", { media });
  }

  /** A key of the telephone: 0–9, `*`, `#`. */
  presses(digit: string): void {
    this.send("dtmf", { dtmf: { track: "inbound_track", digit } });
  }

  message(text: string): void {
    const message = parsed(text);
    if (!message || this.over) return;
    if (message.event === "media") this.player.play(bytes(message.media?.payload ?? ""));
    else if (message.event === "mark") this.mark(message.mark?.name ?? "");
    else if (message.event === "clear") this.clear();
  }

  /** The caller hangs up. */
  hangUp(): void {
    if (this.over) return;
    this.send("stop", { stop: { accountSid: this.start.accountSid, callSid: this.start.callSid } });
    this.ended();
    this.socket.close();
  }

  /** The line is gone, whoever ended it. */
  ended(): void {
    this.over = true;
    for (const { timer } of this.marks.values()) clearTimeout(timer);
    this.marks.clear();
    this.player.clear();
  }

  /** It comes back once everything sent before it was heard. */
  private mark(name: string): void {
    const key = ++this.lastMark;
    const timer = setTimeout(() => this.reached(key), Math.max(0, this.player.queuedMs()));
    this.marks.set(key, { name, timer });
  }

  /** What was not heard is not heard any more; its marks come back all the same. */
  private clear(): void {
    this.player.clear();
    for (const key of [...this.marks.keys()]) this.reached(key);
  }

  private reached(key: number): void {
    const mark = this.marks.get(key);
    if (!mark) return;
    clearTimeout(mark.timer);
    this.marks.delete(key);
    this.send("mark", { mark: { name: mark.name } });
  }

  private send(event: string, body: object): void {
    if (this.over) return;
    this.sequence += 1;
    const { streamSid } = this.start;
    this.socket.send(JSON.stringify({ event, sequenceNumber: String(this.sequence), streamSid, ...body }));
  }
}

interface Message {
  event?: string;
  media?: { payload?: string };
  mark?: { name?: string };
}

function parsed(text: string): Message | null {
  try {
    return JSON.parse(text) as Message;
  } catch {
    return null;
  }
}

const base64 = (piece: Uint8Array): string => btoa(String.fromCharCode(...piece));
const bytes = (text: string): Uint8Array => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
