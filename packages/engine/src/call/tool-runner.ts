/** Runs tools. An effect is durable as intended before it starts and as settled after; none is ever run twice. */
import type { CommandOf } from "../conversation/commands.ts";
import type { ToolOutcome } from "../conversation/inputs.ts";
import type { CallLog, Result, Tool, ToolContext } from "../ports.ts";

/** Where intended and settled effects are kept: survives this process. */
export interface EffectStore {
  /** `new`: go on. `unsettled`: somebody began it, how it ended is not known. `settled`: with this result. */
  intend(
    callId: string,
    key: string,
    what: { tool: string; args: Record<string, unknown> },
  ): Promise<Result<{ state: "new" } | { state: "unsettled" } | { state: "settled"; result: unknown }>>;
  settle(key: string, result: unknown): Promise<void>;
}

interface RunnerParts {
  tools: readonly Tool[];
  log: CallLog;
  effects: EffectStore;
  context: Omit<ToolContext, "key" | "signal">;
  settled(toolRunId: string, outcome: ToolOutcome): void;
}

export class ToolRunner {
  private readonly parts: RunnerParts;
  private readonly abort = new AbortController();
  private started = new Set<string>();

  constructor(parts: RunnerParts) {
    this.parts = parts;
  }

  /** A command with an id that is under way already changes nothing. */
  run(command: CommandOf<"run-tool">): void {
    if (this.started.has(command.id)) return;
    this.started.add(command.id);
    void this.attempt(command)
      .catch((error: unknown): ToolOutcome => failed("tool-failed", error, command.effect))
      .then((outcome) => {
        if (!this.abort.signal.aborted) this.parts.settled(command.id, outcome);
      });
  }

  /** The call is over: readers are called off; an effect under way settles in the store, and nobody is told. */
  stop(): void {
    this.abort.abort();
  }

  private async attempt(command: CommandOf<"run-tool">): Promise<ToolOutcome> {
    const tool = this.parts.tools.find((one) => one.name === command.name);
    if (!tool) return { ok: false, fault: { code: "tool-unknown", message: `No tool named ${command.name}` } };
    const signal = command.effect ? new AbortController().signal : this.abort.signal;
    const context: ToolContext = { ...this.parts.context, key: command.key, signal };
    if (!command.effect) return { ok: true, result: bounded(await tool.run(command.args, context)) };
    return this.effect(tool, command, context);
  }

  private async effect(tool: Tool, command: CommandOf<"run-tool">, context: ToolContext): Promise<ToolOutcome> {
    const { effects, log, context: call } = this.parts;
    const flushed = await log.flush();
    if (!flushed.ok)
      return { ok: false, fault: { code: flushed.fault.code, message: "The log could not be made durable" } };
    const intended = await effects.intend(call.callId, command.key, { tool: command.name, args: command.args });
    if (!intended.ok) return { ok: false, fault: { code: intended.fault.code, message: intended.fault.message } };
    if (intended.value.state === "settled") return { ok: true, result: intended.value.result };
    if (intended.value.state === "unsettled") return this.ask(tool, command, context);
    const result = bounded(await tool.run(command.args, context));
    await effects.settle(command.key, result);
    return { ok: true, result };
  }

  /** Begun before, end unknown: the tool is asked by its key, and otherwise a person will have to confirm. */
  private async ask(tool: Tool, command: CommandOf<"run-tool">, context: ToolContext): Promise<ToolOutcome> {
    const found = await tool.findByKey?.(command.key, context);
    if (found !== undefined) {
      await this.parts.effects.settle(command.key, found);
      return { ok: true, result: bounded(found) };
    }
    const message = `${command.name} was begun before and its end is not known`;
    return { ok: false, fault: { code: "effect-unknown", message }, unknown: true };
  }
}

/** Refused before it began, or by a server that said so. */
const NOTHING_HAPPENED = new Set([
  "tool-arguments-misfit",
  "tool-argument-missing",
  "tool-argument-refused",
  "tool-secret-missing",
  "tool-address-refused",
  "tool-refused",
]);

function failed(code: string, error: unknown, effect: boolean): ToolOutcome {
  const message = error instanceof Error ? error.message.slice(0, 300) : "The tool threw something that is no error";
  const own = String((error as { code?: unknown } | null)?.code ?? "");
  if (NOTHING_HAPPENED.has(own)) return { ok: false, fault: { code: own, message } };
  return {
    ok: false,
    fault: { code: own.startsWith("tool-") ? own : code, message },
    ...(effect ? { unknown: true } : {}),
  };
}

const MOST_RESULT_CHARACTERS = 64_000;

/** JSON only, and not ten megabytes of it. */
function bounded(result: unknown): unknown {
  const json = JSON.stringify(result ?? null);
  if (json.length > MOST_RESULT_CHARACTERS) throw new Error(`The tool's answer has ${json.length} characters`);
  return JSON.parse(json) as unknown;
}
