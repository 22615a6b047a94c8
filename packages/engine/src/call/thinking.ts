/**
 * Runs generations: the models of the list are asked in their order, the next one too when one is late, and the first to
 * answer is heard. One that breaks off in mid-answer is told to the core, which lets the next one go on.
 */
import type { CommandOf } from "../conversation/commands.ts";
import type { LoggedFault } from "../conversation/inputs.ts";
import type { Clock, Fault, ModelMessage, ModelRequest, ModelToolCall, ModelUsage, ToolDescription } from "../ports.ts";
import { type Attempt, Attempts, type AttemptTimes, hedgeAfter } from "./attempts.ts";
import { providerFault } from "./provider-faults.ts";
import type { ProviderOrder } from "./provider-order.ts";
import type { Thinker, Thought } from "./thinker.ts";
import { estimatedTokens, type UsageFact, usageOfModel } from "./usage.ts";

/**
 * A filler is due 1.2 s after the caller's turn: a model that has not begun by 0.9 s is raced by the next. Published first
 * tokens of fast models come within 0.2–0.6 s, and the next ones within a tenth of that.
 */
export const MODEL_TIMES = Object.freeze({
  ...{ hedgeMs: 900, firstMs: 4_000, stallMs: 1_200 },
  // A model on a processor reads its instructions for seconds: fillers bridge them, and a reply is overdue at 12 s.
  aloneMs: 10_000,
} satisfies AttemptTimes);
/** Nobody else can be asked until the words are known: one that has not begun by then is given up for those who read. */
const BY_EAR_TIMES: Readonly<AttemptTimes> = Object.freeze({
  ...MODEL_TIMES,
  ...{ firstMs: 1_200, aloneMs: 1_200 },
});
/** About 300 words: more is never spoken in one reply. */
const MOST_OUTPUT_TOKENS = 400;

export interface ThinkingListener {
  /** `spoken`: its sound comes with it. */
  said(generationId: string, text: string, spoken: boolean): void;
  audio(generationId: string, bytes: Uint8Array): void;
  called(generationId: string, call: ModelToolCall): void;
  ended(generationId: string, because: string, usage: ModelUsage | null): void;
  /** `begun`: something of its answer has been told already. */
  failed(generationId: string, fault: LoggedFault, begun: boolean): void;
  modelFaulted(thinker: Thinker, fault: Fault): void;
  used(thinker: Thinker, fact: UsageFact): void;
}

export interface ThinkingParts {
  thinkers(): readonly Thinker[];
  tools: readonly ToolDescription[];
  clock: Clock;
  order: ProviderOrder;
  listener: ThinkingListener;
  /** The next one is asked as well when one is late. */
  hedge: boolean;
}

interface Generation {
  attempts: Attempts<Thinker> | null;
  /** Asked, and neither failed nor done. */
  thoughts: Set<Thinker>;
  /** What each has written so far: the basis of an estimate should it be called off. */
  written: Map<Thinker, string>;
  messages: readonly ModelMessage[];
  over: boolean;
  /** The list has one model: it is waited for. */
  isAlone: boolean;
}

export class Thinking {
  private readonly parts: ThinkingParts;
  private readonly generations = new Map<string, Generation>();
  /** Spoken replies whose end at the caller's ear is not known yet. */
  private readonly spoken = new Map<string, { thought: Thought | null }>();

  constructor(parts: ThinkingParts) {
    this.parts = parts;
  }

  generate({ id, messages, byEar = false }: CommandOf<"generate">): void {
    const { parts } = this;
    const all = parts.order.best(parts.thinkers());
    const thinkers = byEar ? all.filter(({ part }) => part === "realtime") : all;
    const first = thinkers[0];
    const times = byEar ? BY_EAR_TIMES : MODEL_TIMES;
    const isOnTrial = first !== undefined && parts.order.isOnTrial(first.id);
    const hedgeMs = hedgeAfter(times, parts.hedge, isOnTrial);
    const generation: Generation = {
      ...{ thoughts: new Set(), written: new Map(), messages, over: false, attempts: null },
      isAlone: !byEar && thinkers.length === 1,
    };
    const attempts = new Attempts<Thinker>(thinkers, { ...times, hedgeMs }, parts.clock, {
      start: (thinker, attempt) => this.ask(id, generation, thinker, attempt),
      answered: (thinker, afterMs) => parts.order.answered(thinker.id, afterMs),
      hedged: (thinker, afterMs) =>
        parts.listener.modelFaulted(thinker, providerFault("model-slow", thinker.id, `Nothing for ${afterMs} ms.`)),
      failed: (thinker, fault) => this.failed(generation, thinker, fault),
      lost: (thinker) => this.wasted(generation, thinker),
      broke: (fault) => this.end(id, () => parts.listener.failed(id, logged(fault), true)),
      exhausted: () => this.end(id, () => parts.listener.failed(id, EXHAUSTED, false)),
      lateFault: ({ id: model }, ms) => providerFault("model-late", model, `Nothing for ${ms} ms.`),
      stalledFault: ({ id: model }, ms) => providerFault("model-stalled", model, `Nothing for ${ms} ms.`),
    });
    generation.attempts = attempts;
    this.generations.set(id, generation);
    attempts.start();
  }

  cancel(generationId: string): void {
    const generation = this.generations.get(generationId);
    if (!generation) return;
    this.generations.delete(generationId);
    generation.over = true;
    generation.attempts?.cancel();
    for (const thinker of generation.thoughts) this.wasted(generation, thinker);
  }

  cancelAll(): void {
    for (const id of [...this.generations.keys()]) this.cancel(id);
    this.spoken.clear();
  }

  /** The caller heard this much of what a realtime model said, and will hear no more of it. */
  heard(generationId: string, audioMs: number): void {
    this.spoken.get(generationId)?.thought?.heard?.(audioMs);
    this.spoken.delete(generationId);
  }

  private ask(id: string, generation: Generation, thinker: Thinker, attempt: Attempt): Thought {
    const { listener, tools } = this.parts;
    const tell = (run: () => void): void => {
      if (attempt.alive() && !generation.over) run();
    };
    const asked: { thought: Thought | null } = { thought: null };
    generation.written.set(thinker, "");
    const request: ModelRequest = {
      ...{ messages: generation.messages, tools, maxOutputTokens: MOST_OUTPUT_TOKENS },
      ...(generation.isAlone ? { patienceMs: MODEL_TIMES.aloneMs } : {}),
    };
    asked.thought = thinker.generate(request, {
      text: (delta) => {
        generation.written.set(thinker, `${generation.written.get(thinker) ?? ""}${delta}`);
        tell(() => listener.said(id, delta, thinker.part === "realtime"));
      },
      audio: (bytes) =>
        tell(() => {
          if (!this.spoken.has(id)) this.spoken.set(id, asked);
          listener.audio(id, bytes);
        }),
      toolCall: (call) => tell(() => listener.called(id, call)),
      done: ({ because, usage }) => {
        if (generation.over || !attempt.done()) return;
        const written = generation.written.get(thinker) ?? "";
        generation.thoughts.delete(thinker);
        listener.used(thinker, usageOfModel(usage, generation.messages, written));
        this.end(id, () => listener.ended(id, because, usage));
      },
      fault: (fault) => attempt.failed(fault),
    });
    generation.thoughts.add(thinker);
    return asked.thought;
  }

  private failed(generation: Generation, thinker: Thinker, fault: Fault): void {
    this.parts.order.failed(thinker.id, fault);
    // A request that was refused cost nothing.
    if (generation.written.get(thinker) || fault.code === "model-late") this.wasted(generation, thinker);
    generation.thoughts.delete(thinker);
    this.parts.listener.modelFaulted(thinker, fault);
  }

  /** One that was called off has read its input, and is paid for what it wrote. */
  private wasted(generation: Generation, thinker: Thinker): void {
    if (!generation.thoughts.delete(thinker)) return;
    const usage = estimatedTokens(generation.messages, generation.written.get(thinker) ?? "");
    this.parts.listener.used(thinker, { reported: false, usage, wasted: true });
  }

  private end(id: string, tell: () => void): void {
    const generation = this.generations.get(id);
    if (!generation) return;
    this.generations.delete(id);
    generation.over = true;
    tell();
  }
}

const logged = ({ code, message }: Fault): LoggedFault => ({ code, message });

const EXHAUSTED: LoggedFault = Object.freeze(logged(providerFault("models-exhausted", "")));
