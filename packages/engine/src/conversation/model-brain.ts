/** The language model as the one who decides: its text becomes clauses, its tool calls become runs. */
import type { ModelMessage } from "../ports.ts";
import { turnText } from "./caller-turn.ts";
import { splitClauses, takeClauses, takeFirstWords } from "./clauses.ts";
import { assistantOf, type Ctx, command, decide, newId, pinOf } from "./ctx.ts";
import { greetInstead, greetingMayBeCut } from "./greeting.ts";
import { addCaller } from "./history.ts";
import type { InputOf } from "./inputs.ts";
import { instructionsOf } from "./instructions.ts";
import { changeReply, thinkAhead } from "./reply.ts";
import { speakable } from "./speakable.ts";
import { addClauses, completeUtterance, openUtterance, replaceUtterance, say } from "./speech.ts";
import type { Reply } from "./state.ts";
import { runModelTools } from "./tools.ts";
import { onTrouble, troubleIsOver } from "./trouble.ts";

/** A caller is never read a novel: about half a minute of speech, then the rest is offered. */
const MOST_REPLY_CHARACTERS = 480;
/** What is written and never spoken (code, links) is let pass for so long: no model needs more for one reply. */
const MOST_WRITTEN_CHARACTERS = 2_000;
const MOST_ROUNDS = 4;

interface Generating {
  speculative: boolean;
  callerText: string | null;
  /** Of a model that hears the caller itself: its answer is to speech that ended here, whatever its words. */
  byEarAtAudioMs?: number;
}

export function generate(ctx: Ctx, what: Generating): void {
  const { byEarAtAudioMs = null } = what;
  const id = newId(ctx, "gen");
  changeReply(ctx, {
    generationId: id,
    status: "generating",
    speculative: what.speculative,
    forText: what.callerText,
    forAudioMs: byEarAtAudioMs,
    buffer: "",
    text: "",
    toolCalls: [],
    pieces: 0,
    spokenBy: null,
    isPrepared: false,
  });
  const messages = messagesFor(ctx, what.callerText);
  const byEar = byEarAtAudioMs === null ? {} : { byEar: true };
  command(ctx, { type: "generate", id, messages, speculative: what.speculative, ...byEar });
}

function messagesFor(ctx: Ctx, callerText: string | null): readonly ModelMessage[] {
  const { greets, before } = ctx.s.reply ?? {};
  const system: ModelMessage = {
    role: "system",
    content: instructionsOf(pinOf(ctx)) + (greets ? greetFirst(ctx) : "") + goOnFrom(before),
  };
  // Most models want somebody to have spoken before them.
  if (greets && ctx.s.history.length === 0) return [system, { role: "user", content: "(The call has begun.)" }];
  const history = callerText === null ? ctx.s.history : addCaller(ctx.s.history, callerText);
  return [system, ...history];
}

function greetFirst(ctx: Ctx): string {
  const { disclosure } = assistantOf(ctx);
  const disclose = disclosure ? ` Say in it, word for word: "${disclosure.phrase}".` : "";
  return `\n\nThe call has just begun and nobody has spoken yet. Greet the caller in one or two short sentences that end in a question.${disclose}`;
}

/** For the model that takes over from one that broke off. */
const goOnFrom = (before: string | undefined): string =>
  before
    ? `\n\nYou are in the middle of your answer and have just said: "${before}" Go on with what comes next. Do not repeat it, do not greet, do not apologise.`
    : "";

/** The turn is confirmed with the very words that were thought about: what was held back may be said. */
export function commitGeneration(ctx: Ctx, callerTurnId: string, text: string): void {
  decide(ctx, "speculation-kept", { pieces: ctx.s.reply?.pieces ?? 0 });
  changeReply(ctx, { speculative: false, callerTurnId, forText: text });
  speakBuffer(ctx);
  if (ctx.s.reply?.generationId === null) finishGeneration(ctx);
}

const current = (ctx: Ctx, generationId: string): Reply | null =>
  ctx.s.reply?.generationId === generationId && ctx.s.reply.status === "generating" ? ctx.s.reply : null;

export function onModelSaid(ctx: Ctx, input: InputOf<"model-said">): void {
  const reply = current(ctx, input.generationId);
  if (!reply) return; // of a superseded generation: never played, whenever it arrives
  changeReply(ctx, {
    buffer: reply.buffer + input.text,
    text: reply.text + input.text,
    pieces: reply.pieces + 1,
    ...(input.spoken ? { spokenBy: input.generationId } : {}),
    firstTextAtMs: reply.firstTextAtMs ?? ctx.s.nowMs,
  });
  if (reply.speculative) prepareFirst(ctx, takeClauses(ctx.s.reply?.buffer ?? "").clauses);
  else speakBuffer(ctx);
}

/** What is only thought is not said; but the sound of its first words is made, so that they can be said at once. */
function prepareFirst(ctx: Ctx, [first = ""]: readonly string[]): void {
  const { reply, flow } = ctx.s;
  if (!reply || reply.isPrepared || reply.spokenBy) return;
  const { language } = assistantOf(ctx);
  const text = speakable(first, language);
  if (text === "") return;
  changeReply(ctx, { isPrepared: true });
  command(ctx, { type: "prepare-speech", text, language, speed: flow?.speed ?? 1 });
}

function speakBuffer(ctx: Ctx): void {
  const reply = ctx.s.reply;
  if (!reply) return;
  const first = reply.spokenBy && reply.buffer.length === reply.text.length;
  const { clauses, rest } = first ? takeFirstWords(reply.buffer) : takeClauses(reply.buffer);
  // A block of code that never ends is no clause, and no reply.
  if (clauses.length === 0) return reply.text.length > MOST_WRITTEN_CHARACTERS ? stopNovel(ctx) : undefined;
  const spoken = beforeNovel(reply, clauses);
  changeReply(ctx, { buffer: rest });
  speakClauses(ctx, spoken);
  if ((reply.before ?? "").length + reply.text.length > MOST_REPLY_CHARACTERS) stopNovel(ctx);
}

/** The clauses until the reply is long enough: a model may write all of its novel at once. */
function beforeNovel(reply: Reply, clauses: readonly string[]): readonly string[] {
  if (reply.spokenBy) return clauses; // they are sound already
  let length = (reply.before ?? "").length + reply.text.length - reply.buffer.length;
  const isTooLong = (clause: string) => {
    const isOver = length > MOST_REPLY_CHARACTERS;
    length += clause.length + 1;
    return isOver;
  };
  const end = clauses.findIndex(isTooLong);
  return end < 0 ? clauses : clauses.slice(0, end);
}

function speakClauses(ctx: Ctx, clauses: readonly string[]): void {
  const { reply } = ctx.s;
  // What a realtime model says is said already: its words stay as they are.
  const words = clauses.map((clause) => (reply?.spokenBy ? clause : speakable(clause, assistantOf(ctx).language)));
  if (!words.some(Boolean)) return;
  const replyId = reply?.id ?? null;
  const open = ctx.s.utterances.find((one) => one.replyId === replyId && !one.complete);
  const own = reply?.spokenBy ? { spokenBy: reply.spokenBy } : {};
  const greets = { purpose: "greeting" as const, interruptible: greetingMayBeCut(ctx) };
  const utterance = open ?? openUtterance(ctx, { ...(reply?.greets ? greets : { purpose: "reply" }), replyId, ...own });
  addClauses(ctx, utterance.id, words.filter(Boolean));
  if (reply?.greets) ctx.s.pendingQuestion = words.findLast(Boolean) ?? null;
}

function stopNovel(ctx: Ctx): void {
  const reply = ctx.s.reply;
  if (!reply?.generationId) return;
  command(ctx, { type: "cancel-generation", id: reply.generationId });
  decide(ctx, "reply-shortened", { characters: reply.text.length });
  for (const one of ctx.s.utterances.filter(({ replyId, complete }) => replyId === reply.id && !complete)) {
    if (one.spokenBy) replaceUtterance(ctx, { ...one, shortened: true, complete: true });
  }
  changeReply(ctx, { buffer: "", generationId: null, toolCalls: [], spokenBy: null });
  speakClauses(ctx, [assistantOf(ctx).phrases.more]);
  finishGeneration(ctx);
}

export function onModelCalled(ctx: Ctx, input: InputOf<"model-called">): void {
  const reply = current(ctx, input.generationId);
  if (!reply) return;
  // Nobody has asked for anything yet (rule 3).
  if (reply.greets) return decide(ctx, "tool-refused", { name: input.name, code: "nobody-spoke" });
  const call = { id: input.toolCallId, name: input.name, argumentsJson: input.argumentsJson };
  changeReply(ctx, { toolCalls: [...reply.toolCalls, call] });
}

export function onModelEnded(ctx: Ctx, input: InputOf<"model-ended">): void {
  const reply = current(ctx, input.generationId);
  if (!reply) return;
  if (input.usage) decide(ctx, "model-used", { ...input.usage, speculative: reply.speculative });
  changeReply(ctx, { generationId: null });
  if (reply.speculative) prepareFirst(ctx, splitClauses(reply.buffer));
  else finishGeneration(ctx);
}

/** An emoji or a block of code is text, and nothing that a voice could say. */
function hasSpoken(ctx: Ctx, { id, text }: Reply): boolean {
  if (ctx.s.utterances.some(({ replyId }) => replyId === id)) return true;
  return text.trim() !== "" && speakable(text, assistantOf(ctx).language) !== "";
}

/** The model is done: say what is left, run what it asked for, never leave the caller in silence. */
function finishGeneration(ctx: Ctx): void {
  const reply = ctx.s.reply;
  if (!reply) return;
  speakRest(ctx, reply);
  const isSpoken = hasSpoken(ctx, reply);
  for (const utterance of ctx.s.utterances) {
    if (utterance.replyId === reply.id && !utterance.complete) completeUtterance(ctx, utterance.id);
  }
  if (reply.toolCalls.length > 0) return runToolCalls(ctx, reply);
  changeReply(ctx, { status: "said" });
  if (isSpoken || reply.before) return troubleIsOver(ctx, "model");
  if (greetInstead(ctx, "empty-reply")) return;
  decide(ctx, "empty-reply", { rounds: reply.rounds });
  say(ctx, assistantOf(ctx).phrases.notHeard, { purpose: "apology", replyId: reply.id });
}

function speakRest(ctx: Ctx, reply: Reply): void {
  const clauses = splitClauses(reply.buffer);
  const spoken = beforeNovel(reply, clauses);
  changeReply(ctx, { buffer: "" });
  speakClauses(ctx, spoken);
  if (spoken.length === clauses.length) return;
  decide(ctx, "reply-shortened", { characters: reply.text.length });
  speakClauses(ctx, [assistantOf(ctx).phrases.more]);
}

function runToolCalls(ctx: Ctx, reply: Reply): void {
  if (reply.rounds >= MOST_ROUNDS) {
    decide(ctx, "tool-rounds-exceeded", { rounds: reply.rounds });
    changeReply(ctx, { status: "said" });
    return say(ctx, assistantOf(ctx).phrases.apology, { purpose: "apology", replyId: reply.id });
  }
  const turn = ctx.s.turn;
  // The caller's words must stand in the history before the calls that answer them.
  if (turn?.status === "ended" && !turn.inHistory) {
    ctx.s.history = addCaller(ctx.s.history, turnText(turn));
    ctx.s.turn = { ...turn, inHistory: true };
  }
  ctx.s.history = [...ctx.s.history, { role: "assistant", content: reply.text.trim(), toolCalls: reply.toolCalls }];
  changeReply(ctx, { status: "running-tool", rounds: reply.rounds + 1 });
  runModelTools(ctx, reply.toolCalls);
}

/** All its tools have settled: the model goes on. */
export function continueAfterTools(ctx: Ctx): void {
  if (ctx.s.reply?.status === "running-tool") generate(ctx, { speculative: false, callerText: null });
}

export function onModelFailed(ctx: Ctx, input: InputOf<"model-failed">): void {
  const reply = current(ctx, input.generationId);
  if (!reply) return;
  decide(ctx, "model-gave-up", { code: input.fault.code, speculative: reply.speculative });
  if (reply.speculative) {
    ctx.s.reply = null;
    // The words may have come meanwhile: then everybody can be asked.
    return reply.forAudioMs == null ? undefined : thinkAhead(ctx);
  }
  // Who heard the caller cannot answer: now the words are known, and the others are asked.
  if (reply.forAudioMs != null && !input.begun) return generate(ctx, { speculative: false, callerText: reply.forText });
  if (input.begun && reply.rounds < MOST_ROUNDS) return goOnElsewhere(ctx, reply);
  if (ctx.s.utterances.length === 0 && greetInstead(ctx, "model-gave-up")) return;
  changeReply(ctx, { status: "said", generationId: null, buffer: "" });
  for (const utterance of ctx.s.utterances) completeUtterance(ctx, utterance.id);
  onTrouble(ctx, "model", input.fault.code);
}

/** It broke off in mid-answer: whole clauses stand, the begun one is given up, and the next model goes on from there. */
function goOnElsewhere(ctx: Ctx, reply: Reply): void {
  const said = reply.text.slice(0, reply.text.length - reply.buffer.length).trim();
  decide(ctx, "reply-continued", { said: said.length, dropped: reply.buffer.length, calls: reply.toolCalls.length });
  // What it says next is another generation's: its sound is counted apart.
  for (const { id, replyId } of ctx.s.utterances) if (replyId === reply.id) completeUtterance(ctx, id);
  changeReply(ctx, { before: [reply.before, said].filter(Boolean).join(" "), rounds: reply.rounds + 1 });
  generate(ctx, { speculative: false, callerText: reply.forText });
}
