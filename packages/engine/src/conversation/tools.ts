/** Tools: started once, on confirmed turns only, with a key that stays the same for the same effect (rule 3). */
import type { PinnedTool } from "./assistant.ts";
import { assistantOf, type Ctx, clearDeadline, command, decide, newId, pinOf, setDeadline } from "./ctx.ts";
import { misfit } from "./fits-schema.ts";
import { onFlowToolSettled } from "./flow-brain.ts";
import { beginHandOff, peopleThere } from "./hand-off.ts";
import { requestHangUp } from "./hang-up.ts";
import type { ToolOutcome } from "./inputs.ts";
import { continueAfterTools } from "./model-brain.ts";
import { changeReply } from "./reply.ts";
import { say } from "./speech.ts";
import type { ToolRun } from "./state.ts";
import { soundsUpset } from "./words.ts";

interface ToolAsk {
  id: string;
  name: string;
  args: Record<string, unknown>;
  toolCallId: string | null;
}

const toolNamed = (ctx: Ctx, name: string): PinnedTool | undefined =>
  assistantOf(ctx).tools.find((tool) => tool.name === name);

/** Same call, same tool, same arguments: the same effect, asked for as often as one likes. */
function effectKey(ctx: Ctx, ask: ToolAsk): string {
  const sorted = Object.entries(ask.args).sort(([a], [b]) => (a < b ? -1 : 1));
  return `${pinOf(ctx).callId}:${ask.name}:${JSON.stringify(sorted)}`;
}

export function runTool(ctx: Ctx, ask: ToolAsk): void {
  const tool = toolNamed(ctx, ask.name);
  if (!tool) return refuse(ctx, ask, "tool-unknown", `There is no tool named ${ask.name}`);
  const problem = misfit(ask.args, tool.parameters);
  if (problem) return refuse(ctx, ask, "tool-arguments-misfit", problem);
  const key = effectKey(ctx, ask);
  if (tool.effect && key in ctx.s.effects) {
    decide(ctx, "effect-repeated", { name: ask.name, key });
    return settle(ctx, runOf(ctx, ask, tool, key), { ok: true, result: ctx.s.effects[key] });
  }
  if (tool.effect && ctx.s.toolRuns.some((run) => run.key === key)) {
    return refuse(ctx, ask, "effect-running", "The same is already being done");
  }
  const run = runOf(ctx, ask, tool, key);
  ctx.s.toolRuns = [...ctx.s.toolRuns, run];
  command(ctx, { type: "run-tool", id: run.id, name: run.name, args: ask.args, effect: tool.effect, key });
}

function runOf(ctx: Ctx, ask: ToolAsk, tool: PinnedTool, key: string): ToolRun {
  return {
    id: ask.id,
    name: ask.name,
    effect: tool.effect,
    key,
    args: ask.args,
    replyId: ctx.s.reply?.id ?? null,
    toolCallId: ask.toolCallId,
    startedAtMs: ctx.s.nowMs,
    deadlineMs: tool.deadlineMs,
    status: "running",
  };
}

function refuse(ctx: Ctx, ask: ToolAsk, code: string, message: string): void {
  decide(ctx, "tool-refused", { name: ask.name, code, message });
  const run: ToolRun = {
    ...ask,
    effect: false,
    key: "",
    replyId: ctx.s.reply?.id ?? null,
    startedAtMs: ctx.s.nowMs,
    deadlineMs: 0,
    status: "running",
  };
  settle(ctx, run, { ok: false, fault: { code, message } });
}

/** Every call of one model round; two of them are the core's own. */
export function runModelTools(ctx: Ctx, calls: readonly { id: string; name: string; argumentsJson: string }[]): void {
  for (const call of calls) {
    const ask = { id: newId(ctx, "tool"), name: call.name, toolCallId: call.id, args: {} as Record<string, unknown> };
    if (call.name === "transfer_to_person") handToPerson(ctx, ask);
    else if (call.name === "end_call") endByModel(ctx, ask);
    else {
      const args = parseArguments(call.argumentsJson);
      if (args) runTool(ctx, { ...ask, args });
      else refuse(ctx, ask, "tool-arguments-not-json", "The arguments are not a JSON object");
    }
  }
  // A reply that only asked for refused or repeated things goes on at once.
  settleRounds(ctx);
}

function parseArguments(json: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(json.trim() === "" ? "{}" : json);
    return value !== null && typeof value === "object" && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}

function handToPerson(ctx: Ctx, ask: ToolAsk): void {
  note(ctx, ask.toolCallId, "The caller is being put through.");
  changeReply(ctx, { status: "said" });
  beginHandOff(ctx, null, "model-asked");
}

/** A model that asks to hang up, even 300 times, makes one request; an upset caller is offered a person first. */
function endByModel(ctx: Ctx, ask: ToolAsk): void {
  note(ctx, ask.toolCallId, "The call ends after your goodbye.");
  changeReply(ctx, { status: "said" });
  const { phrases } = assistantOf(ctx);
  const lastWords = ctx.s.history.findLast((message) => message.role === "user")?.content ?? "";
  if (peopleThere(ctx).length > 0 && soundsUpset(lastWords)) {
    decide(ctx, "person-offered", { because: "caller-upset" });
    ctx.s.pendingQuestion = phrases.offerPerson;
    return say(ctx, phrases.offerPerson, { purpose: "question", replyId: ctx.s.reply?.id ?? null });
  }
  const replyId = ctx.s.reply?.id ?? null;
  const spoken = ctx.s.utterances.some((one) => one.replyId === replyId);
  if (!spoken) say(ctx, phrases.goodbye, { purpose: "goodbye", replyId });
  requestHangUp(ctx, "agent-hung-up");
}

export function onToolSettled(ctx: Ctx, toolRunId: string, outcome: ToolOutcome): void {
  const run = ctx.s.toolRuns.find((one) => one.id === toolRunId);
  if (!run) return; // settled before, or overdue and given up
  ctx.s.toolRuns = ctx.s.toolRuns.filter((one) => one.id !== toolRunId);
  settle(ctx, run, outcome);
  settleRounds(ctx);
}

function settle(ctx: Ctx, run: ToolRun, outcome: ToolOutcome): void {
  decide(ctx, "tool-settled", {
    name: run.name,
    toolRunId: run.id,
    ok: outcome.ok,
    tookMs: ctx.s.nowMs - run.startedAtMs,
    ...(outcome.ok ? {} : { code: outcome.fault.code }),
  });
  if (run.effect && outcome.ok) ctx.s.effects = { ...ctx.s.effects, [run.key]: outcome.result };
  const sorry = outcome.ok ? undefined : toolNamed(ctx, run.name)?.sayOnFailure;
  if (run.toolCallId === null) return onFlowToolSettled(ctx, outcome, sorry);
  note(ctx, run.toolCallId, outcome.ok ? stringify(outcome.result) : failure(outcome, sorry));
}

const failure = ({ fault }: ToolOutcome & { ok: false }, sorry: string | undefined): string =>
  `${fault.code}: ${fault.message}${sorry ? `\nTell the caller: ${sorry}` : ""}`;

/** A tool's answer is data for the model, whatever it says. */
function note(ctx: Ctx, toolCallId: string | null, content: string): void {
  if (toolCallId) ctx.s.history = [...ctx.s.history, { role: "tool", toolCallId, content }];
}

const MOST_RESULT_CHARACTERS = 8_000;

function stringify(result: unknown): string {
  const text = typeof result === "string" ? result : JSON.stringify(result ?? null);
  return text.length > MOST_RESULT_CHARACTERS ? `${text.slice(0, MOST_RESULT_CHARACTERS)}… (cut)` : text;
}

function settleRounds(ctx: Ctx): void {
  const running = ctx.s.toolRuns.some((run) => run.toolCallId !== null && run.replyId === ctx.s.reply?.id);
  if (!running) continueAfterTools(ctx);
}

/** The earliest of the running tools' own deadlines. */
export function settleToolDeadline(ctx: Ctx): void {
  const due = ctx.s.toolRuns.map((run) => run.startedAtMs + run.deadlineMs);
  if (due.length === 0) clearDeadline(ctx, "tool-overdue");
  else setDeadline(ctx, "tool-overdue", Math.min(...due));
}

/** Too late: the caller is told, and an effect that may still happen is never tried again. */
export function onToolOverdue(ctx: Ctx): void {
  const late = ctx.s.toolRuns.find((run) => run.startedAtMs + run.deadlineMs <= ctx.s.nowMs);
  if (!late) return;
  const fault = { code: "tool-overdue", message: `${late.name} did not answer in ${late.deadlineMs} ms` };
  onToolSettled(ctx, late.id, { ok: false, fault, unknown: late.effect });
}
