/** One POST to OpenAI or a server like it: the key, the address, and what its failures are called. */
import { StreamedPost, withoutKey } from "@offhook/provider-kit";
import { baseUrlOf, clockOf, keyHeader, type OpenAiAccount } from "./account.ts";
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
  /** The end, as `ended` is; neither comes after a cancel. */
  failed(code: OpenAiFaultCode, detail: string): void;
}

export class VendorPost {
  private readonly request: PostRequest;
  private readonly events: PostEvents;
  private readonly post: StreamedPost;
  private over = false;

  constructor(request: PostRequest, events: PostEvents) {
    this.request = request;
    this.events = events;
    const { account, path, body, connectMs } = request;
    const url = `${baseUrlOf(account).replace(/\/+$/, "")}${path}`;
    const isForm = typeof body !== "string";
    // Forms are Node's own, which only its own fetch can send.
    const way = account.fetch ?? (isForm ? (fetch as NonNullable<typeof account.fetch>) : null);
    const headers = { ...keyHeader(account), ...(isForm ? {} : { "content-type": "application/json" }) };
    this.post = new StreamedPost(
      {
        ...{ url, headers, connectMs, clock: clockOf(account), body: isForm ? "" : body },
        // A form goes in the place of the text, and names its own type.
        ...(way ? { fetch: (to, init) => way(to, isForm ? { ...init, body } : init) } : {}),
      },
      {
        opened: (type) => events.opened(type),
        piece: (bytes) => events.piece(bytes),
        ended: () => {
          if (this.end()) events.ended();
        },
        refused: ({ status, body: said }) => {
          const { code, detail } = faultOfRefusal(status, said);
          this.fail(code, detail);
        },
        failed: (because, detail) => this.fail(`openai-${because}`, detail),
      },
    );
  }

  start(): void {
    if (/^https?:\/\/[^/]/.test(baseUrlOf(this.request.account))) return this.post.start();
    // Nothing is told before whoever starts it has got hold of it.
    queueMicrotask(() => this.fail("openai-base-url-invalid", ""));
  }

  /** In the place of the deadline before it. */
  wait(ms: number, code: OpenAiFaultCode): void {
    this.post.wait(ms, () => this.fail(code, `Waited ${ms} ms.`));
  }

  fail(code: OpenAiFaultCode, detail: string): void {
    if (!this.end()) return;
    this.post.cancel();
    this.events.failed(code, withoutKey(detail, this.request.account.apiKey));
  }

  /** At once, and nothing more is heard. */
  cancel(): void {
    this.end();
    this.post.cancel();
  }

  /** False: it was over already. */
  private end(): boolean {
    const first = !this.over;
    this.over = true;
    return first;
  }
}
