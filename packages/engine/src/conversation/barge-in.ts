/**
 * The caller speaks over the agent. 160 ms of speech silence the agent at once; whether it was an interruption is
 * decided within 700 ms of its onset: by words where there are any, else by length and pitch. Until then nothing is
 * lost, and if it was a cough the agent takes up the cut clause again.
 */
import { changeTurn, closeTurn, forgetTurn } from "./caller-turn.ts";
import { assistantOf, type Ctx, clearDeadline, command, decide, newId, setDeadline, timingOf } from "./ctx.ts";
import type { TranscriptFact } from "./inputs.ts";
import { recordCallerTurn } from "./record.ts";
import { digitCount } from "./sentence-end.ts";
import { agentWordsNow, clearSpeech, dropSpeech, firstUnheardClause, speakingNow } from "./speech.ts";
import { isBackchannel, isEchoOf, wantsFloor, wantsPerson, wordsOf } from "./words.ts";

/** A stretch with less pitch than this is a cough, a door, a breath: voices are voiced for half their length or more. */
const VOICED_AT_LEAST = 0.35;
/** With less of the caller's own voice than this, words are a television's, or were made up over a cough. */
const BACKGROUND_VOICED = 0.15;
/** Speech this long is meant for the agent even if no words have come yet. */
const LONG_SPEECH_MS = 520;

/** The embedded transcriber gives a confidence where a grammar heard something else in its words: what is left to them. */
const DOUBTED_BELOW = 0.5;
const DOUBTED_WORDS = 3;

/** The agent is saying something, or is about to answer. */
function agentHasFloor(ctx: Ctx): boolean {
  const { reply, turn, utterances } = ctx.s;
  return utterances.length > 0 || (reply !== null && !reply.speculative && turn?.status === "ended");
}

export function considerBargeIn(ctx: Ctx): void {
  const { caller, bargeIn } = ctx.s;
  const timing = timingOf(ctx);
  if (bargeIn || !agentHasFloor(ctx) || caller.speechMs < timing.bargeInMs) return;
  const utterance = speakingNow(ctx);
  if (utterance && !utterance.interruptible) return;
  // The agent's own voice keeps coming back: from now on only words interrupt.
  if (caller.echoes >= 2) return;
  beginBargeIn(ctx, "speech");
  setDeadline(ctx, "barge-in-decision", ctx.s.nowMs + Math.max(0, timing.bargeInDecisionMs - caller.speechMs));
}

function beginBargeIn(ctx: Ctx, because: string): void {
  const utterance = speakingNow(ctx);
  const ducked = utterance !== undefined && assistantOf(ctx).whileUnsure === "duck";
  clearSpeech(ctx);
  if (ducked) command(ctx, { type: "duck-playout" });
  ctx.s.bargeIn = {
    ducked,
    onsetAudioMs: ctx.s.caller.onsetAudioMs,
    sinceMs: ctx.s.nowMs,
    status: "undecided",
    utteranceId: utterance?.id ?? "",
    clause: utterance ? firstUnheardClause(ctx, utterance) : 0,
    cutAtMs: ctx.s.nowMs,
    murmured: false,
  };
  decide(ctx, ducked ? "agent-ducked" : "agent-paused", {
    because,
    speechMs: ctx.s.caller.speechMs,
    utteranceId: utterance?.id ?? null,
  });
}

/** Speech ended before the decision: too short and toneless to be a voice? Otherwise its words decide. */
export function bargeInSpeechEnded(ctx: Ctx): void {
  if (ctx.s.bargeIn?.status !== "undecided") return;
  if (ctx.s.caller.voicedShare < VOICED_AT_LEAST && ctx.s.caller.speechMs < LONG_SPEECH_MS) resumeSpeech(ctx, "noise");
}

export function onBargeInDecisionDue(ctx: Ctx): void {
  const { bargeIn, caller } = ctx.s;
  if (bargeIn?.status === "confirmed") return resumeSpeech(ctx, "no-words");
  if (bargeIn?.status !== "undecided") return;
  if (bargeIn.murmured) return resumeSpeech(ctx, "backchannel");
  const voiced = caller.voicedShare >= VOICED_AT_LEAST;
  if (voiced && (caller.speaking || caller.speechMs >= LONG_SPEECH_MS)) return confirmByLength(ctx);
  resumeSpeech(ctx, voiced ? "short-sound" : "noise");
}

/** Meant, by its length: the agent stays silent until the words are known, and only then gives its own up. */
function confirmByLength(ctx: Ctx): void {
  if (!ctx.s.bargeIn) return;
  if (ctx.s.bargeIn.ducked) clearSpeech(ctx);
  ctx.s.bargeIn = { ...ctx.s.bargeIn, status: "confirmed", ducked: false };
  setDeadline(ctx, "barge-in-decision", ctx.s.nowMs + timingOf(ctx).wordlessMs);
  decide(ctx, "interruption-confirmed", { because: "length", speechMs: ctx.s.caller.speechMs });
}

/** Words came while the agent had the floor. True if they are the caller's turn; false if they were dealt with here. */
export function wordsOverAgent(ctx: Ctx, fact: TranscriptFact, final: boolean): boolean {
  const utterance = speakingNow(ctx);
  if (!utterance) {
    endBargeIn(ctx);
    return true;
  }
  if (isEchoOf(fact.text, agentWordsNow(ctx))) return dealWithEcho(ctx);
  if (isFromBackground(ctx, fact.text)) return final ? dealWithBackground(ctx) : false;
  if (!utterance.interruptible) return true;
  if ((isBackchannel(fact.text) && !answersQuestion(ctx, fact.text)) || isDoubtful(ctx, fact)) {
    if (final) dealWithBackchannel(ctx, fact);
    else noteMurmur(ctx);
    return false;
  }
  if (ctx.s.bargeIn?.murmured) ctx.s.bargeIn = { ...ctx.s.bargeIn, murmured: false };
  // One or two unclear syllables of a running transcription are not yet words.
  if (!final && !wantsFloor(fact.text) && wordsOf(fact.text).length < 3 && ctx.s.caller.speaking) return false;
  interrupt(ctx, "words");
  return true;
}

/** Whoever says stop, or asks for a person, is heard, however faintly. */
function isFromBackground(ctx: Ctx, text: string): boolean {
  const { speechMs, voicedShare } = ctx.s.caller;
  if (wantsFloor(text) || wantsPerson(text)) return false;
  return speechMs > 0 ? voicedShare < BACKGROUND_VOICED : mayBeFromBackground(ctx, text);
}

/** Of a voice from afar nothing is known before it has ended; of the caller's own the shell tells from 160 ms on. */
export function mayBeFromBackground(ctx: Ctx, text: string): boolean {
  const { speaking, speechMs } = ctx.s.caller;
  return speaking && speechMs === 0 && speakingNow(ctx) !== undefined && !wantsFloor(text) && !wantsPerson(text);
}

function dealWithBackground(ctx: Ctx): false {
  ctx.s.caller = { ...ctx.s.caller, wordsDue: false };
  resumeSpeech(ctx, "background");
  dropOpenTurn(ctx);
  return false;
}

function dealWithEcho(ctx: Ctx): false {
  ctx.s.caller = { ...ctx.s.caller, echoes: ctx.s.caller.echoes + 1, wordsDue: false };
  resumeSpeech(ctx, "echo");
  dropOpenTurn(ctx);
  return false;
}

/** "Okay, okay…", and the caller speaks on: at the decision, or after it, the agent goes on; other words end that again. */
function noteMurmur(ctx: Ctx): void {
  if (!ctx.s.bargeIn) return;
  ctx.s.bargeIn = { ...ctx.s.bargeIn, murmured: true };
  if (ctx.s.bargeIn.status === "confirmed") resumeSpeech(ctx, "backchannel");
}

function dealWithBackchannel(ctx: Ctx, fact: TranscriptFact): void {
  ctx.s.caller = { ...ctx.s.caller, wordsDue: false };
  resumeSpeech(ctx, "backchannel");
  const turn = ctx.s.turn;
  if (turn?.status === "open") {
    recordCallerTurn(ctx, { ...turn, segments: [fact], endedBecause: "backchannel" }, fact.text, "backchannel");
    ctx.s.turn = null;
  } else {
    const said = { ...(turn ?? EMPTY_TURN), id: newId(ctx, "turn"), segments: [fact], startAudioMs: fact.startAudioMs };
    recordCallerTurn(ctx, { ...said, endedBecause: "backchannel" }, fact.text, "backchannel");
  }
}

const EMPTY_TURN = Object.freeze({
  id: "",
  startAudioMs: 0,
  startAtMs: 0,
  segments: [],
  partial: null,
  overAgent: true,
  understandId: null,
  understoodText: null,
  meaning: null,
  inHistory: false,
  status: "open" as const,
  endedBecause: null,
  endedAtMs: 0,
  endpointMs: 0,
});

/** A lone word that its own transcriber doubts is more likely an "mm-hm" than an interruption. */
function isDoubtful(ctx: Ctx, { text, confidence }: TranscriptFact): boolean {
  if (confidence === null || confidence >= DOUBTED_BELOW || wordsOf(text).length > DOUBTED_WORDS) return false;
  return !wantsFloor(text) && !wantsPerson(text) && digitCount(text) === 0 && !atQuestionsEnd(ctx);
}

function atQuestionsEnd(ctx: Ctx): boolean {
  const utterance = speakingNow(ctx);
  if (utterance?.purpose !== "question" || ctx.s.utterances.length > 1) return false;
  return firstUnheardClause(ctx, utterance) >= utterance.clauses.length - 1;
}

/** "Yes" in the last breath of a question answers it. */
function answersQuestion(ctx: Ctx, text: string): boolean {
  const isAnswer = /\b(yes|yeah|yep|okay|ok|right|sure|correct|fine|good|да|хорошо|верно)\b/iu.test(text);
  return isAnswer && atQuestionsEnd(ctx);
}

/** The caller has the floor now: the agent's unheard words are given up. */
export function interrupt(ctx: Ctx, because: string): void {
  if (!ctx.s.bargeIn && ctx.s.ledger.pending.length > 0) clearSpeech(ctx);
  if (ctx.s.bargeIn?.status !== "confirmed") decide(ctx, "interruption-confirmed", { because });
  const before = ctx.s.turn;
  const heard = heardAnything(ctx);
  if (heard && before?.status === "ended") closeTurn(ctx);
  dropSpeech(ctx, "barge-in");
  endBargeIn(ctx);
}

/** Has anything of the reply to the present turn reached the caller's ear? */
export function heardAnything(ctx: Ctx): boolean {
  const { turn, ledger, utterances, agentTurn } = ctx.s;
  if (!turn) return true;
  if (agentTurn && agentTurn.replyId === ctx.s.reply?.id && agentTurn.heard.length > 0) return true;
  const ids = utterances.filter((one) => one.purpose !== "filler").map((one) => `${one.id}:`);
  return Object.entries(ledger.clauses).some(
    ([key, clause]) => clause.heardMs > 200 && ids.some((id) => key.startsWith(id)),
  );
}

function endBargeIn(ctx: Ctx): void {
  clearDeadline(ctx, "barge-in-decision");
  if (!ctx.s.bargeIn) return;
  ctx.s.bargeIn = null;
  // The pause was over nothing, or over words now given up: whatever is said next may be heard.
  command(ctx, { type: "resume-playout", utteranceId: "", clause: 0, generation: ctx.s.ledger.generation });
}

/** It was nothing: the agent goes on from the start of the cut clause. */
export function resumeSpeech(ctx: Ctx, because: string): void {
  const bargeIn = ctx.s.bargeIn;
  if (!bargeIn) return;
  clearDeadline(ctx, "barge-in-decision");
  ctx.s.bargeIn = null;
  decide(ctx, "false-interruption", { because, pausedMs: ctx.s.nowMs - bargeIn.sinceMs });
  const utterance = speakingNow(ctx);
  const clause = utterance ? firstUnheardClause(ctx, utterance) : 0;
  const { generation } = ctx.s.ledger;
  command(ctx, { type: "resume-playout", utteranceId: utterance?.id ?? "", clause, generation });
  if (because === "no-words" || because === "echo") dropOpenTurn(ctx);
}

function dropOpenTurn(ctx: Ctx): void {
  if (ctx.s.turn?.status !== "open") return;
  changeTurn(ctx, { segments: [], partial: null });
  forgetTurn(ctx, "not-the-caller");
}
