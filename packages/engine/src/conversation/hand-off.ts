/** The call goes to a person: announced, then dialled by the carrier; back again if nobody answers. */

import { flowTransferFailed } from "../flow/run.ts";
import type { Person } from "./assistant.ts";
import { assistantOf, type Ctx, clearDeadline, command, decide, pinOf, timingOf } from "./ctx.ts";
import { carryOut } from "./flow-brain.ts";
import { endCall } from "./hang-up.ts";
import { isWithin, localTime } from "./hours.ts";
import type { TransferOutcome } from "./inputs.ts";
import { newReply } from "./reply.ts";
import { say } from "./speech.ts";

/** `personId` null: whoever comes first. Numbers come from the configuration alone. */
export function beginHandOff(ctx: Ctx, personId: string | null, because: string, text: string | null = null): void {
  if (ctx.s.handOff && ctx.s.handOff.status !== "returned") return;
  const { people, phrases } = assistantOf(ctx);
  const there = peopleThere(ctx);
  const person = there.find((one) => one.id === personId) ?? there[0];
  const replyId = ctx.s.reply?.id ?? null;
  if (!person)
    return takeMessageInstead(ctx, phrases.noPerson, people.length > 0 ? "after-hours" : "nobody-configured");
  decide(ctx, "hand-off", { personId: person.id, because });
  ctx.s.handOff = { personId: person.id, status: "announced", outcome: null, callerGone: false };
  ctx.s.hangUp = null;
  say(ctx, text ?? phrases.transferring, { purpose: "hand-off", replyId });
}

/** Who can be reached now, in the order of the list. */
export function peopleThere(ctx: Ctx): readonly Person[] {
  const now = localTime(pinOf(ctx).startedAt, ctx.s.nowMs);
  return assistantOf(ctx).people.filter(({ hours }) => !hours || !now || isWithin(hours, now));
}

/** Once the announcement was heard, the stream is closed on purpose and the carrier dials. */
export function settleHandOff(ctx: Ctx): void {
  const { handOff, utterances, line } = ctx.s;
  if (handOff?.status !== "announced" || utterances.length > 0 || ctx.s.bargeIn || line.status !== "open") return;
  const person = personOf(ctx, handOff.personId);
  if (!person) return;
  ctx.s.handOff = { ...handOff, status: "commanded" };
  ctx.s.line = { ...line, status: "closing" };
  command(ctx, {
    type: "transfer",
    personId: person.id,
    number: person.number,
    timeoutMs: timingOf(ctx).transferRingMs,
  });
}

const personOf = (ctx: Ctx, id: string): Person | undefined => assistantOf(ctx).people.find((one) => one.id === id);

export function onTransferSettled(ctx: Ctx, outcome: TransferOutcome): void {
  const handOff = ctx.s.handOff;
  if (handOff?.status !== "commanded") return;
  clearDeadline(ctx, "transfer-overdue");
  decide(ctx, "hand-off-settled", { personId: handOff.personId, outcome });
  if (outcome === "answered") return endCall(ctx, "transferred");
  if (handOff.callerGone) return endCall(ctx, "caller-hung-up");
  ctx.s.handOff = { ...handOff, status: "returned", outcome };
  const { phrases } = assistantOf(ctx);
  const said = { busy: phrases.transferBusy, "no-answer": phrases.transferNoAnswer }[outcome as "busy" | "no-answer"];
  takeMessageInstead(ctx, said ?? phrases.transferFailed, outcome);
}

/** Nobody can be reached: the caller hears why, and a flow may take a message. */
function takeMessageInstead(ctx: Ctx, text: string, because: string): void {
  if (!ctx.s.reply) newReply(ctx, "said", ctx.s.turn?.id ?? null);
  decide(ctx, "no-person", { because });
  say(ctx, text, { purpose: "reply", replyId: ctx.s.reply?.id ?? null });
  const { flow, trouble } = ctx.s;
  if (!flow) return;
  // Whoever was to answer has failed: the flow goes on alone.
  if (trouble.personTried && trouble.part === "model") ctx.s.trouble = { ...trouble, flowTakesOver: true };
  carryOut(ctx, flowTransferFailed(assistantOf(ctx).flows, flow, because));
}
