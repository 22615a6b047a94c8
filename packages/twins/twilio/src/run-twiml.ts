/** Runs a call's TwiML, verb after verb, until nothing is left, the person hangs up, or the API orders something else. */
import { TRIAL_LIMITS } from "./trial-account.ts";
import type { Verb } from "./twiml-document.ts";
import { type Document, loadTwiml, type TwimlSource } from "./twiml-source.ts";
import type { TwinCall } from "./twin-call.ts";
import { absoluteUrl, type VerbContext, type VerbRun } from "./verb-context.ts";
import { runDial } from "./verb-dial.ts";
import { runPause, runPlay, runSay, speak } from "./verb-speech.ts";
import { runConnect } from "./verb-stream.ts";

const verbs: Record<string, VerbRun> = {
  Connect: runConnect,
  Say: runSay,
  Play: runPlay,
  Pause: runPause,
  Dial: runDial,
  Redirect: async (verb, context) => ({
    url: absoluteUrl(verb.text, context.document),
    method: verb.attributes.method === "GET" ? "GET" : "POST",
  }),
  Hangup: async (_verb, { call }) => {
    call.end("completed", "twiml-hangup");
    return undefined;
  },
  Reject: async (verb, { call }) => {
    // A call that was answered before can only be hung up.
    // That `rejected` ends as no-answer is not in Twilio's documents; `busy` is.
    const unanswered = verb.attributes.reason === "busy" ? "busy" : "no-answer";
    call.end(call.record.answeredAtMs === null ? unanswered : "completed", "twiml-reject");
    return undefined;
  },
};

const APPLICATION_ERROR = "We're sorry, an application error has occurred. Goodbye.";
const MAX_DOCUMENTS = 200;
const MAX_TRIAL_DOCUMENTS = TRIAL_LIMITS.redirects + 1;

export async function runTwiml(call: TwinCall, first: TwimlSource): Promise<void> {
  let source: TwimlSource | null = first;
  const most = call.world.trial ? MAX_TRIAL_DOCUMENTS : MAX_DOCUMENTS;
  for (let documents = 0; source !== null && !call.isOver && documents < most; documents++) {
    const document = await loadTwiml(call, source);
    if (call.isOver) return;
    const ordered = call.takeRedirect();
    if (ordered !== null) {
      source = ordered;
      continue;
    }
    if (document === null) return applicationError(call);
    source = (await runDocument(call, document)) ?? null;
    source = call.takeRedirect() ?? source;
  }
  call.end("completed", "twiml-finished");
}

async function runDocument(call: TwinCall, document: Document): Promise<TwimlSource | undefined> {
  if (answersAtOnce(document.verbs[0])) call.answer();
  for (const verb of document.verbs) {
    if (call.isInterrupted) return undefined;
    const next = await runVerb(verb, { call, document });
    if (next !== undefined) return next;
  }
  return undefined;
}

async function runVerb(verb: Verb, context: VerbContext): Promise<TwimlSource | undefined> {
  const { call } = context;
  const run = Object.hasOwn(verbs, verb.name) ? verbs[verb.name] : undefined;
  if (run === undefined) {
    call.alert(12_200, `<${verb.name}> is not known here`);
    return undefined;
  }
  return run(verb, context);
}

/** Only `<Reject>` leaves a call unanswered, and `<Dial answerOnBridge>` until the other side answers. */
function answersAtOnce(verb: Verb | undefined): boolean {
  if (verb?.name === "Reject") return false;
  return !(verb?.name === "Dial" && verb.attributes.answerOnBridge === "true");
}

async function applicationError(call: TwinCall): Promise<void> {
  call.answer();
  await speak(call, APPLICATION_ERROR);
  call.end("completed", "application-error");
}
