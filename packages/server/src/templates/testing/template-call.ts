/** A caller in virtual time who reads a scenario's sentences to a template's assistant, with scripted tools. */
import type { AssistantDefinition } from "@offhook/engine/conversation";
import { TextCall } from "@offhook/engine/testing";
import { sampleOrder } from "@offhook/tool-orders";
import { BUILT_IN_TOOLS } from "../../assistants/built-in-tools.ts";
import { compileSettings } from "../../assistants/compile-settings.ts";
import type { Turn } from "../../store/transcript.ts";
import { judgeTestCall } from "../../test-calls/judge-test-call.ts";
import { testCallBody } from "../../test-calls/test-call.ts";
import type { Scenario, TemplateText } from "../template.ts";

export interface TemplateCall {
  call: TextCall;
  /** Arguments of what was done, by the tool's name. */
  done: Record<string, Record<string, unknown>[]>;
}

/** A calendar in which ten o'clock on the 24th of November is taken. */
const TAKEN = { day: "2026-11-24", time: "10:00" };

const TODAY = new Date("2026-11-23T09:00:00Z");

export function compiled({ settings }: TemplateText): { definition: AssistantDefinition; problems: string[] } {
  return compileSettings(settings, BUILT_IN_TOOLS);
}

export function templateCall(text: TemplateText, broken: readonly string[] = []): TemplateCall {
  const done: TemplateCall["done"] = {};
  const tool =
    (name: string, run: (args: Record<string, unknown>) => unknown) =>
    (args: Record<string, unknown>): { ok: true; result: unknown } | { ok: false; fault: Fault } => {
      if (broken.includes(name)) return { ok: false, fault: { code: "tool-failed", message: "scripted" } };
      done[name] = [...(done[name] ?? []), args];
      return { ok: true, result: run(args) };
    };
  const tools = {
    findSlots: tool("findSlots", ({ day, time }) => {
      const free = day !== TAKEN.day || time !== TAKEN.time;
      return { free, time, alternatives: free ? [] : ["09:30", "10:30"] };
    }),
    bookSlot: tool("bookSlot", ({ time }) => ({ booked: true, time })),
    takeMessage: tool("takeMessage", () => ({ taken: true })),
    lookUpOrder: tool("lookUpOrder", ({ number }) => sampleOrder(String(number), TODAY) ?? { found: false }),
  };
  const call = new TextCall(compiled(text).definition, { tools });
  call.start();
  return { call, done };
}

interface Fault {
  code: string;
  message: string;
}

/** Says every sentence once the agent has finished, hangs up, and lets the judge of test calls decide. */
export async function problemsOf(text: TemplateText, scenario: Scenario): Promise<string[]> {
  const { call } = templateCall(text);
  await sayAll(call, scenario.says);
  // A goodbye is followed by the agent's own hanging up.
  await call.until(() => call.ended !== null, 2_000);
  if (!call.ended) call.tell({ type: "caller-hung-up" });
  call.verifyReplay();
  const body = testCallBody.parse({ name: scenario.name, says: scenario.says, expects: { hears: scenario.expects } });
  const turns = call.transcript() as unknown as Turn[];
  return judgeTestCall(body, { endedReason: call.ended, turns, tools: [], callerProblems: [] }).problems;
}

/** A sentence that nobody is there to hear any more means that the scenario is wrong. */
export async function sayAll(call: TextCall, sentences: readonly string[]): Promise<void> {
  for (const sentence of sentences) {
    if (call.ended) throw new Error(`The call was over before "${sentence}"`);
    await call.answers(sentence);
  }
}
