/** The assistant's own texts with this call's values in the places that are named for them. */
import type { Pin } from "./assistant.ts";

const PLACE = /\{\{\s*([\w.]+)\s*\}\}/g;

/** As a model reads them: `{{now}}`, `{{caller.number}}`, and the call's variables; what nobody knows becomes nothing. */
export function instructionsOf({ assistant, variables, startedAt, from }: Pin): string {
  const values: Record<string, string> = { ...variables, now: startedAt, "caller.number": from };
  return assistant.instructions.replace(PLACE, (_, name: string) => values[name] ?? "");
}

/** As it is spoken: nobody hears braces, nor the gap where a value is missing ("Hello , this is…"). */
export function firstMessageOf({ assistant: { firstMessage }, variables }: Pin): string {
  if (!firstMessage.includes("{{")) return firstMessage;
  return firstMessage
    .replace(PLACE, (_, name: string) => variables[name] ?? "")
    .replace(/ +([,.;:!?])/g, "$1")
    .replace(/ {2,}/g, " ")
    .trim();
}
