/** `<Dial>` with numbers: they ring together, the first to answer is joined with the caller until either hangs up. */
import { INTERRUPTED } from "./call-waits.ts";
import type { StatusCallback } from "./call-world.ts";
import { silentEar } from "./person.ts";
import type { FormField } from "./sign-request.ts";
import { trialSentence } from "./trial-account.ts";
import type { Verb } from "./twiml-document.ts";
import type { TwimlSource } from "./twiml-source.ts";
import type { TwinCall } from "./twin-call.ts";
import { absoluteUrl, type VerbContext, type VerbRun } from "./verb-context.ts";
import { speak } from "./verb-speech.ts";
import { bridge } from "./voice-path.ts";

const DEFAULT_TIMEOUT_S = 30;
const DEFAULT_TIME_LIMIT_S = 14_400;
const E164 = /^\+[1-9]\d{1,14}$/;

type DialStatus = "completed" | "busy" | "no-answer" | "failed" | "canceled";

interface Leg {
  number: string;
  call: TwinCall;
}

interface DialOutcome {
  status: DialStatus;
  leg: TwinCall | null;
  bridged: boolean;
}

export const runDial: VerbRun = async (verb, context) => {
  const { call } = context;
  if (call.world.trial) {
    await speak(call, trialSentence("Dial"));
    return undefined;
  }
  const outcome = await dialNumbers(verb, context);
  const next = actionOf(verb, context, outcome);
  if (next === undefined || !call.isInterrupted) return next;
  // The caller hung up first: the address is told, and its answer has nobody to run for.
  if (call.isOver && outcome.bridged) void call.world.tellServer(next, call.sid, "dial action");
  return undefined;
};

async function dialNumbers(verb: Verb, context: VerbContext): Promise<DialOutcome> {
  const { call } = context;
  const nouns = nounsOf(verb).filter((noun) => isDiallable(noun.text, call));
  if (nouns.length === 0) return { status: "failed", leg: null, bridged: false };
  const callerId = verb.attributes.callerId ?? call.record.from;
  const legs = nouns.map((noun) => ringLeg(context, noun, callerId));
  const timeoutMs = seconds(verb.attributes.timeout, DEFAULT_TIMEOUT_S) * 1_000;
  const answered = await firstToAnswer(call, legs, timeoutMs);
  for (const leg of legs) if (leg.call !== answered) leg.call.end("canceled", "not-needed");
  for (const leg of legs) call.tell({ type: "dialed", number: leg.number, outcome: leg.call.status });
  if (answered === null) return { status: unansweredStatus(legs), leg: legs[0]?.call ?? null, bridged: false };
  await talk(call, answered, seconds(verb.attributes.timeLimit, DEFAULT_TIME_LIMIT_S) * 1_000);
  return { status: "completed", leg: answered, bridged: true };
}

/** The `<Number>` elements; a number as bare text is one without attributes. */
function nounsOf(verb: Verb): Verb[] {
  const nouns = verb.children.filter((child) => child.name === "Number");
  return nouns.length > 0 || verb.text === "" ? nouns : [{ ...verb, attributes: {} }];
}

function isDiallable(number: string, call: TwinCall): boolean {
  if (E164.test(number)) return true;
  call.alert(13_224, "the number to dial is not valid");
  return false;
}

function ringLeg({ call, document }: VerbContext, { text: number, attributes }: Verb, callerId: string): Leg {
  const ear = call.world.person(number).ear?.() ?? silentEar();
  const leg = call.world.dialLeg(call, { number, callerId, ear, statusCallback: callbackOf(attributes, document) });
  leg.reportProgress("initiated", "initiated");
  leg.ring();
  return { number, call: leg };
}

/** Told of the leg, as the attributes of `<Number>` ask; of its end where they name no event. */
function callbackOf(attributes: Verb["attributes"], document: VerbContext["document"]): StatusCallback | undefined {
  const { statusCallback, statusCallbackMethod, statusCallbackEvent } = attributes;
  if (statusCallback === undefined) return undefined;
  return {
    url: absoluteUrl(statusCallback, document),
    method: statusCallbackMethod === "GET" ? "GET" : "POST",
    events: new Set(statusCallbackEvent?.split(" ") ?? ["completed"]),
  };
}

/** Null if nobody did, in time or at all. */
async function firstToAnswer(call: TwinCall, legs: readonly Leg[], timeoutMs: number): Promise<TwinCall | null> {
  const answered = await call.waits.wait<TwinCall | null>((done) => {
    const { clock } = call.world;
    let ringing = legs.length;
    const timers = legs.map(({ number, call: leg }) => {
      const person = call.world.person(number);
      const lastsMs = person.outcome === "no-answer" ? timeoutMs : Math.min(person.afterMs, timeoutMs);
      return clock.at(clock.nowMs() + lastsMs, () => {
        if (person.outcome === "answers" && person.afterMs <= timeoutMs) {
          done(leg);
          return;
        }
        leg.end(refusal(person.outcome), "person");
        ringing -= 1;
        if (ringing === 0) done(null);
      });
    });
    return () => {
      for (const timer of timers) timer.cancel();
    };
  });
  if (answered === INTERRUPTED || answered === null) return null;
  answered.answer();
  return answered;
}

/** A declined call looks busy to Twilio; one that rings on has no answer. */
function refusal(outcome: string): "busy" | "failed" | "no-answer" {
  if (outcome === "busy" || outcome === "declines") return "busy";
  return outcome === "failed" ? "failed" : "no-answer";
}

function unansweredStatus(legs: readonly Leg[]): DialStatus {
  const statuses = legs.map((leg) => leg.call.status);
  for (const status of ["no-answer", "busy", "failed"] as const) if (statuses.includes(status)) return status;
  return "canceled";
}

async function talk(call: TwinCall, leg: TwinCall, limitMs: number): Promise<void> {
  call.answer();
  call.tell({ type: "bridged" });
  leg.tell({ type: "bridged" });
  const { talksForMs } = call.world.person(leg.record.to);
  const unbridge = bridge(call.voice, leg.voice);
  await call.waits.wait<true>((done) => {
    const { clock } = call.world;
    const timer = clock.at(clock.nowMs() + Math.min(talksForMs ?? limitMs, limitMs), () => done(true));
    void leg.ended.then(() => done(true));
    return () => timer.cancel();
  });
  unbridge();
  leg.end("completed", "bridge-ended");
}

function actionOf(verb: Verb, { document }: VerbContext, outcome: DialOutcome): FetchedAction | undefined {
  const { action, method } = verb.attributes;
  if (action === undefined) return undefined;
  const fields: FormField[] = [
    ["DialCallStatus", outcome.status],
    ["DialBridged", String(outcome.bridged)],
  ];
  const { leg } = outcome;
  if (leg !== null) fields.push(["DialCallSid", leg.sid]);
  if (leg !== null && outcome.bridged) fields.push(["DialCallDuration", String(talkedS(leg))]);
  return { url: absoluteUrl(action, document), method: method === "GET" ? "GET" : "POST", fields };
}

type FetchedAction = Extract<TwimlSource, { url: string }> & { fields: readonly FormField[] };

function talkedS(leg: TwinCall): number {
  const { answeredAtMs, endedAtMs } = leg.record;
  return answeredAtMs === null || endedAtMs === null ? 0 : Math.round((endedAtMs - answeredAtMs) / 1_000);
}

function seconds(text: string | undefined, otherwise: number): number {
  const value = Number(text ?? otherwise);
  return Number.isFinite(value) && value > 0 ? value : otherwise;
}
