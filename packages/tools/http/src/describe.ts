/** What can be said of an HTTP tool without asking anybody: no socket is opened from here, so that an SDK can bring it along. */
import type { PinnedTool } from "@offhook/engine/conversation";
import type { HttpToolDefinition } from "./definition.ts";

export type { HttpToolDefinition, HttpToolHeader } from "./definition.ts";
export { templateProblems } from "./template.ts";

export const DEFAULT_DEADLINE_MS = 8_000;

/** As an assistant pins it: what it is called, takes and says. */
export function describedHttpTool(definition: HttpToolDefinition): PinnedTool {
  const { name, description, parameters, sayWhileRunning, saySlow, sayOnFailure } = definition;
  return {
    ...{ name, description, parameters, deadlineMs: definition.deadlineMs ?? DEFAULT_DEADLINE_MS },
    effect: definition.effect === "changes",
    ...(sayWhileRunning ? { sayWhileRunning } : {}),
    ...(saySlow ? { saySlow } : {}),
    ...(sayOnFailure ? { sayOnFailure } : {}),
  };
}
