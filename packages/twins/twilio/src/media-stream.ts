/**
 * One bidirectional media stream as Twilio runs it: `connected`, `start`, media each 20 ms both ways, marks, `clear`,
 * keys, `stop`. Knows its socket and its line; knows no call and no TwiML. Every counter on the wire is a decimal string.
 */
import type { Clock, Timer } from "@offhook/engine/ports";
import { FRAME_MS, SILENT_FRAME } from "./frame-ticker.ts";
import { Line } from "./line.ts";
import type { LineScript } from "./line-script.ts";
import { PlayQueue } from "./play-queue.ts";
import type { Random } from "./seeded-random.ts";
import { readServerMessage } from "./server-message.ts";
import type { SocketTransport, TwinSocket } from "./socket-transport.ts";

export type StreamEnd = "server-closed" | "server-lost" | "line-dropped" | "call-ended" | "redirected" | "failed";

export interface MediaStreamParts {
  clock: Clock;
  random: Random;
  sockets: SocketTransport;
  line: LineScript;
  url: string;
  headers: Readonly<Record<string, string>>;
  streamSid: string;
  callSid: string;
  accountSid: string;
  parameters: Readonly<Record<string, string>>;
  /** One more frame of the person's, where the line is faster than time. */
  pullFrame(): Uint8Array;
  onStarted(): void;
  /** What became of the agent's audio: a mark was passed in the frame that is played now, or a `clear` dropped so much. */
  onMark(name: string): void;
  onCleared(droppedBytes: number): void;
  /** Twilio's warning and error codes (31901–31951). */
  onAlert(code: number, detail: string): void;
  /** Once. */
  onEnded(because: StreamEnd): void;
}

export class MediaStream {
  private readonly parts: MediaStreamParts;
  private readonly socket: TwinSocket;
  private readonly queue = new PlayQueue();
  private readonly warned = new Set<number>();
  private readonly timers: Timer[] = [];
  private line: Line | null = null;
  private phase: "connecting" | "open" | "ended" = "connecting";
  private sequenceNumber = 0;
  private chunk = 0;
  private frames = 0;

  constructor(parts: MediaStreamParts) {
    this.parts = parts;
    this.socket = parts.sockets(
      { url: parts.url, headers: parts.headers },
      {
        opened: () => this.opened(),
        text: (text) => this.line?.sendDown(() => this.receive(text)),
        binary: () => this.line?.sendDown(() => this.warnOnce(31_950, "binary message")),
        closed: (code) => this.serverClosed(code),
        failed: (errorCode, why) => this.failed(errorCode, why),
      },
    );
  }

  /** How much of the agent's audio waits to be played. */
  get queuedBytes(): number {
    return this.queue.queuedBytes;
  }

  get isOpen(): boolean {
    return this.phase === "open";
  }

  /** 20 ms pass: takes what the person says, gives what the person hears. */
  exchange(spoken: Uint8Array): Uint8Array {
    const { line } = this;
    if (this.phase !== "open" || line === null) return SILENT_FRAME;
    this.sendMedia(line, spoken);
    for (let extra = line.extraFrames(); extra > 0; extra--) this.sendMedia(line, this.parts.pullFrame());
    const { frame, marks } = this.queue.next();
    for (const name of marks) this.sendMark(name);
    return line.losesAgentFrame() ? SILENT_FRAME : frame;
  }

  key(digit: string): void {
    this.sendCounted("dtmf", `"dtmf":{"track":"inbound_track","digit":${JSON.stringify(digit)}}`, "other");
  }

  /** The call ends or leaves this TwiML: `stop`, then the socket is closed. */
  stop(because: "call-ended" | "redirected"): void {
    if (this.phase === "ended") return;
    const { accountSid, callSid, line } = this.parts;
    const wasOpen = this.phase === "open";
    if (wasOpen && line.noStop !== true) {
      const body = JSON.stringify({ accountSid, callSid });
      this.sendCounted("stop", `"stop":${body}`, "other");
    }
    const lineWas = this.line;
    this.end(because);
    if (lineWas === null) this.socket.close(1000);
    else lineWas.sendUp("other", () => this.socket.close(1000));
  }

  private opened(): void {
    if (this.phase !== "connecting") return;
    this.phase = "open";
    const { clock, random, line: script } = this.parts;
    this.line = new Line(clock, script, random);
    this.socket.send('{"event":"connected","protocol":"Call","version":"1.0.0"}');
    this.sendStart();
    this.cutAt(script.dropAtMs, "drop");
    this.cutAt(script.resetAtMs, "reset");
    this.parts.onStarted();
  }

  private sendStart(): void {
    const { accountSid, streamSid, callSid, parameters } = this.parts;
    const start = {
      accountSid,
      streamSid,
      callSid,
      tracks: ["inbound"],
      mediaFormat: { encoding: "audio/x-mulaw", sampleRate: 8000, channels: 1 },
      customParameters: parameters,
    };
    this.sendCounted("start", `"start":${JSON.stringify(start)}`, "other");
  }

  private sendMedia(line: Line, spoken: Uint8Array): void {
    const timestampMs = this.frames * FRAME_MS;
    this.frames += 1;
    if (line.losesCallerFrame()) return;
    this.chunk += 1;
    const payload = Buffer.from(spoken.buffer, spoken.byteOffset, spoken.byteLength).toString("base64");
    const body = `"track":"inbound","chunk":"${this.chunk}","timestamp":"${timestampMs}","payload":"${payload}"`;
    this.sendCounted("media", `"media":{${body}}`, "media");
  }

  private sendMark(name: string): void {
    this.parts.onMark(name);
    this.sendCounted("mark", `"mark":${JSON.stringify({ name })}`, "mark");
  }

  private sendCounted(event: string, body: string, kind: "media" | "mark" | "other"): void {
    if (this.phase !== "open") return;
    this.sequenceNumber += 1;
    const head = `{"event":"${event}","sequenceNumber":"${this.sequenceNumber}"`;
    const text = `${head},${body},"streamSid":"${this.parts.streamSid}"}`;
    this.line?.sendUp(kind, () => this.socket.send(text));
  }

  private receive(text: string): void {
    if (this.phase !== "open") return;
    const message = readServerMessage(text, this.parts.streamSid);
    if (!message.ok) this.warnOnce(31_951, message.why);
    else if (message.event === "media") this.enqueue(message.audio);
    else if (message.event === "clear") this.clear();
    else if (this.queue.mark(message.name)) this.sendMark(message.name);
  }

  private clear(): void {
    this.parts.onCleared(this.queue.queuedBytes);
    for (const name of this.queue.clear()) this.sendMark(name);
  }

  private enqueue(audio: Uint8Array): void {
    if (!this.queue.push(audio)) this.warnOnce(31_931, "more than ten minutes of audio");
  }

  private cutAt(atMs: number | undefined, how: "drop" | "reset"): void {
    if (atMs === undefined) return;
    const { clock } = this.parts;
    this.timers.push(clock.at(clock.nowMs() + atMs, () => this.breakOff(how)));
  }

  /** The connection is gone, without a word. */
  breakOff(how: "drop" | "reset"): void {
    if (this.phase === "ended") return;
    this.line?.cut();
    this.socket.destroy(how);
    this.end("line-dropped");
  }

  private serverClosed(code: number | null): void {
    if (this.phase === "ended") return;
    this.line?.cut();
    const isProper = code === null || code === 1000 || code === 1001 || code === 1005;
    if (code === null) this.parts.onAlert(31_921, "connection lost");
    else if (!isProper) this.parts.onAlert(31_921, `close code ${code}`);
    this.end(code === null ? "server-lost" : "server-closed");
  }

  private failed(errorCode: number, why: string): void {
    if (this.phase === "ended") return;
    this.parts.onAlert(errorCode, why);
    this.end("failed");
  }

  private end(because: StreamEnd): void {
    this.phase = "ended";
    for (const timer of this.timers) timer.cancel();
    this.parts.onEnded(because);
  }

  private warnOnce(code: number, detail: string): void {
    if (this.warned.has(code)) return;
    this.warned.add(code);
    this.parts.onAlert(code, detail);
  }
}
