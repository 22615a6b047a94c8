/** The assistant's instructions as a model reads them: with this call's values in the places that are named for them. */
import type { Pin } from "./assistant.ts";

/** `{{now}}`, `{{caller.number}}`, and the call's variables; what nobody knows becomes nothing. */
export function instructionsOf({ assistant, variables, startedAt, from }: Pin): string {
  const values: Record<string, string> = { ...variables, now: startedAt, "caller.number": from };
  return assistant.instructions.replace(/\{\{\s*([\w.]+)\s*\}\}/g, (_, name: string) => values[name] ?? "");
}
