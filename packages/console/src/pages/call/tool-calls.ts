/** The tools that ran in a call, and the turn of the agent that each belongs to. Pure. */
import type { LogItem, Turn } from "@offhook/api-client";

export interface ToolCall {
  id: string;
  name: string;
  args: Record<string, unknown>;
  atMs: number;
  status: "running" | "ok" | "failed";
  tookMs: number | null;
  /** What it gave, or the fault. */
  result: unknown;
}

export function toolCallsOf(items: readonly LogItem[]): ToolCall[] {
  const calls = new Map<string, ToolCall>();
  for (const { kind, type, atMs, data } of items) {
    if (kind === "command" && type === "run-tool") {
      const id = String(data.id);
      const args = (data.args ?? {}) as Record<string, unknown>;
      calls.set(id, { id, name: String(data.name), args, atMs, status: "running", tookMs: null, result: null });
    }
    if (kind !== "input" || type !== "tool-settled") continue;
    const call = calls.get(String(data.toolRunId));
    const outcome = data.outcome as { ok?: boolean; result?: unknown; fault?: unknown } | undefined;
    if (!call || !outcome) continue;
    Object.assign(call, {
      status: outcome.ok ? "ok" : "failed",
      tookMs: atMs - call.atMs,
      result: outcome.ok ? outcome.result : outcome.fault,
    });
  }
  return [...calls.values()];
}

/** By turn id: a tool stands with what the agent said next, or was saying. Without such a turn it stands under "". */
export function toolsByTurn(calls: readonly ToolCall[], turns: readonly Turn[]): Map<string, ToolCall[]> {
  const byTurn = new Map<string, ToolCall[]>();
  for (const call of calls) {
    const next = turns.find(({ speaker, endMs }) => speaker === "agent" && endMs > call.atMs);
    const id = next?.id ?? "";
    byTurn.set(id, [...(byTurn.get(id) ?? []), call]);
  }
  return byTurn;
}
