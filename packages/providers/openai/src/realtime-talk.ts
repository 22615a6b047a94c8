/**
 * One connection's worth of a spoken conversation: the caller's sound in, one reply at a time out, and the vendor's record of
 * it kept in agreement with the call's. What a lost connection had is told to the next one as text.
 */
import type {
  Clock,
  ModelMessage,
  ModelRequest,
  RealtimeOptions,
  RealtimeReplySink,
  RealtimeReply as ReplyHandle,
  Timer,
} from "@offhook/engine/ports";
import { later } from "@offhook/provider-kit";
import { clockOf, type OpenAiAccount } from "./account.ts";
import { ConversationRecord } from "./conversation-record.ts";
import { codeOfError, type OpenAiFaultCode, openaiFault } from "./openai-faults.ts";
import type { RealtimeEvent } from "./realtime-event.ts";
import { type LineTimeouts, RealtimeLine } from "./realtime-line.ts";
import { RealtimeReply, type ReplyTimeouts } from "./realtime-reply.ts";
import { responseFor, SessionSettings, type SpeechChoice } from "./realtime-settings.ts";
import { type Span, SpokenInput } from "./spoken-input.ts";

export interface RealtimeTimeouts extends LineTimeouts, ReplyTimeouts {
  /** From a reply's cancel to its end; a reply that waits for it has no longer to give. */
  cancelledMs: number;
}

export interface TalkParts {
  account: OpenAiAccount;
  /** As in logs and faults. */
  id: string;
  speech: SpeechChoice;
  options: RealtimeOptions;
  timeouts: RealtimeTimeouts;
  ready(): void;
  /** What the vendor's own transcription made of the caller's words. */
  heard(text: string, span: Span): void;
  /** Nobody speaks and nothing is asked. */
  idle(): void;
  lost(code: OpenAiFaultCode, detail: string): void;
}

interface Waiting {
  reply: RealtimeReply;
  request: ModelRequest;
}

export class RealtimeTalk {
  private readonly parts: TalkParts;
  private readonly clock: Clock;
  private readonly line: RealtimeLine;
  private readonly input: SpokenInput;
  private readonly record = new ConversationRecord();
  private readonly settings: SessionSettings;
  /** The vendor makes this one, or has not yet said that it stopped. */
  private active: RealtimeReply | null = null;
  /** By which an error would name the request for it. */
  private askedBy = "";
  private next: Waiting | null = null;
  private stopping: Timer | null = null;
  private end: { code: OpenAiFaultCode; detail: string } | null = null;

  constructor(parts: TalkParts) {
    this.parts = parts;
    this.clock = clockOf(parts.account);
    this.settings = new SessionSettings(parts.speech, parts.options);
    this.line = new RealtimeLine({
      ...{ account: parts.account, timeouts: parts.timeouts, query: { model: parts.speech.model } },
      session: () => this.settings.whole(),
      ready: () => parts.ready(),
      event: (event) => this.event(event),
      lost: (code, detail) => this.lost(code, detail),
    });
    this.input = new SpokenInput(this.line);
  }

  connect(): void {
    this.line.connect();
  }

  get isIdle(): boolean {
    return this.active === null && this.next === null && !this.input.hasSpeech;
  }

  push(audio: Uint8Array, audioMs: number): void {
    this.input.push(audio, audioMs);
  }

  speechStarted(audioMs: number): void {
    this.input.speechStarted(audioMs);
  }

  respond(request: ModelRequest, sink: RealtimeReplySink): ReplyHandle {
    const { id, timeouts } = this.parts;
    const reply: RealtimeReply = new RealtimeReply({
      ...{ sink, clock: this.clock, timeouts },
      fault: (code, detail) => {
        sink.fault(openaiFault(code, id, detail));
        this.dismiss(reply);
      },
    });
    if (this.end) {
      const { code, detail } = this.end;
      const failing = later(() => reply.fail(code, detail));
      return { cancel: () => void (reply.end() && failing.cancel()), heard: () => {} };
    }
    this.next?.reply.fail("openai-reply-superseded", "");
    this.next = { reply, request };
    if (this.active) this.supersede(this.active);
    else this.begin();
    return {
      cancel: () => {
        if (reply.end()) this.dismiss(reply);
      },
      heard: (audioMs) => this.heard(reply, audioMs),
    };
  }

  close(): void {
    this.stopping?.cancel();
    this.active?.end();
    this.next?.reply.end();
    this.end ??= { code: "openai-connection-lost", detail: "The session was closed." };
    this.line.close();
  }

  /** Nobody waits for it any more: the vendor need not go on. */
  private dismiss(reply: RealtimeReply): void {
    if (this.next?.reply === reply) this.next = null;
    if (this.active !== reply || reply.own.isSettled) return;
    reply.own.isSettled = true;
    this.line.send("response.cancel");
  }

  /** The vendor makes one reply at a time. The one before ends first, but not for long. */
  private supersede(before: RealtimeReply): void {
    before.fail("openai-reply-superseded", "");
    const { cancelledMs } = this.parts.timeouts;
    this.stopping ??= this.clock.at(this.clock.nowMs() + cancelledMs, () => {
      this.stopping = null;
      // Nobody waits any more: whoever comes next may wait again.
      if (this.next) this.line.fail("openai-stalled", `A cancelled reply did not end for ${cancelledMs} ms.`);
    });
  }

  private begin(): void {
    const { next } = this;
    this.next = null;
    this.stopping?.cancel();
    this.stopping = null;
    if (!next) return this.parts.idle();
    const { messages, tools, maxOutputTokens } = next.request;
    const [first, ...rest] = messages;
    const isInstruction = first?.role === "system";
    const change = this.settings.changed(isInstruction ? first.content : null, tools);
    if (change) this.line.send("session.update", { session: change });
    this.agree(isInstruction ? rest : messages);
    this.active = next.reply;
    this.record.began(next.reply.own);
    this.askedBy = this.line.send("response.create", { response: responseFor(maxOutputTokens) });
  }

  private agree(messages: readonly ModelMessage[]): void {
    const { events, commit, clear } = this.record.agree(messages, this.input.hasSpeech);
    for (const { type, ...fields } of events) this.line.send(type, fields);
    if (clear) this.input.clear();
    if (commit) this.input.commit();
  }

  private heard(reply: RealtimeReply, audioMs: number): void {
    if (this.end) return;
    if (reply.end()) this.dismiss(reply);
    for (const { itemId, endMs } of reply.cutsAt(audioMs)) {
      if (endMs === null) {
        this.record.forget(itemId);
        this.line.send("conversation.item.delete", { item_id: itemId });
      } else {
        const cut = { item_id: itemId, content_index: 0, audio_end_ms: endMs };
        this.line.send("conversation.item.truncate", cut);
      }
    }
  }

  private event(event: RealtimeEvent): void {
    switch (event.type) {
      case "committed":
        this.input.committed(event.itemId);
        return this.record.committed(event.itemId);
      case "heard": {
        const span = this.input.takeSpan(event.itemId);
        return span ? this.parts.heard(event.text, span) : undefined;
      }
      case "error":
        return this.refused(event.eventId, event.error);
      case "response-created": {
        if (this.active && this.active.responseId === null) this.active.responseId = event.responseId;
        return;
      }
      default:
        if ("responseId" in event && this.active?.responseId === event.responseId) this.replyEvent(this.active, event);
    }
  }

  private replyEvent(reply: RealtimeReply, event: RealtimeEvent & { responseId: string }): void {
    switch (event.type) {
      case "item-begun":
        reply.begun(event.itemId);
        return event.isCall ? reply.goesOn() : undefined;
      case "sound":
        return reply.sound(event.itemId, event.audio);
      case "words":
        return reply.words(event.delta);
      case "call-progress":
        return reply.goesOn();
      case "call":
        return reply.call(event.call);
      case "response-done":
        this.active = null;
        reply.done(event.end);
        return this.begin();
    }
  }

  /** Most errors change nothing: a cancel that came too late, a cut of what is no longer there. */
  private refused(eventId: string, error: { code: string; type: string; message: string }): void {
    if (this.input.refused(eventId)) return this.record.notCommitted();
    const { active } = this;
    if (!active || eventId !== this.askedBy || active.responseId !== null) return;
    this.active = null;
    active.own.isSettled = true;
    active.fail(codeOfError(error) ?? "openai-request-refused", `${error.code} ${error.message}`);
    this.begin();
  }

  private lost(code: OpenAiFaultCode, detail: string): void {
    this.end = { code, detail };
    this.stopping?.cancel();
    const replies = [this.active, this.next?.reply];
    this.active = null;
    this.next = null;
    for (const reply of replies) reply?.fail(code, detail);
    this.parts.lost(code, detail);
  }
}
