/** The agent says that it is automated, and the log proves that the caller heard it. */
import { assistantOf, type Ctx, decide } from "./ctx.ts";
import { say } from "./speech.ts";
import { normalise } from "./words.ts";

/** Looks at what was heard so far; proves the disclosure once its words were. */
export function settleDisclosure(ctx: Ctx): void {
  const { disclosure } = assistantOf(ctx);
  if (!disclosure || ctx.s.disclosure.heardAtMs !== null) return;
  const heard = normalise((ctx.s.agentTurn?.heard ?? []).join(" "));
  if (!heard.includes(normalise(disclosure.phrase)) && !heard.includes(normalise(disclosure.short))) return;
  ctx.s.disclosure = { ...ctx.s.disclosure, heardAtMs: ctx.s.nowMs };
  decide(ctx, "disclosure-heard", { heardAtMs: ctx.s.nowMs, repeats: ctx.s.disclosure.repeats });
}

/** Was cut before it was heard, and nothing on its way says it: a few words before anything else. */
export function discloseFirst(ctx: Ctx): void {
  const { disclosure } = assistantOf(ctx);
  if (!disclosure || ctx.s.disclosure.heardAtMs !== null) return;
  const coming = ctx.s.utterances.some((one) => {
    const words = normalise(one.clauses.join(" "));
    return words.includes(normalise(disclosure.phrase)) || words.includes(normalise(disclosure.short));
  });
  if (coming) return;
  ctx.s.disclosure = { ...ctx.s.disclosure, repeats: ctx.s.disclosure.repeats + 1 };
  decide(ctx, "disclosure-repeated", { repeats: ctx.s.disclosure.repeats });
  say(ctx, disclosure.short, { purpose: "disclosure", replyId: ctx.s.reply?.id ?? null });
}
