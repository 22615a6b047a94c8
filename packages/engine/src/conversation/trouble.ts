/**
 * All providers of a kind have failed. The caller is told so in the assistant's own voice, whose fixed sentences are
 * cached; then a person comes to the phone, or a message is taken; where neither can be had, the call ends politely.
 */
import { phrasesFor } from "../flow/phrases.ts";
import { flowConfirmedUnheard, flowListening, flowMessage } from "../flow/run.ts";
import { assistantOf, type Ctx, command, decide } from "./ctx.ts";
import { carryOut } from "./flow-brain.ts";
import { beginHandOff, peopleThere } from "./hand-off.ts";
import { requestHangUp } from "./hang-up.ts";
import { changeReply, hasModel, newReply } from "./reply.ts";
import { dropSpeech, say } from "./speech.ts";

export type TroubleWith = "model" | "voice" | "transcriber";

/** Failures further apart than this have nothing to do with each other. */
const IN_A_ROW_MS = 60_000;

/** Nobody of this kind could do it. `isPerhaps`: it may have been chance, and the first time no person is fetched for it. */
export function onTrouble(ctx: Ctx, part: TroubleWith, code: string, isPerhaps = false): void {
  const { handOff, hangUp, trouble, nowMs } = ctx.s;
  // Somebody is being fetched, or the call is ending: there is no better way out.
  if ((handOff && handOff.status !== "returned") || hangUp) return;
  const times = nowMs - trouble.lastAtMs <= IN_A_ROW_MS ? trouble.times + 1 : 1;
  ctx.s.trouble = { ...trouble, times, lastAtMs: nowMs, part };
  ctx.s.silence = { ...ctx.s.silence, prompts: 0 };
  decide(ctx, "trouble", { part, code, times });
  if (part === "voice") giveUpReply(ctx);
  const isFirst = times === 1;
  const { phrases } = assistantOf(ctx);
  if (peopleThere(ctx).length > 0 && !trouble.personTried && !(isFirst && isPerhaps)) {
    ctx.s.trouble = { ...ctx.s.trouble, personTried: true };
    return beginHandOff(ctx, null, `${part}-trouble`, `${phrases.trouble} ${phrases.troublePerson}`);
  }
  if (part === "transcriber") return times === 1 || (isPerhaps && times === 2) ? askAgain(ctx) : endWithApology(ctx);
  if (isFirst) return apologise(ctx, phrases.apology);
  if (!takeMessage(ctx)) endWithApology(ctx);
}

/** An answer came after all. */
export function troubleIsOver(ctx: Ctx, part: TroubleWith): void {
  const { trouble } = ctx.s;
  if (trouble.part === part && trouble.times > 0) ctx.s.trouble = { ...trouble, times: 0 };
}

/** No message can be taken of what nobody hears; what the flow asks for may do without ears. */
function askAgain(ctx: Ctx): void {
  const { flows, phrases, language } = assistantOf(ctx);
  const keys = ctx.s.flow && !hasModel(ctx) ? (flowListening(flows, ctx.s.flow)?.keys.maxLength ?? 0) : 0;
  apologise(ctx, keys > 1 ? `${phrases.notHeard} ${phrasesFor(language).useKeys}` : phrases.notHeard);
}

/** What is left of it could not be spoken either. */
function giveUpReply(ctx: Ctx): void {
  const { reply } = ctx.s;
  if (reply?.status === "generating") {
    if (reply.generationId) command(ctx, { type: "cancel-generation", id: reply.generationId });
    changeReply(ctx, { status: "said", generationId: null, buffer: "" });
  }
  dropSpeech(ctx, "voice-trouble");
}

function apologise(ctx: Ctx, text: string): void {
  say(ctx, text, { purpose: "apology", replyId: ctx.s.reply?.id ?? null });
}

/** By the flow, whose sentences are cached and which needs no model. */
export function takeMessage(ctx: Ctx): boolean {
  const { flow, trouble } = ctx.s;
  const { flows, phrases } = assistantOf(ctx);
  if (!flow) return false;
  const taking = trouble.flowTakesOver && flow.stack.some((frame) => frame.flow === "message");
  const turn = taking ? flowConfirmedUnheard(flows, flow) : flowMessage(flows, flow);
  if (!turn) return false;
  ctx.s.trouble = { ...trouble, flowTakesOver: true };
  if (!ctx.s.reply) newReply(ctx, "said", ctx.s.turn?.id ?? null);
  if (!taking) apologise(ctx, phrases.trouble);
  carryOut(ctx, turn);
  return true;
}

function endWithApology(ctx: Ctx): void {
  const { phrases } = assistantOf(ctx);
  say(ctx, `${phrases.trouble} ${phrases.troubleGoodbye}`, { purpose: "goodbye" });
  requestHangUp(ctx, "failed");
}
