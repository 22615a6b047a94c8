/**
 * Somebody who speaks Twilio's protocol by hand: signs what should be signed, or not, and sends whatever a test wants.
 */
import { randomBytes } from "node:crypto";
import { request as httpRequest } from "node:http";
import type { Socket } from "node:net";
import { signRequest } from "@offhook/twin-twilio";
import { WebSocket } from "ws";
import { CONNECTED, mediaMessage, startMessage, stopMessage } from "../bad-input/valid-messages.ts";
import type { CallLab } from "./call-lab.ts";

export type Fields = readonly (readonly [string, string])[];

export interface Answer {
  status: number;
  text: string;
  /** Of an error's body. */
  code: string | undefined;
  fix: string | undefined;
}

export interface Sending {
  method?: string;
  headers?: Record<string, string>;
  /** Left out: as Twilio signs it. Null: none. */
  signature?: string | null;
  /** Instead of the form. */
  body?: string;
}

export class Stranger {
  readonly lab: CallLab;

  constructor(lab: CallLab) {
    this.lab = lab;
  }

  newCallSid(): string {
    return `CA${randomBytes(16).toString("hex")}`;
  }

  form(callSid: string, more: Record<string, string> = {}): Fields {
    const { accountSid } = this.lab.twin;
    const [From, To] = ["+14155559999", "+14155550199"];
    const fields = { AccountSid: accountSid, CallSid: callSid, From, To, CallStatus: "ringing", Direction: "inbound" };
    return Object.entries({ ...fields, ...more });
  }

  post(path: string, fields: Fields, sending: Sending = {}): Promise<Answer> {
    const url = `${this.lab.server.address}${path}`;
    const body = sending.body ?? new URLSearchParams(fields as [string, string][]).toString();
    const signature =
      sending.signature === undefined ? signRequest(this.lab.twin.authToken, url, fields) : sending.signature;
    const headers = {
      "content-type": "application/x-www-form-urlencoded",
      ...(signature === null ? {} : { "x-twilio-signature": signature }),
      ...sending.headers,
    };
    return send(url, sending.method ?? "POST", headers, body);
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return send(`${this.lab.server.address}${path}`, "GET", headers, "");
  }

  /** Waits until the machine has room for another call: a busy one refuses, and rightly. */
  async room(calls = 1): Promise<void> {
    const hasRoom = async (): Promise<boolean> => {
      const { capacity, calls: active } = await this.lab.get<{ capacity: number; calls: number }>("/ready");
      return capacity - active >= Math.min(calls, capacity);
    };
    await this.lab.until(hasRoom, 60_000);
  }

  /** A call rings; what the TwiML says the stream must bring. */
  async ring(callSid = this.newCallSid()): Promise<{ callSid: string; ticket: string; callId: string }> {
    await this.room();
    const { status, text } = await this.post("/twilio/voice", this.form(callSid));
    const parameter = (name: string): string => new RegExp(`name="${name}" value="([^"]+)"`).exec(text)?.[1] ?? "";
    const [ticket, callId] = [parameter("ticket"), parameter("callId")];
    if (status !== 200 || ticket === "") throw new Error(`The call was not taken: ${status} ${text}`);
    return { callSid, ticket, callId };
  }

  /** The carrier says that the call is over. */
  async hungUp(callSid: string): Promise<void> {
    const { status } = await this.post("/twilio/status", this.form(callSid, { CallStatus: "completed" }));
    if (status !== 200) throw new Error(`The status was not taken: ${status}`);
  }

  /** A stream's socket, open. Rejects with the HTTP status where the upgrade is refused. */
  async open(headers?: Record<string, string>): Promise<BadStream> {
    const url = `${this.lab.server.address.replace(/^http/, "ws")}/twilio/media`;
    const signed = headers ?? { "x-twilio-signature": signRequest(this.lab.twin.authToken, url) };
    const socket = new WebSocket(url, { headers: signed, perMessageDeflate: false });
    const stream = new BadStream(socket, this.lab.twin.accountSid);
    await stream.opened;
    return stream;
  }

  /** A stream that has begun, for a call that has rung. */
  async stream(names: { callSid: string; ticket: string; accountSid?: string }): Promise<BadStream> {
    const stream = await this.open();
    stream.begin(names);
    return stream;
  }
}

export class BadStream {
  readonly streamSid = `MZ${randomBytes(16).toString("hex")}`;
  readonly socket: WebSocket;
  readonly opened: Promise<void>;
  /** The close code: 1006 where there was none. */
  readonly closed: Promise<number>;
  closeCode: number | null = null;
  /** Messages of the agent's. */
  received = 0;
  /** Valid messages that were sent, the newest of each kind. */
  readonly valid: string[] = [];
  private readonly accountSid: string;
  private tcp: Socket | null = null;
  private callSid = "";
  private chunk = 0;

  constructor(socket: WebSocket, accountSid: string) {
    this.socket = socket;
    this.accountSid = accountSid;
    this.opened = new Promise((resolve, reject) => {
      socket.once("open", resolve);
      socket.once("unexpected-response", (_request, response) => reject(new Error(`HTTP ${response.statusCode}`)));
      socket.once("error", reject);
    });
    this.closed = new Promise((resolve) => {
      socket.once("close", (code) => {
        this.closeCode = code;
        resolve(code);
      });
    });
    socket.on("error", () => {});
    socket.on("upgrade", (response) => {
      this.tcp = response.socket;
    });
    socket.on("message", () => {
      this.received += 1;
    });
  }

  begin({
    callSid,
    ticket,
    accountSid = this.accountSid,
  }: {
    callSid: string;
    ticket: string;
    accountSid?: string;
  }): void {
    this.callSid = callSid;
    const start = startMessage({ streamSid: this.streamSid, callSid, accountSid, parameters: { ticket } });
    this.valid.push(CONNECTED, start);
    this.socket.send(CONNECTED);
    this.socket.send(start);
  }

  media(): void {
    this.chunk += 1;
    const message = mediaMessage(this.streamSid, this.chunk);
    this.valid[2] = message;
    this.socket.send(message);
  }

  stop(): void {
    this.socket.send(stopMessage(this.streamSid, this.callSid, this.accountSid));
  }

  /** Bytes below WebSocket. */
  raw(bytes: Buffer): void {
    this.tcp?.write(bytes);
  }
}

/** A frame by hand, masked with zeros as far as a client must. */
export function frame(opcode: number, payload: Buffer, { fin = true, masked = true, reserved = 0 } = {}): Buffer {
  const first = (fin ? 0x80 : 0) | (reserved << 4) | opcode;
  const mask = masked ? 0x80 : 0;
  const head =
    payload.length < 126 ? Buffer.from([first, mask | payload.length]) : longHead(first, mask, payload.length);
  return Buffer.concat([head, masked ? Buffer.alloc(4) : Buffer.alloc(0), payload]);
}

function longHead(first: number, mask: number, length: number): Buffer {
  const head = Buffer.alloc(10);
  head.set([first, mask | 127]);
  head.writeBigUInt64BE(BigInt(length), 2);
  return head;
}

function send(url: string, method: string, headers: Record<string, string>, body: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, { method, headers: { ...headers, "content-length": Buffer.byteLength(body) } });
    request.once("error", reject);
    request.once("response", async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk);
      const text = Buffer.concat(chunks).toString();
      const isJson = response.headers["content-type"]?.includes("json");
      const error = isJson ? JSON.parse(text).error : undefined;
      resolve({ status: response.statusCode ?? 0, text, code: error?.code, fix: error?.fix });
    });
    request.end(body);
  });
}
