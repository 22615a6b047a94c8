/** Runs generations on the first model in the list that answers; a model that fails before its first word is replaced. */
import type { CommandOf } from "../conversation/commands.ts";
import type { LoggedFault } from "../conversation/inputs.ts";
import type { Cancellable, Clock, Fault, Model, ModelToolCall, ModelUsage, Timer, ToolDescription } from "../ports.ts";

const FIRST_TOKEN_MS = 4_000;
const STALL_MS = 3_000;
/** About 300 words: more is never spoken in one reply. */
const MOST_OUTPUT_TOKENS = 400;

export interface ThinkingListener {
  said(generationId: string, text: string): void;
  called(generationId: string, call: ModelToolCall): void;
  ended(generationId: string, because: string, usage: ModelUsage | null): void;
  failed(generationId: string, fault: LoggedFault): void;
  modelFaulted(modelId: string, fault: Fault): void;
}

export class Thinking {
  private readonly models: readonly Model[];
  private readonly tools: readonly ToolDescription[];
  private readonly clock: Clock;
  private readonly listener: ThinkingListener;
  private running = new Map<string, { job: Cancellable; watchdog: Timer | null }>();

  constructor(models: readonly Model[], tools: readonly ToolDescription[], clock: Clock, listener: ThinkingListener) {
    this.models = models;
    this.tools = tools;
    this.clock = clock;
    this.listener = listener;
  }

  generate(command: CommandOf<"generate">): void {
    this.start(command, 0);
  }

  cancel(generationId: string): void {
    const running = this.running.get(generationId);
    this.running.delete(generationId);
    running?.watchdog?.cancel();
    running?.job.cancel();
  }

  cancelAll(): void {
    for (const id of [...this.running.keys()]) this.cancel(id);
  }

  private start(command: CommandOf<"generate">, index: number): void {
    const model = this.models[index];
    const { id, messages } = command;
    if (!model) return this.listener.failed(id, { code: "models-exhausted", message: "No model answered" });
    let begun = false;
    const entry = { job: { cancel: () => {} } as Cancellable, watchdog: null as Timer | null };
    const mine = (): boolean => this.running.get(id) === entry;
    const fail = (fault: Fault): void => {
      if (!mine()) return;
      this.cancel(id);
      this.listener.modelFaulted(model.id, fault);
      if (begun) this.listener.failed(id, { code: fault.code, message: fault.message });
      else this.start(command, index + 1);
    };
    const watch = (ms: number, code: string): void => {
      entry.watchdog?.cancel();
      const fault = { code, message: `Nothing for ${ms} ms`, retryable: true, provider: model.id };
      entry.watchdog = this.clock.at(this.clock.nowMs() + ms, () => fail(fault));
    };
    this.running.set(id, entry);
    watch(FIRST_TOKEN_MS, "model-late");
    const alive = (run: () => void): void => {
      if (!mine()) return;
      begun = true;
      watch(STALL_MS, "model-stalled");
      run();
    };
    entry.job = model.generate(
      { messages, tools: this.tools, maxOutputTokens: MOST_OUTPUT_TOKENS },
      {
        text: (delta) => alive(() => this.listener.said(id, delta)),
        toolCall: (call) => alive(() => this.listener.called(id, call)),
        done: ({ because, usage }) => {
          if (!mine()) return;
          entry.watchdog?.cancel();
          this.running.delete(id);
          this.listener.ended(id, because, usage);
        },
        fault: fail,
      },
    );
  }
}
