/** Whether a test call went as its writer expects. Pure and deterministic: no model judges. */
import type { Turn } from "../store/transcript.ts";
import type { TestCallBody } from "./test-call.ts";

/** What came of the call. */
export interface TestedCall {
  endedReason: string | null;
  turns: readonly Turn[];
  /** Names of tools that settled well. */
  tools: readonly string[];
  /** What the caller's side met: a line that was not answered, an agent who fell silent. */
  callerProblems: readonly string[];
}

export interface TestVerdict {
  problems: string[];
  longestWaitMs: number | null;
}

export function judgeTestCall({ says, expects }: TestCallBody, call: TestedCall): TestVerdict {
  const agent = call.turns.filter(({ speaker }) => speaker === "agent").map(({ text }) => text);
  const heard = plain(agent.join(" "));
  const waits = waitsOf(call.turns);
  const longestWaitMs = waits.length > 0 ? Math.max(...waits) : null;
  const callerTurns = call.turns.filter(({ speaker, kind }) => speaker === "caller" && kind === "speech").length;
  return {
    longestWaitMs,
    problems: [
      ...call.callerProblems,
      // A pass needs evidence: silence is no success.
      ...(agent.length === 0 ? ["The agent said nothing."] : []),
      ...(callerTurns === 0 ? [`None of the ${says.length} sentences was understood.`] : []),
      ...expects.hears.filter((text) => !heard.includes(plain(text))).map((text) => `The agent did not say "${text}".`),
      ...expects.doesNotHear.filter((text) => heard.includes(plain(text))).map((text) => `The agent said "${text}".`),
      ...expects.tools
        .filter((name) => !call.tools.includes(name))
        .map((name) => `The tool ${name} did not run to a good end.`),
      ...(expects.endedReason.some((reason) => reason === call.endedReason)
        ? []
        : [`The call ended with ${call.endedReason ?? "nothing"}, not with ${expects.endedReason.join(" or ")}.`]),
      ...(longestWaitMs !== null && longestWaitMs > expects.longestWaitMs
        ? [`The caller waited ${longestWaitMs} ms for an answer; ${expects.longestWaitMs} ms were allowed.`]
        : []),
    ],
  };
}

/** From each of the caller's turns to the agent's next. */
function waitsOf(turns: readonly Turn[]): number[] {
  const waits: number[] = [];
  for (const [index, turn] of turns.entries()) {
    if (turn.speaker !== "caller" || turn.kind === "backchannel") continue;
    const next = turns.slice(index + 1).find(({ speaker, startMs }) => speaker === "agent" && startMs >= turn.endMs);
    if (next) waits.push(next.startMs - turn.endMs);
  }
  return waits;
}

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
