/**
 * One `multi-stream-input` socket of the twin. Each context keeps text until its schedule, `auto_mode` or a flush has it
 * spoken; only closing a context brings `isFinal`. Contexts are spoken side by side.
 */
import type { Clock, Timer } from "@offhook/engine/ports";
import { type Outbox, parseObject, type TwinConversation } from "@offhook/twin-kit";
import { alignedSpeech } from "./aligned-speech.ts";
import type { Latencies } from "./latencies.ts";
import { type SocketErrorName, socketError } from "./refusals.ts";
import { speedIn } from "./voice-settings.ts";

export interface ContextsParts {
  query: URLSearchParams;
  outbox: Outbox;
  latencies: Latencies;
  clock: Clock;
  /** What is wrong with key, voice or query; said once the client speaks. */
  problem: SocketErrorName | null;
  /** The spelling of `contextId` and `isFinal`: the vendor's own SDK has both. */
  spelling: "camel" | "snake";
}

const MOST_CONTEXTS = 5;
/** Characters before anything is spoken without a flush. */
const FIRST_CHUNK = 120;
const DEFAULT_INACTIVITY_S = 20;

interface Context {
  text: string;
  speed: number;
}

export class ContextsSocket implements TwinConversation {
  private readonly parts: ContextsParts;
  private readonly contexts = new Map<string, Context>();
  private idle: Timer | null = null;

  constructor(parts: ContextsParts) {
    this.parts = parts;
    this.alive();
  }

  binary(): void {
    this.fail("invalid_message");
  }

  text(text: string): void {
    this.alive();
    if (this.parts.problem) return this.fail(this.parts.problem);
    const message = parseObject(text);
    if (message?.close_socket === true) return this.leave();
    const id = message?.context_id;
    if (!message || (id !== undefined && typeof id !== "string")) return this.fail("invalid_message");
    this.take(id ?? "default", message);
  }

  closed(): void {
    this.idle?.cancel();
    this.parts.outbox.stop();
  }

  private take(id: string, message: Record<string, unknown>): void {
    const text = typeof message.text === "string" ? message.text : "";
    const before = this.contexts.get(id);
    // An empty text keeps a context alive; flushing or closing one that is not there is nothing.
    if (!before && (text === "" || message.close_context === true)) return;
    const context = before ?? { text: "", speed: speedIn(message) };
    if (!before && this.contexts.size >= MOST_CONTEXTS) return this.fail("max_active_contexts_exceeded");
    this.contexts.set(id, context);
    context.text += text;
    const enough = context.text.length >= FIRST_CHUNK || this.parts.query.get("auto_mode") === "true";
    if (message.flush === true || message.close_context === true || (enough && /[.!?]\s*$/.test(context.text))) {
      this.generate(id, context);
    }
    if (message.close_context === true) this.close(id);
  }

  private generate(id: string, context: Context): void {
    const { text, speed } = context;
    context.text = "";
    const { outbox, latencies } = this.parts;
    for (const [index, { audio, alignment }] of alignedSpeech(text, speed).entries()) {
      const message = { audio: Buffer.from(audio).toString("base64"), ...this.named(id) };
      const timed = { ...message, alignment, normalizedAlignment: alignment };
      const afterMs = index === 0 ? latencies.firstAudioMs() : latencies.betweenAudioMs();
      outbox.follow(JSON.stringify(timed), afterMs, id);
    }
  }

  private close(id: string): void {
    this.contexts.delete(id);
    const isFinal = this.parts.spelling === "camel" ? { isFinal: true } : { is_final: true };
    this.parts.outbox.json({ ...isFinal, ...this.named(id) }, 0, id);
  }

  private named(id: string): Record<string, unknown> {
    return this.parts.spelling === "camel" ? { contextId: id } : { context_id: id };
  }

  private leave(): void {
    for (const [id, context] of this.contexts) {
      this.generate(id, context);
      this.close(id);
    }
    this.idle?.cancel();
    this.parts.outbox.close(1_000);
  }

  private fail(error: SocketErrorName): void {
    const said = socketError(error);
    this.idle?.cancel();
    this.parts.outbox.json(said);
    this.parts.outbox.close(said.code, said.message);
  }

  private alive(): void {
    const { clock, query } = this.parts;
    const inactivityS = Number(query.get("inactivity_timeout") ?? DEFAULT_INACTIVITY_S);
    this.idle?.cancel();
    this.idle = clock.at(clock.nowMs() + inactivityS * 1_000, () => this.fail("input_timeout_exceeded"));
  }
}
