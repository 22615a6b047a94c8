/**
 * A call in virtual time whose tools and model are real code. While any of it runs, virtual time stands still; its
 * answer then arrives after the virtual time that such things take.
 */
import type {
  AssistantDefinition,
  CommandOf,
  EndedReason,
  ToolOutcome,
  TransferOutcome,
} from "@offhook/engine/conversation";
import type { Model, ModelMessage, ToolContext } from "@offhook/engine/ports";
import { type ScriptedTool, TextCall } from "@offhook/engine/testing";
import { type CodeTool, ToolArgumentsMisfit } from "../tool.ts";
import { wholeAnswer } from "./heard-model.ts";

export interface SimulatedWorld {
  tools: readonly CodeTool<unknown>[];
  model: Model | null;
  /** How long each tool takes, in virtual time. */
  toolMs: Readonly<Record<string, number>>;
  /** What becomes of a call that is put through. */
  transfer: TransferOutcome;
  startedAt: string;
  /** Real code that takes longer is taken for hanging: then the assistant's own deadlines have to cope, as they would. */
  mostRealMs: number;
}

export interface RanTool {
  name: string;
  args: Record<string, unknown>;
  effect: boolean;
  outcome: ToolOutcome;
}

const USUAL_TOOL_MS = 80;
const FIRST_WORD_MS = 300;
const NEXT_WORD_MS = 15;
const RINGING_MS = 3_000;
/** Stands for an answer that comes another way. */
const NEVER_MS = 1e12;

export class SimulatedLine extends TextCall {
  readonly ran: RanTool[] = [];
  private readonly world: SimulatedWorld;
  private readonly assistant: AssistantDefinition;
  private working = new Set<Promise<unknown>>();

  constructor(assistant: AssistantDefinition, world: SimulatedWorld) {
    const scripted: Record<string, ScriptedTool> = {};
    const started = { think: (_: readonly ModelMessage[]): void => {} };
    const model = (messages: readonly ModelMessage[]) => {
      started.think(messages);
      return { firstTokenMs: NEVER_MS };
    };
    const pin = { carrier: "simulated", startedAt: world.startedAt };
    super(assistant, { tools: scripted, model, pin });
    this.world = world;
    this.assistant = assistant;
    started.think = (messages) => this.think(messages);
    for (const tool of world.tools) {
      scripted[tool.name] = (args, key) => {
        this.runCode(tool, args, key);
        return { afterMs: NEVER_MS, outcome: { ok: true, result: null } };
      };
    }
  }

  /** Whatever waits, waits here: for virtual time, and for real code in between. */
  override async until(holds: () => boolean, limitMs = 60_000): Promise<boolean> {
    const endMs = this.clock.nowMs() + limitMs;
    for (;;) {
      const leftMs = Math.max(0, endMs - this.clock.nowMs());
      const held = await super.until(() => holds() || this.working.size > 0 || this.transferDue, leftMs);
      if (this.transferDue) this.putThrough();
      else if (this.working.size > 0) await Promise.all(this.working);
      else return held;
    }
  }

  private transfers = 0;

  private get transferDue(): boolean {
    return this.commandsOf("transfer").length > this.transfers;
  }

  private putThrough(): void {
    this.transfers += 1;
    const { transfer } = this.world;
    this.clock.at(this.clock.nowMs() + RINGING_MS, () => {
      if (this.ended) return;
      if (transfer !== "answered") this.openStream(true);
      this.tell({ type: "transfer-settled", outcome: transfer });
    });
  }

  private work(job: Promise<() => void>): void {
    const done = withinRealTime(job, this.world.mostRealMs).then((settle) => {
      this.working.delete(done);
      settle?.();
    });
    this.working.add(done);
  }

  private runCode(tool: CodeTool<unknown>, args: Record<string, unknown>, key: string): void {
    const { id } = this.commands.at(-1) as CommandOf<"run-tool">;
    const { toolMs } = this.world;
    const job = outcomeOf(tool, args, this.contextFor(key)).then((outcome) => () => {
      this.ran.push({ name: tool.name, args, effect: tool.effect, outcome });
      this.at(this.now + (toolMs[tool.name] ?? USUAL_TOOL_MS), { type: "tool-settled", toolRunId: id, outcome });
    });
    this.work(job);
  }

  private contextFor(key: string): ToolContext {
    const pin = this.runner.state.pin;
    const call = { callId: pin?.callId ?? "", carrier: pin?.carrier ?? "", callerNumber: pin?.from ?? "" };
    return { ...call, key, timeZone: this.assistant.timeZone, signal: new AbortController().signal };
  }

  private think(messages: readonly ModelMessage[]): void {
    const { id } = this.commands.at(-1) as CommandOf<"generate">;
    const { model } = this.world;
    if (!model) throw new Error("The assistant has a language model: give simulate() one that stands in for it");
    this.work(
      wholeAnswer(model, messages, this.assistant.tools).then(({ pieces, calls, end }) => () => {
        let atMs = this.now + FIRST_WORD_MS;
        for (const text of pieces) {
          this.at(atMs, { type: "model-said", generationId: id, text });
          atMs += NEXT_WORD_MS;
        }
        for (const { id: toolCallId, name, argumentsJson } of calls) {
          this.at(atMs, { type: "model-called", generationId: id, toolCallId, name, argumentsJson });
        }
        if (end.ok) this.at(atMs, { type: "model-ended", generationId: id, because: end.because, usage: end.usage });
        else this.at(atMs, { type: "model-failed", generationId: id, fault: { code: end.code, message: end.message } });
      }),
    );
  }

  hangUp(): EndedReason | null {
    if (!this.ended) this.tell({ type: "caller-hung-up" });
    return this.ended;
  }
}

/** Null: it hangs, and nobody will hear of it. */
function withinRealTime<T>(job: Promise<T>, mostMs: number): Promise<T | null> {
  let timeout: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timeout = setTimeout(() => resolve(null), mostMs);
  });
  return Promise.race([job, late]).finally(() => clearTimeout(timeout));
}

async function outcomeOf(
  tool: CodeTool<unknown>,
  args: Record<string, unknown>,
  context: ToolContext,
): Promise<ToolOutcome> {
  try {
    const result = await tool.run(args, context);
    return { ok: true, result: JSON.parse(JSON.stringify(result ?? null)) as unknown };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (error instanceof ToolArgumentsMisfit) return { ok: false, fault: { code: error.code, message } };
    return { ok: false, fault: { code: "tool-failed", message }, ...(tool.effect ? { unknown: true } : {}) };
  }
}
