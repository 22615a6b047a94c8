/** What stands in braces in a text of theirs, against what a call fills here (the engine's `instructions.ts`). Pure. */

/** `prompt`: the caller's number, the time, and the call's variables. `first-message`: only its variables. `fixed`: nothing. */
export type TextKind = "prompt" | "first-message" | "fixed";

/** Output and control tags of Liquid, as Vapi has them: https://docs.vapi.ai/assistants/dynamic-variables */
const TAG = /\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g;
const NAME = /^\{\{\s*([\w.]+)\s*\}\}$/;
const VARIABLE = /^[a-zA-Z]\w{0,63}$/;
const KNOWN_TO_PROMPTS = new Set(["now", "caller.number"]);
/** Vapi fills them without being told. */
const THEIR_TIMES = new Set(["now", "date", "time", "month", "day", "year"]);
const CALLER = /\{\{\s*customer\.number\s*\}\}/g;

/** The text as it is here, and a sentence for each thing that is otherwise. */
export function importText(given: string, kind: TextKind): { text: string; why: string[] } {
  const text = kind === "prompt" ? given.replace(CALLER, "{{caller.number}}") : given;
  const renamed = text === given ? [] : ["{{customer.number}} is {{caller.number}} here."];
  const tags = [...new Set(text.match(TAG) ?? [])];
  return { text, why: [...renamed, ...tags.flatMap((tag) => whyUnfilled(tag, kind) ?? [])] };
}

/** Null: a call fills it. */
function whyUnfilled(tag: string, kind: TextKind): string | null {
  const name = NAME.exec(tag)?.[1];
  if (name === undefined) return `Nothing here runs ${tag}, and it stays as it is written: say it in plain words.`;
  if (kind === "fixed") return `Nothing fills ${tag} in this text: take it out.`;
  if (kind === "prompt" && KNOWN_TO_PROMPTS.has(name)) return null;
  if (THEIR_TIMES.has(name)) {
    return kind === "prompt"
      ? `Nobody but Vapi fills ${tag} by itself: write {{now}}, which holds date and time.`
      : `Nobody but Vapi fills ${tag} by itself: take it out, or give it with each call as a variable of that name.`;
  }
  if (VARIABLE.test(name)) return null;
  return kind === "first-message" && (name === "customer.number" || KNOWN_TO_PROMPTS.has(name))
    ? `A first message does not know ${tag}: take it out.`
    : `Nothing here fills ${tag}: take it out, or give it with each call as a variable, whose name has no dot.`;
}
