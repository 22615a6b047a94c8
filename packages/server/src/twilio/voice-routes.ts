/** Twilio's webhooks: a call rings, a stream has ended, a call's status changed. Answers are TwiML. */
import {
  connectStream,
  dial,
  emptyTwiml,
  hangup,
  readDialWebhook,
  readStatusWebhook,
  readVoiceWebhook,
  reject,
  say,
  twiml,
} from "@offhook/carrier-twilio";
import { type AssistantDefinition, completed } from "@offhook/engine/conversation";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { OffhookError } from "../errors.ts";
import { isOpen } from "../numbers/opening-hours.ts";
import { whoAnswers } from "../numbers/who-answers.ts";
import { nameOrderedCall } from "../store/call-orders.ts";
import { type CallRow, createCall, type EndedReason, endCall, findCallByCarrierId } from "../store/index.ts";
import { assistantProblem } from "./assistant-problem.ts";
import { checkWebhook, type Signed, streamUrl } from "./signed-request.ts";
import type { TwilioDesk } from "./twilio-desk.ts";

/** More streams than this within half a minute, and the line or the worker is beyond help. */
const MOST_STREAMS = 3;
const STREAMS_WITHIN_MS = 30_000;
const APOLOGY = twiml(say("We are sorry, there is a problem with the line. Please call again in a moment."), hangup());

export function twilioRoutes(app: FastifyInstance, desk: TwilioDesk): void {
  app.removeContentTypeParser("application/x-www-form-urlencoded");
  app.addContentTypeParser("application/x-www-form-urlencoded", { parseAs: "string" }, (_request, body, done) =>
    done(null, new URLSearchParams(String(body))),
  );
  const check = async (request: FastifyRequest): Promise<{ form: URLSearchParams; signed: Signed }> => {
    const form = request.body instanceof URLSearchParams ? request.body : new URLSearchParams();
    const { accounts, config } = desk.context;
    const { publicUrl } = config;
    try {
      return { form, signed: await accounts.believe((known) => checkWebhook(request.raw, form, known, publicUrl)) };
    } catch (error) {
      if (error instanceof OffhookError) desk.noteWebhook(form.get("To") ?? "", error.code);
      throw error;
    }
  };
  const route = (
    path: string,
    answer: (form: URLSearchParams, signed: Signed, callId: string | null) => Promise<string>,
  ): void => {
    app.post(path, async (request: FastifyRequest, reply: FastifyReply) => {
      const { form, signed } = await check(request);
      reply.type("text/xml; charset=utf-8");
      return answer(form, signed, orderedCallId(request.raw.url));
    });
  };
  route("/twilio/voice", (form, signed, callId) =>
    callId === null ? answerVoice(desk, form, signed) : answerOrdered(desk, form, signed, callId),
  );
  route("/twilio/resume", (form, signed) => answerResume(desk, form, signed));
  route("/twilio/status", (form, signed, callId) => answerStatus(desk, form, signed, callId));
  // Calls are recorded here, not at Twilio, and texts are not read yet: both are told so in the log, Twilio that all is well.
  for (const kind of ["recording", "sms"]) route(`/twilio/${kind}`, async () => notUsed(desk, kind));
  app.all("/twilio/*", async (request) => {
    await check(request);
    throw new OffhookError("unknown-route", { path: request.url });
  });
}

function notUsed(desk: TwilioDesk, kind: string): string {
  desk.context.logger.info({ kind }, "twilio-webhook-not-used");
  return emptyTwiml;
}

async function answerVoice(desk: TwilioDesk, form: URLSearchParams, signed: Signed): Promise<string> {
  const webhook = readVoiceWebhook(form);
  if (!webhook.ok) throw new OffhookError("invalid-field", { problem: webhook.fault.message });
  const { store, metrics, logger } = desk.context;
  const { callSid, from, to, direction } = webhook.value;
  const assistant = await whoAnswers(store, { to, accountSid: signed.account.accountSid }, Date.now());
  desk.noteWebhook(to, assistant ? "answered" : "not-ready");
  if (!assistant) throw new OffhookError("not-ready", { because: "there is no assistant yet" });
  const { call, created } = await createCall(store, {
    carrier: signed.account.carrier,
    carrierCallId: callSid,
    carrierAccountId: signed.account.accountSid,
    direction: direction === "inbound" ? "inbound" : "outbound",
    from,
    to,
    assistantId: assistant.id,
    assistantVersion: assistant.version,
  });
  if (call.status === "ended") return goodbye(call);
  const definition = completed(assistant.definition);
  const problem = assistantProblem(definition);
  if (problem) return refuseBroken(desk, call, problem);
  const refusal = created ? await desk.refusal() : null;
  if (refusal) {
    metrics.callsRefusedTotal.inc({ because: refusal });
    logger.info({ callId: call.id, because: refusal }, "call-refused");
    await endCall(store, call.id, { endedReason: refusal === "full" ? "refused-full" : "refused-draining" });
    return refuse(definition as AssistantDefinition);
  }
  if (created) {
    metrics.callsTotal.inc({ direction: call.direction });
    desk.admit(call.id);
  }
  return openStream(desk, call, signed);
}

/** Signed like the rest of the address: only we can have put it there. */
const orderedCallId = (url = ""): string | null => /[?&]call=(call_[0-9A-Z]{26})(?:&|$)/.exec(url)?.[1] ?? null;

/** Somebody whom we called has answered: the call is known already. */
async function answerOrdered(desk: TwilioDesk, form: URLSearchParams, signed: Signed, callId: string): Promise<string> {
  const webhook = readVoiceWebhook(form);
  if (!webhook.ok) throw new OffhookError("invalid-field", { problem: webhook.fault.message });
  const { store, metrics } = desk.context;
  await nameOrderedCall(store, callId, webhook.value.callSid);
  const call = await findCallByCarrierId(store, signed.account.carrier, webhook.value.callSid);
  if (call?.id !== callId || call.status === "ended") return goodbye(call);
  metrics.callsTotal.inc({ direction: call.direction });
  desk.admit(callId);
  return openStream(desk, call, signed);
}

/** The assistant cannot speak for itself any more: the caller is told, and the operator reads how to mend it. */
async function refuseBroken(desk: TwilioDesk, call: CallRow, problem: string): Promise<string> {
  const { store, metrics, logger } = desk.context;
  const { id: callId, assistantId } = call;
  const fix = "Publish a whole definition; earlier versions are kept.";
  logger.error({ code: "assistant-broken", callId, assistantId, problem, fix }, "call-refused");
  metrics.callsRefusedTotal.inc({ because: "assistant-broken" });
  await endCall(store, callId, { endedReason: "failed" });
  return APOLOGY;
}

/** No stream is opened: by the assistant's choice nobody answers, or a sentence, or a person. */
export function refuse(assistant: AssistantDefinition, nowMs = Date.now()): string {
  const { whenFull = "reject", people, phrases, timing, language, timeZone } = assistant;
  const person = people.find(({ hours }) => !hours || isOpen({ timeZone, days: hours }, nowMs));
  if (whenFull === "transfer" && person) {
    return twiml(dial({ numbers: [person.number], timeoutS: Math.round(timing.transferRingMs / 1_000) }));
  }
  return whenFull === "reject" ? twiml(reject("busy")) : twiml(say(phrases.allBusy, { language }), hangup());
}

async function openStream(desk: TwilioDesk, call: CallRow, { base }: Signed, transfer?: string): Promise<string> {
  const ticket = await desk.tickets.issue(call.carrierCallId, Date.now());
  const parameters = { ticket, callId: call.id, ...(transfer ? { transfer } : {}) };
  return twiml(connectStream({ url: streamUrl(base, "/twilio/media"), parameters, action: `${base}/twilio/resume` }));
}

/** A stream has ended, or a person's leg has: the log says what the call is to do now. */
async function answerResume(desk: TwilioDesk, form: URLSearchParams, signed: Signed): Promise<string> {
  const call = await findCallByCarrierId(desk.context.store, signed.account.carrier, form.get("CallSid") ?? "");
  if (!call || call.status === "ended") return goodbye(call);
  const dialled = form.has("DialCallStatus") ? readDialWebhook(form) : null;
  const isOver = form.get("CallStatus") === "completed";
  // The caller has hung up on the person, or on a telephone that was still ringing.
  if (dialled?.ok && (!isOver || wasAnswered(dialled.value.dialStatus))) {
    return afterDial(desk, call, dialled.value.dialStatus, signed);
  }
  if (isOver) return callerGone(desk, call);
  const person = await desk.personToDial(call);
  if (person) {
    const timeoutS = Math.round(person.timeoutMs / 1_000);
    return twiml(dial({ numbers: [person.number], timeoutS, action: `${signed.base}/twilio/resume` }));
  }
  if ((await desk.recentStreams(call.id, STREAMS_WITHIN_MS)) > MOST_STREAMS) return giveUp(desk, call);
  return openStream(desk, call, signed);
}

async function callerGone(desk: TwilioDesk, call: CallRow): Promise<string> {
  await desk.callerGone(call);
  return emptyTwiml;
}

const wasAnswered = (dialStatus: string): boolean => dialStatus === "completed" || dialStatus === "answered";

async function afterDial(desk: TwilioDesk, call: CallRow, status: string, signed: Signed): Promise<string> {
  if (!wasAnswered(status)) return openStream(desk, call, signed, status);
  await desk.transferAnswered(call);
  return twiml(hangup());
}

/** Streams that die as fast as they come: an apology is all that can still be given. */
async function giveUp(desk: TwilioDesk, call: CallRow): Promise<string> {
  desk.context.logger.error({ callId: call.id }, "streams-keep-failing");
  await endCall(desk.context.store, call.id, { endedReason: "failed" });
  return APOLOGY;
}

/** A call that broke down is not just cut. */
const goodbye = (call: CallRow | null): string => (call?.endedReason === "failed" ? APOLOGY : twiml(hangup()));

/** Nobody has spoken: the carrier says why. */
const UNANSWERED: Partial<Record<string, EndedReason>> = { busy: "busy", failed: "failed", canceled: "failed" };

async function answerStatus(
  desk: TwilioDesk,
  form: URLSearchParams,
  signed: Signed,
  callId: string | null,
): Promise<string> {
  const webhook = readStatusWebhook(form);
  if (!webhook.ok) throw new OffhookError("invalid-field", { problem: webhook.fault.message });
  const { callSid, callStatus } = webhook.value;
  if (!["completed", "busy", "failed", "no-answer", "canceled"].includes(callStatus)) return emptyTwiml;
  const { store } = desk.context;
  if (callId !== null) await nameOrderedCall(store, callId, callSid);
  const call = await findCallByCarrierId(store, signed.account.carrier, callSid);
  if (!call || call.status === "ended") return emptyTwiml;
  const neverAnswered = call.direction === "outbound" && call.status === "ringing";
  if (neverAnswered) await endCall(store, call.id, { endedReason: UNANSWERED[callStatus] ?? "no-answer" });
  else await desk.callerGone(call);
  return emptyTwiml;
}
