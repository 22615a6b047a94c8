/** One step under way: a draft of the state whose parts are replaced, never changed in place, and what comes out. */
import type { AssistantDefinition, Pin } from "./assistant.ts";
import type { Command } from "./commands.ts";
import { type DeadlineName, withDeadline, withoutDeadline } from "./deadlines.ts";
import type { Timing } from "./defaults.ts";
import type { CallState } from "./state.ts";

/** Something the core decided, with its reason: `turn-ended because "transcriber-end-of-turn"`. */
export interface Decision {
  type: string;
  data: Record<string, unknown>;
}

export interface Ctx {
  s: CallState;
  readonly commands: Command[];
  readonly decisions: Decision[];
}

export function pinOf(ctx: Ctx): Pin {
  if (!ctx.s.pin) throw new Error("The first input of a call must be call-started");
  return ctx.s.pin;
}

export const assistantOf = (ctx: Ctx): AssistantDefinition => pinOf(ctx).assistant;
export const timingOf = (ctx: Ctx): Timing => assistantOf(ctx).timing;

export function newId(ctx: Ctx, prefix: string): string {
  ctx.s.ids += 1;
  return `${prefix}_${ctx.s.ids}`;
}

export function decide(ctx: Ctx, type: string, data: Record<string, unknown> = {}): void {
  ctx.decisions.push({ type, data });
}

type WithoutId<C> = C extends { id: string } ? Omit<C, "id"> & { id?: string } : never;

/** Adds a command; its id is made here unless the caller must know it beforehand. */
export function command(ctx: Ctx, what: WithoutId<Command>): void {
  ctx.commands.push({ ...what, id: what.id ?? newId(ctx, "cmd") } as Command);
}

export function setDeadline(ctx: Ctx, name: DeadlineName, atMs: number): void {
  if (ctx.s.deadlines[name] !== atMs) ctx.s.deadlines = withDeadline(ctx.s.deadlines, name, atMs);
}

export function clearDeadline(ctx: Ctx, name: DeadlineName): void {
  ctx.s.deadlines = withoutDeadline(ctx.s.deadlines, name);
}
