/** `tool()`: what the model or a flow may do, with arguments that are checked before any code of yours runs. */
import type { Tool, ToolContext } from "@offhook/engine/ports";
import { z } from "zod";

export interface CallFacts {
  id: string;
  /** `twin` and `simulated` calls must not touch real calendars. */
  carrier: string;
  callerNumber: string;
  timeZone: string;
}

export interface RunContext {
  /** Aborts when the call is over; never for an effect, which is to finish. */
  signal: AbortSignal;
  /** The same for every attempt at the same effect: pass it on as an idempotency key. */
  key: string;
  call: CallFacts;
}

export interface ToolOptions<Parameters extends z.ZodObject> {
  /** As the model sees it: letters, digits, `_` and `-`. */
  name: string;
  description: string;
  parameters: Parameters;
  /** True if it changes the world: then it runs once, and only on a turn that is confirmed. */
  effect: boolean;
  sayWhileRunning?: string;
  /** Default 8,000. */
  deadlineMs?: number;
  /** The result is turned into JSON for the model, and is `result` in a flow. What it throws becomes a fault. */
  run(args: z.output<Parameters>, context: RunContext): Promise<unknown> | unknown;
  /** Did the effect with this key happen? Asked after a crash instead of running it again. */
  findByKey?(key: string, context: RunContext): Promise<unknown | undefined>;
}

/** A tool with code: the engine's tool, which also remembers the type of its arguments. */
export interface CodeTool<Args = Record<string, unknown>> extends Tool {
  deadlineMs: number;
  /** Every server has it, and runs its own; what stands here is for calls without a server. */
  readonly builtIn?: true;
  /** For types alone: never set. */
  readonly args?: Args;
}

/** The arguments passed the JSON Schema and not the rest of the Zod schema: nothing was run. */
export class ToolArgumentsMisfit extends Error {
  override name = "ToolArgumentsMisfit";
  readonly code = "tool-arguments-misfit";
}

const DEFAULT_DEADLINE_MS = 8_000;
/** What the model vendors allow. */
const NAME = /^[a-zA-Z0-9_-]{1,64}$/;

export function tool<Parameters extends z.ZodObject>(options: ToolOptions<Parameters>): CodeTool<z.input<Parameters>> {
  const { name, description, effect, sayWhileRunning, findByKey } = options;
  if (!NAME.test(name)) throw new Error(`A tool's name has only letters, digits, _ and -, at most 64: not "${name}"`);
  return {
    name,
    description,
    effect,
    parameters: jsonSchemaOf(options.parameters),
    deadlineMs: options.deadlineMs ?? DEFAULT_DEADLINE_MS,
    ...(sayWhileRunning === undefined ? {} : { sayWhileRunning }),
    async run(args, context) {
      const parsed = options.parameters.safeParse(args);
      if (!parsed.success) throw new ToolArgumentsMisfit(z.prettifyError(parsed.error));
      return options.run(parsed.data, runContext(context));
    },
    ...(findByKey ? { findByKey: (key: string, context: ToolContext) => findByKey(key, runContext(context)) } : {}),
  };
}

function runContext({ signal, key, callId, carrier, callerNumber, timeZone }: ToolContext): RunContext {
  return { signal, key, call: { id: callId, carrier, callerNumber, timeZone } };
}

/** What a caller may leave out may be left out here too: hence `input`. */
export function jsonSchemaOf(parameters: z.ZodObject): Record<string, unknown> {
  const { $schema: _, ...schema } = z.toJSONSchema(parameters, { io: "input" });
  return withoutOddPatterns(schema) as Record<string, unknown>;
}

/** The engine reads patterns with the `u` flag; Zod checks one that it cannot read all the same, before the run. */
function withoutOddPatterns(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withoutOddPatterns);
  if (schema === null || typeof schema !== "object") return schema;
  const kept = Object.entries(schema).filter(([name, value]) => name !== "pattern" || isReadable(value));
  return Object.fromEntries(kept.map(([name, value]) => [name, withoutOddPatterns(value)]));
}

function isReadable(pattern: unknown): boolean {
  if (typeof pattern !== "string") return true; // a property that is called so
  try {
    return new RegExp(pattern, "u") !== null;
  } catch {
    return false;
  }
}
