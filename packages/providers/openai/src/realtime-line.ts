/**
 * One socket to `/v1/realtime`, whatever its session is for: opened and set up within a deadline, events in and out as JSON,
 * and one end. Errors that leave the session as it was are its owner's affair.
 */
import type { Clock, Timer } from "@offhook/engine/ports";
import { queryOf, socketAddress, VendorSocket, withoutKey } from "@offhook/provider-kit";
import { baseUrlOf, clockOf, keyHeader, type OpenAiAccount } from "./account.ts";
import { codeOfError, faultOfEnd, type OpenAiFaultCode } from "./openai-faults.ts";
import { type RealtimeEvent, readRealtimeEvent } from "./realtime-event.ts";

export interface LineTimeouts {
  /** From opening to a socket that is open. */
  connectMs: number;
  /** From an open socket to a session that is set up. */
  sessionMs: number;
}

export const LINE_TIMEOUTS: Readonly<LineTimeouts> = Object.freeze({ connectMs: 2_500, sessionMs: 2_500 });

export interface LineParts {
  account: OpenAiAccount;
  timeouts: LineTimeouts;
  query: Readonly<Record<string, string>>;
  /** The whole of what differs from the vendor's defaults. */
  session(): Record<string, unknown>;
  ready(): void;
  event(event: RealtimeEvent): void;
  /** Once, and nothing after it. */
  lost(code: OpenAiFaultCode, detail: string): void;
}

/** After these there is no session, whatever the socket says. */
const FATAL = new Set<OpenAiFaultCode | null>([
  "openai-session-expired",
  "openai-key-refused",
  "openai-quota-exhausted",
  "openai-model-unknown",
]);

export class RealtimeLine {
  private readonly parts: LineParts;
  private readonly clock: Clock;
  private readonly socket: VendorSocket;
  private readonly held: string[] = [];
  private connecting = false;
  private deadline: Timer | null = null;
  private sent = 0;
  private lastText = "";
  private ready = false;
  private over = false;

  constructor(parts: LineParts) {
    this.parts = parts;
    this.clock = clockOf(parts.account);
    this.socket = new VendorSocket({
      opened: () => this.opened(),
      text: (text) => this.message(text),
      binary: () => this.fail("openai-answer-malformed", "Binary where text belongs."),
      ended: (end) => {
        const { code, detail } = faultOfEnd(end);
        this.fail(code, detail);
      },
    });
  }

  /** What was sent before waits behind the session's settings: sound would be taken for another format. */
  connect(): void {
    if (this.over) return;
    const { account, query, timeouts } = this.parts;
    const url = socketAddress(baseUrlOf(account), `/realtime${queryOf(query)}`);
    if (url === null) return queueMicrotask(() => this.fail("openai-base-url-invalid", ""));
    this.socket.connect({ url, headers: keyHeader(account), connectMs: timeouts.connectMs, clock: this.clock });
    const held = this.held.splice(0);
    this.connecting = true;
    this.send("session.update", { session: this.parts.session() });
    for (const message of held) this.socket.send(message);
  }

  get isReady(): boolean {
    return this.ready && !this.over;
  }

  /** Gives the event's id, by which an error names it. */
  send(type: string, fields: Readonly<Record<string, unknown>> = {}): string {
    this.sent += 1;
    const event_id = `offhook_${this.sent}`;
    this.put(JSON.stringify({ type, event_id, ...fields }));
    return event_id;
  }

  /** Without a name: of sound there is much, and no error names it. */
  sendSound(audio: Uint8Array): void {
    const base64 = Buffer.from(audio.buffer, audio.byteOffset, audio.byteLength).toString("base64");
    this.put(`{"type":"input_audio_buffer.append","audio":"${base64}"}`);
  }

  fail(code: OpenAiFaultCode, detail: string): void {
    if (this.over) return;
    this.settle();
    this.socket.drop();
    this.parts.lost(code, withoutKey(detail, this.parts.account.apiKey));
  }

  close(): void {
    if (this.over) return;
    this.settle();
    this.socket.leave(null);
  }

  private put(message: string): void {
    if (this.over) return;
    if (this.connecting) this.socket.send(message);
    else this.held.push(message);
  }

  private opened(): void {
    const { sessionMs } = this.parts.timeouts;
    this.deadline = this.clock.at(this.clock.nowMs() + sessionMs, () =>
      this.fail("openai-connect-late", `No session for ${sessionMs} ms.`),
    );
  }

  private message(text: string): void {
    // Every event has a number of its own: the very same text is the very same event, come twice.
    if (this.over || text === this.lastText) return;
    this.lastText = text;
    const event = readRealtimeEvent(text);
    if (!event) return this.fail("openai-answer-malformed", text.slice(0, 80));
    if (event.type === "session-updated" && !this.ready) return this.setUp();
    if (event.type !== "error") return this.parts.event(event);
    const code = codeOfError(event.error);
    const detail = `${event.error.code} ${event.error.message}`;
    if (FATAL.has(code)) return this.fail(code ?? "openai-unavailable", detail);
    // Before the session is set up, nothing else was asked for.
    if (!this.ready) return this.fail(code ?? "openai-request-refused", detail);
    this.parts.event(event);
  }

  private setUp(): void {
    this.ready = true;
    this.deadline?.cancel();
    this.parts.ready();
  }

  private settle(): void {
    this.over = true;
    this.deadline?.cancel();
  }
}
