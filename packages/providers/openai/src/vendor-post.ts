/**
 * One POST to OpenAI or a server like it, whose answer is read as it comes: one deadline at a time, and exactly one end,
 * none after a cancel. What a refusal says becomes a named fault.
 */
import type { Clock, Timer } from "@offhook/engine/ports";
import { withoutKey } from "@offhook/provider-kit";
import { baseUrlOf, clockOf, keyHeader, type OpenAiAccount, type PostInit } from "./account.ts";
import { faultOfRefusal, type OpenAiFaultCode } from "./openai-faults.ts";

export interface PostRequest {
  account: OpenAiAccount;
  /** Such as `/audio/speech`. */
  path: string;
  /** A string is JSON. */
  body: string | FormData;
  /** From the request to the answer's headers. */
  connectMs: number;
}

export interface PostEvents {
  /** The answer begins. A text: why it is none of this protocol. */
  opened(contentType: string): string | null;
  piece(bytes: Uint8Array): void;
  ended(): void;
  failed(code: OpenAiFaultCode, detail: string): void;
}

/** Of a refusal's body. */
const MOST_REFUSAL_BYTES = 16_000;
/** The status says enough, should the rest of a refusal not come. */
const REFUSAL_MS = 500;

export class VendorPost {
  private readonly request: PostRequest;
  private readonly events: PostEvents;
  private readonly clock: Clock;
  private readonly abort = new AbortController();
  private timer: Timer | null = null;
  private over = false;

  constructor(request: PostRequest, events: PostEvents) {
    this.request = request;
    this.events = events;
    this.clock = clockOf(request.account);
  }

  start(): void {
    this.wait(this.request.connectMs, "openai-connect-late");
    // Nothing is told before whoever starts it has got hold of it.
    queueMicrotask(() => {
      this.exchange().catch((error: unknown) => this.fail("openai-connection-lost", causeOf(error)));
    });
  }

  /** Instead of the deadline before it. */
  wait(ms: number, code: OpenAiFaultCode): void {
    this.after(ms, () => this.fail(code, `Waited ${ms} ms.`));
  }

  fail(code: OpenAiFaultCode, detail: string): void {
    if (!this.end()) return;
    this.abort.abort();
    this.events.failed(code, withoutKey(detail, this.request.account.apiKey));
  }

  /** At once, and nothing more is heard. */
  cancel(): void {
    this.end();
    this.abort.abort();
  }

  private async exchange(): Promise<void> {
    if (this.over) return;
    const response = await this.send();
    if (!response || this.over) return;
    if (!response.ok) return this.refused(response);
    const problem = this.events.opened(response.headers.get("content-type") ?? "");
    if (problem !== null) return this.fail("openai-answer-malformed", problem);
    const reader = response.body?.getReader();
    while (reader && !this.over) {
      const piece = await reader.read();
      if (this.over) return;
      if (piece.done) break;
      this.events.piece(piece.value);
    }
    if (this.end()) this.events.ended();
  }

  private async send(): Promise<Response | null> {
    const { account, path, body } = this.request;
    const url = `${baseUrlOf(account).replace(/\/+$/, "")}${path}`;
    if (!/^https?:\/\//.test(url) || !URL.canParse(url)) {
      this.fail("openai-base-url-invalid", "");
      return null;
    }
    const type: Record<string, string> = typeof body === "string" ? { "content-type": "application/json" } : {};
    const headers = { ...keyHeader(account), ...type };
    // A redirect is not followed: it would carry the key to a place that nobody named.
    const init: PostInit = { method: "POST", headers, body, signal: this.abort.signal, redirect: "manual" };
    try {
      return await (account.fetch ?? fetch)(url, init);
    } catch (error) {
      this.fail("openai-connect-failed", causeOf(error));
      return null;
    }
  }

  private async refused(response: Response): Promise<void> {
    const { status } = response;
    const report = (body: string): void => {
      const { code, detail } = faultOfRefusal(status, body);
      this.fail(code, detail);
    };
    let body = "";
    this.after(REFUSAL_MS, () => report(body));
    const reader = response.body?.getReader();
    const decoder = new TextDecoder();
    while (reader && body.length < MOST_REFUSAL_BYTES && !this.over) {
      const piece = await reader.read().catch(() => null);
      if (!piece || piece.done) break;
      body += decoder.decode(piece.value, { stream: true });
    }
    report(body);
  }

  private after(ms: number, run: () => void): void {
    this.timer?.cancel();
    if (!this.over) this.timer = this.clock.at(this.clock.nowMs() + ms, run);
  }

  /** False: it was over already. */
  private end(): boolean {
    const first = !this.over;
    this.over = true;
    this.timer?.cancel();
    return first;
  }
}

/** Node's fetch says "fetch failed" and hides the reason one level down. */
function causeOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause as { code?: string } | undefined) : undefined;
  return cause?.code ?? (error instanceof Error ? error.message : String(error));
}
