/** One `/v1/realtime` socket of the twin: a session, its input buffer, its conversation, one response at a time. */
import type { Clock, Timer } from "@offhook/engine/ports";
import { type Outbox, parseObject, type TwinConversation } from "@offhook/twin-kit";
import { ConversationItems, type Item, wireItem } from "./conversation-items.ts";
import type { Ear } from "./ear.ts";
import { InputBuffer, type VadSettings } from "./input-buffer.ts";
import type { Latencies } from "./latencies.ts";
import { invalid, invalidValue, missing, type RealtimeError } from "./realtime-errors.ts";
import { ResponseSpeaker, type SpokenText } from "./response-speaker.ts";
import type { Tokens } from "./response-usage.ts";
import { audioOf, isError, isRecord, newSession, responseProblem, updated } from "./session-object.ts";
import type { RealtimeAnswer } from "./spoken-reply.ts";

export interface RealtimeParts {
  kind: "realtime" | "transcription";
  model: string;
  outbox: Outbox;
  latencies: Latencies;
  clock: Clock;
  ear: Ear;
  /** The vendor ends a session after this. */
  sessionMs: number;
  answer(items: readonly Item[], response: Record<string, unknown>): RealtimeAnswer;
  spoken(text: string): SpokenText;
}

type Event = Record<string, unknown>;

const LEAST_COMMIT_MS = 100;
const EPOCH_S = 1_790_000_000;

export class RealtimeSocket implements TwinConversation {
  readonly items = new ConversationItems();
  private readonly parts: RealtimeParts;
  private readonly input: InputBuffer;
  private readonly expiry: Timer;
  private readonly handlers: Readonly<Record<string, (event: Event) => RealtimeError | null>>;
  private current: Event;
  private active: ResponseSpeaker | null = null;
  private cached: Tokens = { text: 0, audio: 0 };
  private hasSpoken = false;
  /** Named where speech begins, and made where it is committed. */
  private heardId: string | null = null;
  private events = 0;
  private responses = 0;

  constructor(parts: RealtimeParts) {
    this.parts = parts;
    const { kind, model, clock, sessionMs } = parts;
    this.current = newSession(kind, "sess_twin", model, EPOCH_S + Math.round(sessionMs / 1_000));
    this.input = new InputBuffer(() => this.isPcmInput, {
      started: (audio_start_ms) => this.speechStarted(audio_start_ms),
      stopped: (audio_end_ms) => this.speechStopped(audio_end_ms),
    });
    this.handlers = this.handlersByType();
    this.expiry = clock.at(clock.nowMs() + sessionMs, () => this.expire());
    this.send({ type: "session.created", session: this.current });
  }

  get session(): Readonly<Event> {
    return this.current;
  }

  binary(): void {
    this.fail(invalid("invalid_event", "Binary messages are not accepted."));
  }

  text(text: string): void {
    const event = parseObject(text);
    if (!event) return this.fail(invalid("invalid_json", "We could not parse the JSON of the event."));
    const handle = this.handlers[String(event.type)];
    const problem = handle ? handle(event) : invalidValue("type", event.type);
    if (problem) this.fail(problem, event.event_id);
  }

  closed(): void {
    this.expiry.cancel();
    this.active?.stop();
    this.parts.outbox.stop();
  }

  private handlersByType(): Record<string, (event: Event) => RealtimeError | null> {
    const common = {
      "session.update": (event: Event) => this.update(event),
      "input_audio_buffer.append": (event: Event) => this.append(event),
      "input_audio_buffer.commit": () => this.commit(),
      "input_audio_buffer.clear": () => {
        this.input.clear();
        return this.reply({ type: "input_audio_buffer.cleared" });
      },
    };
    if (this.parts.kind === "transcription") return common;
    return {
      ...common,
      "conversation.item.create": (event) => this.create(event),
      "conversation.item.delete": ({ item_id }) =>
        this.items.delete(item_id) ?? this.reply({ type: "conversation.item.deleted", item_id }),
      "conversation.item.truncate": ({ item_id, content_index, audio_end_ms }) =>
        this.items.truncate(item_id, content_index, audio_end_ms) ??
        this.reply({ type: "conversation.item.truncated", item_id, content_index, audio_end_ms }),
      "conversation.item.retrieve": ({ item_id }) => this.retrieve(item_id),
      "response.create": (event) => this.respond(event),
      "response.cancel": () => this.cancel(),
    };
  }

  private update({ session }: Event): RealtimeError | null {
    const next = updated(this.current, session, this.hasSpoken);
    if (isError(next)) return next;
    this.current = next;
    return this.reply({ type: "session.updated", session: next });
  }

  private append({ audio }: Event): RealtimeError | null {
    if (typeof audio !== "string") return missing("audio");
    if (!/^[A-Za-z0-9+/]*={0,2}$/.test(audio))
      return invalid("invalid_audio", "The audio is not valid base64.", "audio");
    this.input.append(audio, this.vad);
    return null;
  }

  private commit(): RealtimeError | null {
    const { durationMs } = this.input;
    if (durationMs < LEAST_COMMIT_MS) {
      const message = `Error committing input audio buffer: buffer too small. Expected at least 100ms of audio, but buffer only has ${durationMs.toFixed(2)}ms of audio.`;
      return invalid("input_audio_buffer_commit_empty", message);
    }
    const content = [{ type: "input_audio", transcript: null as string | null, audioMs: durationMs }];
    const item: Item = { id: this.heardItemId(), type: "message", status: "completed", role: "user", content };
    this.heardId = null;
    const audio = this.input.take();
    this.items.add(item);
    const previous_item_id = this.items.before(item);
    this.reply({ type: "input_audio_buffer.committed", previous_item_id, item_id: item.id });
    this.added(item);
    this.transcribe(item.id, content[0], audio);
    return null;
  }

  private transcribe(item_id: string, content: { transcript: string | null } | undefined, audio: Uint8Array): void {
    if (!isRecord(audioOf(this.current).input.transcription)) return;
    const transcript = this.parts.ear.words(audio);
    if (content) content.transcript = transcript;
    const { outbox, latencies } = this.parts;
    const place = { item_id, content_index: 0 };
    const type = "conversation.item.input_audio_transcription";
    const afterMs = latencies.transcriptMs();
    for (const delta of transcript.match(/\s*\S+/g) ?? []) {
      outbox.json(this.numbered({ type: `${type}.delta`, ...place, delta }), afterMs, item_id);
    }
    const usage = { type: "duration", seconds: Math.ceil(audio.length / 8_000) };
    outbox.json(this.numbered({ type: `${type}.completed`, ...place, transcript, usage }), afterMs, item_id);
  }

  private create({ item, previous_item_id }: Event): RealtimeError | null {
    const made = this.items.create(item, previous_item_id);
    if (isError(made)) return made;
    this.added(made);
    return null;
  }

  private added(item: Item): void {
    const event = { previous_item_id: this.items.before(item), item: wireItem(item) };
    this.reply({ type: "conversation.item.added", ...event });
    this.reply({ type: "conversation.item.done", ...event });
  }

  private retrieve(itemId: unknown): RealtimeError | null {
    const item = this.items.find(itemId);
    if (!item) return invalid("item_retrieve_invalid_item_id", `Item not found: ${String(itemId)}`, "item_id");
    return this.reply({ type: "conversation.item.retrieved", item: wireItem(item) });
  }

  private respond({ response }: Event): RealtimeError | null {
    const problem = responseProblem(response);
    if (problem) return problem;
    if (this.active) {
      const code = "conversation_already_has_active_response";
      return invalid(code, "Conversation already has an active response in progress.");
    }
    this.responses += 1;
    const asked = isRecord(response) ? response : {};
    this.active = new ResponseSpeaker({
      id: `resp_${this.responses}`,
      answer: this.parts.answer(this.items.list, asked),
      session: { ...this.current, ...(asked.output_modalities ? { output_modalities: asked.output_modalities } : {}) },
      ...{ items: this.items, latencies: this.parts.latencies, clock: this.parts.clock, cached: this.cached },
      spoken: (text) => this.parts.spoken(text),
      send: (event) => this.send(event),
      ended: (tokens) => {
        this.active = null;
        this.cached = tokens;
      },
    });
    this.hasSpoken = true;
    this.active.start();
    return null;
  }

  private cancel(): RealtimeError | null {
    if (!this.active) return invalid("response_cancel_not_active", "Cancellation failed: no active response found.");
    this.active.cancel("client_cancelled");
    return null;
  }

  private speechStarted(audio_start_ms: number): void {
    this.reply({ type: "input_audio_buffer.speech_started", audio_start_ms, item_id: this.heardItemId() });
    if (this.turnDetection.interrupt_response === true) this.active?.cancel("turn_detected");
  }

  private speechStopped(audio_end_ms: number): void {
    this.reply({ type: "input_audio_buffer.speech_stopped", audio_end_ms, item_id: this.heardItemId() });
    this.commit();
    const answers = this.parts.kind === "realtime" && this.turnDetection.create_response === true;
    if (answers && !this.active) this.respond({});
  }

  private heardItemId(): string {
    this.heardId ??= this.items.nextId();
    return this.heardId;
  }

  private get turnDetection(): Event {
    const { turn_detection } = audioOf(this.current).input;
    return isRecord(turn_detection) ? turn_detection : {};
  }

  private get vad(): VadSettings | null {
    const { type, prefix_padding_ms = 300, silence_duration_ms = 500 } = this.turnDetection;
    if (type === undefined) return null;
    return { prefix_padding_ms: Number(prefix_padding_ms), silence_duration_ms: Number(silence_duration_ms) };
  }

  private get isPcmInput(): boolean {
    const { format } = audioOf(this.current).input;
    return isRecord(format) && format.type === "audio/pcm";
  }

  private expire(): void {
    const message = "Your session hit the maximum duration of 60 minutes.";
    this.send({ type: "error", error: { ...invalid("session_expired", message), event_id: null } });
    this.parts.outbox.close(1_001, "invalid_request_error.session_expired");
  }

  private fail(error: RealtimeError, event_id: unknown = null): void {
    this.send({ type: "error", error: { ...error, event_id: event_id ?? null } });
  }

  /** Null: nothing was wrong. */
  private reply(event: Event): null {
    this.parts.outbox.json(this.numbered(event), this.parts.latencies.eventMs());
    return null;
  }

  private send(event: Event): void {
    this.parts.outbox.json(this.numbered(event));
  }

  private numbered({ type, ...rest }: Event): Event {
    this.events += 1;
    return { type, event_id: `event_${this.events}`, ...rest };
  }
}
