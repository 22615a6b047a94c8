/**
 * One POST to a vendor whose answer is read as it comes: one deadline at a time, and exactly one end, none after a cancel.
 * Knows no vendor, and not what the answer means.
 */
import type { Clock, Timer } from "@offhook/engine/ports";
import { causeOf } from "./cause-of.ts";
import { REAL_CLOCK } from "./clock.ts";
import { vendorFetch } from "./vendor-connections.ts";

export interface PostRequest {
  /** `http:` or `https:`. */
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string;
  /** From the request to the answer's headers. */
  connectMs: number;
  /** For tests: another way to the server. */
  fetch?: PostFetch;
  /** For tests: another time. */
  clock?: Clock;
}

export type PostFetch = (url: string, init: PostInit) => Promise<Response>;

export interface PostInit {
  method: "POST";
  headers: Record<string, string>;
  body: string;
  signal: AbortSignal;
  redirect: "manual";
}

/** What the server said instead of an answer. */
export interface Refusal {
  status: number;
  headers: Headers;
  /** Its beginning, as text. */
  body: string;
}

export type PostFailure = "connect-failed" | "connect-late" | "connection-lost" | "answer-malformed";

export interface PostEvents {
  /** The answer begins. A text: why it is none of this protocol. */
  opened(contentType: string): string | null;
  piece(bytes: Uint8Array): void;
  /** The server has nothing more to say. */
  ended(): void;
  refused(refusal: Refusal): void;
  failed(because: PostFailure, detail: string): void;
}

/** Its message, and not ten megabytes. */
const MOST_REFUSAL_BYTES = 16_000;
/** The status says enough, should the rest of a refusal not come; and after its end an answer is not read for ever. */
const REST_MS = 500;
const MOST_DRAINED_PIECES = 8;

export class StreamedPost {
  private readonly request: PostRequest;
  private readonly events: PostEvents;
  private readonly clock: Clock;
  private readonly abort = new AbortController();
  private timer: Timer | null = null;
  private state: "under-way" | "draining" | "over" = "under-way";

  constructor(request: PostRequest, events: PostEvents) {
    this.request = request;
    this.events = events;
    this.clock = request.clock ?? REAL_CLOCK;
  }

  start(): void {
    const { connectMs } = this.request;
    this.wait(connectMs, () => this.fail("connect-late", `Waited ${connectMs} ms.`));
    this.exchange().catch((error: unknown) => this.fail("connection-lost", String(error)));
  }

  /** In the place of the deadline before it. */
  wait(ms: number, run: () => void): void {
    this.timer?.cancel();
    if (this.isUnderWay) this.timer = this.clock.at(this.clock.nowMs() + ms, run);
  }

  /** The answer is whole: what is left of it is read unheard, so that the connection can serve the next request. */
  finish(): void {
    if (!this.isUnderWay) return;
    this.wait(REST_MS, () => this.end());
    this.state = "draining";
  }

  /** At once: the connection goes, and nothing more is heard. */
  cancel(): void {
    if (this.isUnderWay) this.end();
  }

  private async exchange(): Promise<void> {
    const response = await this.send();
    if (!response || !this.isUnderWay) return;
    if (!response.ok) return this.refused(response);
    const type = response.headers.get("content-type") ?? "";
    const problem = response.body ? this.events.opened(type) : "It came as nothing at all.";
    if (problem !== null || !response.body) return this.fail("answer-malformed", problem ?? "");
    const reader = response.body.getReader();
    await this.read(reader);
    if (this.state === "draining") await this.drain(reader);
  }

  private async send(): Promise<Response | null> {
    const { url, headers, body, fetch: viaTest } = this.request;
    const init = { method: "POST" as const, headers: { ...headers }, body, signal: this.abort.signal };
    try {
      // A redirect is not followed: it would carry the key to a place that nobody named.
      return await (viaTest ?? vendorFetch)(url, { ...init, redirect: "manual" });
    } catch (error) {
      this.fail("connect-failed", causeOf(error));
      return null;
    }
  }

  private async read(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
    while (this.isUnderWay) {
      const piece = await reader.read().catch((error: unknown) => ({ broken: causeOf(error) }));
      if (!this.isUnderWay) return;
      if ("broken" in piece) return this.fail("connection-lost", piece.broken);
      if (piece.done) return this.wentDry();
      this.events.piece(piece.value);
    }
  }

  private async drain(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
    for (let count = 0; count < MOST_DRAINED_PIECES; count += 1) {
      const piece = await reader.read().catch(() => null);
      if (!piece || piece.done) return this.settle();
    }
    this.end();
  }

  private async refused(response: Response): Promise<void> {
    const { status, headers } = response;
    const report = (body: string): void => this.endWith(() => this.events.refused({ status, headers, body }));
    this.wait(REST_MS, () => report(""));
    const reader = response.body?.getReader();
    const decoder = new TextDecoder();
    let body = "";
    while (reader && body.length < MOST_REFUSAL_BYTES && this.isUnderWay) {
      const piece = await reader.read().catch(() => null);
      if (!piece || piece.done) break;
      body += decoder.decode(piece.value, { stream: true });
    }
    report(body);
  }

  private wentDry(): void {
    this.settle();
    this.events.ended();
  }

  private fail(because: PostFailure, detail: string): void {
    this.endWith(() => this.events.failed(because, detail));
  }

  private endWith(tell: () => void): void {
    if (!this.isUnderWay) return;
    this.end();
    tell();
  }

  private end(): void {
    this.settle();
    this.abort.abort();
  }

  private settle(): void {
    this.state = "over";
    this.timer?.cancel();
  }

  private get isUnderWay(): boolean {
    return this.state === "under-way";
  }
}
