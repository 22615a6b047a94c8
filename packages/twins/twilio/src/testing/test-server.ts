/** A server for the twin's own tests: TwiML by path, and the far end of every stream. In memory, in virtual time. */
import { createHmac } from "node:crypto";
import { type HttpRequest, type HttpResponse, memoryHttp } from "../http-transport.ts";
import type { LineScript } from "../line-script.ts";
import type { CallerEar } from "../person.ts";
import { type MemoryPeer, memorySockets } from "../socket-transport.ts";
import { TwilioTwin, type TwilioTwinOptions } from "../twilio-twin.ts";
import { VirtualClock } from "../virtual-clock.ts";

export const FROM = "+15550001111";
export const TO = "+15550002222";
export const VOICE_URL = "https://server.test/voice";

export interface WireMessage {
  event: string;
  sequenceNumber?: string;
  streamSid?: string;
  media?: { track: string; chunk: string; timestamp: string; payload: string };
  mark?: { name: string };
  [other: string]: unknown;
}

/** One stream, seen from the server. */
export class FarEnd {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly peer: MemoryPeer;
  readonly messages: WireMessage[] = [];
  closedWith: number | null | undefined;

  constructor(url: string, headers: Readonly<Record<string, string>>, peer: MemoryPeer) {
    this.url = url;
    this.headers = headers;
    this.peer = peer;
  }

  get streamSid(): string {
    return String(this.messages.find(({ event }) => event === "start")?.streamSid);
  }

  of(event: string): WireMessage[] {
    return this.messages.filter((message) => message.event === event);
  }

  get marks(): string[] {
    return this.of("mark").map(({ mark }) => mark?.name ?? "");
  }

  send(message: Record<string, unknown>): void {
    this.peer.send(JSON.stringify({ ...message, streamSid: this.streamSid }));
  }

  play(bytes: number, value: number): void {
    this.send({ event: "media", media: { payload: Buffer.alloc(bytes, value).toString("base64") } });
  }

  mark(name: string): void {
    this.send({ event: "mark", mark: { name } });
  }
}

export type Page = string | HttpResponse | ((form: URLSearchParams) => string | HttpResponse);

/** `pages`: TwiML inside `<Response>` by path, or a whole answer. */
export function setUp(pages: Record<string, Page>, options: TwilioTwinOptions = {}) {
  const clock = new VirtualClock();
  const requests: { path: string; form: URLSearchParams; request: HttpRequest; atMs: number }[] = [];
  const streams: FarEnd[] = [];
  const startMs = clock.nowMs();
  const http = memoryHttp((request) => {
    const path = new URL(request.url).pathname;
    const form = new URLSearchParams(request.method === "GET" ? new URL(request.url).search : request.body);
    requests.push({ path, form, request, atMs: clock.nowMs() - startMs });
    const page = pages[path] ?? { status: 404, body: "" };
    const answer = typeof page === "function" ? page(form) : page;
    return typeof answer === "string" ? twimlAnswer(answer) : answer;
  }, clock);
  const sockets = memorySockets(({ url, headers }, peer) => {
    if (url.endsWith("/refuse")) return { status: 403 };
    const stream = new FarEnd(url, headers, peer);
    streams.push(stream);
    return {
      text: (text) => void stream.messages.push(JSON.parse(text)),
      closed: (code) => {
        stream.closedWith = code;
      },
    };
  });
  const twin = new TwilioTwin({ clock, http, sockets, seed: 1, ...options });
  const place = (more: { caller?: CallerEar; line?: LineScript; statusCallback?: string; fallbackUrl?: string } = {}) =>
    twin.placeCall({ from: FROM, to: TO, voiceUrl: VOICE_URL, ...more });
  const at = (path: string) => requests.filter((each) => each.path === path);
  return { clock, twin, place, requests, streams, at };
}

function twimlAnswer(verbs: string): HttpResponse {
  return { status: 200, headers: { "content-type": "text/xml" }, body: `<Response>${verbs}</Response>` };
}

export function only<T>(items: readonly T[]): T {
  const [item] = items;
  if (item === undefined || items.length !== 1) throw new Error(`expected one, found ${items.length}`);
  return item;
}

export const STREAM = '<Connect><Stream url="wss://server.test/media"/></Connect>';

/** Written out once more, so that the twin's own signing has a witness. */
export function signatureOf(token: string, url: string, form?: URLSearchParams): string {
  const fields = [...(form ?? [])].map(([name, value]) => name + value).sort();
  return createHmac("sha1", token)
    .update(url + fields.join(""))
    .digest("base64");
}
