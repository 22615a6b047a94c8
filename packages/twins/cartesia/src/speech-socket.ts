/** One `/tts/websocket` socket of the twin: contexts side by side, each with an end of its own. */
import type { Clock, Timer } from "@offhook/engine/ports";
import { type Outbox, parseObject, type TwinConversation } from "@offhook/twin-kit";
import { fieldsOf, generationProblem, samenessOf } from "./generation-rules.ts";
import type { Latencies } from "./latencies.ts";
import { errorMessage, invalid, type Problem } from "./refusals.ts";
import { SpeechContext } from "./speech-context.ts";

export interface SpeechSocketParts {
  /** Ids. */
  voices: readonly string[];
  requestId: string;
  outbox: Outbox;
  latencies: Latencies;
  clock: Clock;
}

const DEFAULT_BUFFER_MS = 3_000;
/** By the vendor's documentation, not measured. */
const IDLE_MS = 300_000;

interface Open {
  context: SpeechContext;
  sameness: string;
}

export class SpeechSocket implements TwinConversation {
  private readonly parts: SpeechSocketParts;
  private readonly contexts = new Map<string, Open>();
  private idle: Timer | null = null;

  constructor(parts: SpeechSocketParts) {
    this.parts = parts;
    this.alive();
  }

  binary(): void {
    this.refuse(invalid("A message must be JSON text."));
  }

  text(text: string): void {
    this.alive();
    const message = parseObject(text);
    if (!message) return this.refuse(invalid("A message must be a JSON object."));
    const id = message.context_id;
    if (typeof id !== "string" || id === "") return this.refuse(invalid("context_id is required."));
    if (message.cancel === true) return this.drop(id);
    const problem = generationProblem(message, this.parts.voices) ?? this.contextProblem(id, message);
    if (problem) return this.refuse(problem, id);
    this.contextFor(id, message).add({
      text: String(message.transcript),
      continues: message.continue === true,
      flush: message.flush === true,
    });
  }

  closed(): void {
    this.idle?.cancel();
    for (const { context } of this.contexts.values()) context.cancel();
    this.parts.outbox.stop();
  }

  private contextProblem(id: string, message: Record<string, unknown>): Problem | null {
    const open = this.contexts.get(id);
    if (!open) return null;
    if (open.context.isClosed) return invalid("The context takes no more text.");
    return open.sameness === samenessOf(message) ? null : invalid("Within a context only the transcript may change.");
  }

  private contextFor(id: string, message: Record<string, unknown>): SpeechContext {
    const open = this.contexts.get(id);
    if (open) return open.context;
    const { latencies, clock, outbox } = this.parts;
    const { speed } = fieldsOf(message.generation_config);
    const delay = message.max_buffer_delay_ms;
    const context = new SpeechContext({
      ...{ id, latencies, clock, timestamps: message.add_timestamps === true },
      speed: typeof speed === "number" ? speed : 1,
      bufferMs: typeof delay === "number" ? delay : DEFAULT_BUFFER_MS,
      send: (said) => outbox.json(said, 0, id),
      ended: () => this.contexts.delete(id),
    });
    this.contexts.set(id, { context, sameness: samenessOf(message) });
    return context;
  }

  /** An error of a context ends it; the socket stays. */
  private refuse(problem: Problem, contextId?: string): void {
    if (contextId !== undefined) this.drop(contextId);
    this.parts.outbox.json(errorMessage(problem, this.parts.requestId, contextId));
  }

  private drop(id: string): void {
    this.contexts.get(id)?.context.cancel();
    this.contexts.delete(id);
  }

  private alive(): void {
    const { clock, outbox } = this.parts;
    this.idle?.cancel();
    this.idle = clock.at(clock.nowMs() + IDLE_MS, () => outbox.close(1_000, "connection idle timeout"));
  }
}
