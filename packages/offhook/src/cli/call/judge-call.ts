/** Whether a call went as it should, and if not why. Pure. A pass needs evidence: silence is no success. */
import type { PersonResult } from "@offhook/callers";
import type { StoredCall } from "./stored-call.ts";

/** Endings that a caller would call proper. */
const PROPER_ENDS = new Set(["caller-hung-up", "agent-hung-up", "transferred"]);

export function problemsOf(caller: PersonResult, { record, turns }: StoredCall): string[] {
  const problems = [...caller.problems];
  if (record.status !== "ended") problems.push("the server still takes the call for running");
  else if (!PROPER_ENDS.has(String(record.endedReason))) problems.push(`the call ended with ${record.endedReason}`);
  if (!turns.some(({ speaker }) => speaker === "agent")) problems.push("the transcript holds no word of the agent");
  const spoke = caller.said.some(({ text }) => !text.startsWith("("));
  if (spoke && !turns.some(({ speaker }) => speaker === "caller")) {
    problems.push("the transcript holds no word of the caller");
  }
  return problems;
}
