/** How a call begins: with the first message as it stands, in the model's own words, or with the caller's. */
import { assistantOf, type Ctx, decide, pinOf } from "./ctx.ts";
import { firstMessageOf } from "./instructions.ts";
import { generate } from "./model-brain.ts";
import { cancelReply, changeReply, hasModel, newReply } from "./reply.ts";
import { say } from "./speech.ts";

export function greet(ctx: Ctx): void {
  if (assistantOf(ctx).greeting !== "generated" || !hasModel(ctx)) return greetFixed(ctx);
  newReply(ctx, "generating", null);
  changeReply(ctx, { greets: true });
  generate(ctx, { speculative: false, callerText: null });
}

function greetFixed(ctx: Ctx): void {
  const firstMessage = firstMessageOf(pinOf(ctx));
  if (firstMessage.trim() === "") return;
  say(ctx, firstMessage, { purpose: "greeting", interruptible: greetingMayBeCut(ctx) });
  ctx.s.pendingQuestion = ctx.s.utterances[0]?.clauses.at(-1) ?? null;
}

export const greetingMayBeCut = (ctx: Ctx): boolean => assistantOf(ctx).disclosure?.mustFinish !== true;

/** The model that was to greet is late or has failed: the first message is there. False: there is none. */
export function greetInstead(ctx: Ctx, because: string): boolean {
  if (!ctx.s.reply?.greets || firstMessageOf(pinOf(ctx)).trim() === "") return false;
  decide(ctx, "greeting-not-generated", { because });
  cancelReply(ctx, because);
  greetFixed(ctx);
  return true;
}
