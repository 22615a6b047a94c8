/** Ways in which the REST API fails when it is told to. `…-after`: what was asked is done, but the answer hides it. */
import { type RestAnswer, refusal } from "./rest-answers.ts";

export type RestTrouble =
  | "too-many"
  | "error-before"
  | "error-after"
  | "internal-error-after"
  | "reset-before"
  | "reset-after"
  | "silent-before"
  | "silent-after";

export function answerInTrouble(trouble: RestTrouble, answer: () => RestAnswer): RestAnswer {
  if (trouble === "too-many") return refusal(20429);
  const acts = trouble.endsWith("-after");
  const answered = acts ? answer() : { status: 0 };
  if (trouble.startsWith("error")) return refusal(20503);
  if (trouble === "internal-error-after") return refusal(20500);
  return { ...answered, lost: trouble.startsWith("reset") ? "reset" : "silent" };
}
