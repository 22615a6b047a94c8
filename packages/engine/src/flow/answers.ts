/** Hears what the caller said to the flow's question: commands, slots, corrections, confirmations, intents. */
import { isBackchannel } from "../conversation/words.ts";
import { advance, ask, confirmedKey, forgetSlot, moveTo, note, push, sayText, type Walk } from "./advance.ts";
import type { FlowNode } from "./definition.ts";
import { hearKeys } from "./keyed-answers.ts";
import { flowOf, nodeOf, slotsOf, top } from "./lookup.ts";
import type { Meaning, SlotValue } from "./meaning.ts";
import { notUnderstood } from "./not-understood.ts";
import { askAgain, obey } from "./obey.ts";
import { spokenCommand, yesOrNo } from "./spoken-commands.ts";

/** A slot below this was not understood; an intent below this was not meant. */
const SURE_ENOUGH = 0.5;
const INTENT_AT_LEAST = 0.6;

export function hearAnswer(walk: Walk, meaning: Meaning, by: "words" | "keys"): void {
  const { waiting } = walk.state;
  if (waiting?.for === "tool" || waiting?.for === "transfer") return;
  if (waiting?.for === "start-over") return hearStartOver(walk, meaning);
  if (by === "keys") return hearKeys(walk, meaning.text);
  const command = spokenCommand(meaning.text);
  const filled = slotsMeant(walk, meaning);
  if (command && Object.keys(filled).length === 0 && obey(walk, command)) return;
  if (waiting?.for === "intent") return hearIntent(walk, meaning);
  if (correct(walk, filled)) return;
  if (waiting?.for === "confirmation") return hearConfirmation(walk, waiting.slot, meaning, filled);
  if (waiting?.for === "answer" || waiting?.for === "choice") hearSlot(walk, waiting.slot, meaning, filled);
}

type Filled = Record<string, SlotValue>;

/** Of everything found in the words, what this flow asks for. */
function slotsMeant(walk: Walk, meaning: Meaning): Filled {
  const known = new Set(slotsOf(flowOf(walk.flows, top(walk.state).flow)).map((slot) => slot.name));
  const { waiting } = walk.state;
  if (waiting && "slot" in waiting) known.add(waiting.slot);
  const sure = Object.entries(meaning.slots).filter(
    ([name, slot]) => known.has(name) && slot.confidence >= SURE_ENOUGH,
  );
  return Object.fromEntries(sure);
}

export function fill(walk: Walk, filled: Filled): void {
  const values = Object.fromEntries(Object.entries(filled).map(([name, slot]) => [name, slot.value]));
  walk.state = {
    ...walk.state,
    slots: { ...walk.state.slots, ...filled },
    values: { ...walk.state.values, ...values },
    misses: 0,
    waiting: null,
  };
  note(walk, "slots-filled", { values });
}

/** "No, Tuesday": a slot answered before has another value now. The dialogue goes on from there, the rest stays. */
function correct(walk: Walk, filled: Filled): boolean {
  const { waiting, values } = walk.state;
  const asked = waiting && "slot" in waiting ? waiting.slot : null;
  const isNew = (name: string, slot: SlotValue) => values[name] !== undefined && values[name] !== slot.value;
  const changed = Object.entries(filled).filter(([name, slot]) => name !== asked && isNew(name, slot));
  if (waiting?.for === "confirmation" || changed.length === 0) return false;
  const { flow } = top(walk.state);
  const slots = slotsOf(flowOf(walk.flows, flow)).filter((slot) => changed.some(([name]) => name === slot.name));
  const first =
    walk.state.asked.find((frame) => slots.some((slot) => slot.frame.node === frame.node)) ?? slots[0]?.frame;
  if (!first) return false;
  forgetAnswersAbout(walk, flow);
  for (const [name] of changed) unconfirm(walk, name);
  note(walk, "correction", { slots: changed.map(([name]) => name) });
  // From there the way is walked again: what has an answer is passed by, not asked anew.
  const from = walk.state.asked.findIndex((frame) => frame.flow === flow && frame.node === first.node);
  if (from >= 0) walk.state = { ...walk.state, asked: walk.state.asked.slice(0, from) };
  fill(walk, Object.fromEntries(changed));
  moveTo(walk, first.node);
  advance(walk);
  return true;
}

/** Yes-or-no answers and picked choices were about values that have changed. */
function forgetAnswersAbout(walk: Walk, flow: string): void {
  for (const frame of walk.state.asked.filter((one) => one.flow === flow)) {
    const node = nodeOf(walk.flows, frame);
    if (node.type === "choose" || (node.type === "ask" && node.spec.kind === "yes-no")) forgetSlot(walk, frame);
  }
}

function unconfirm(walk: Walk, slot: string): void {
  const { [confirmedKey(slot)]: _gone, ...values } = walk.state.values;
  walk.state = { ...walk.state, values };
}

const QUESTION = /\?\s*$|^(?:are|is|do|does|can|could|what|when|where|how|who|why|which|will)\b/i;

function hearSlot(walk: Walk, slot: string, meaning: Meaning, filled: Filled): void {
  // "Are you open on Saturday?" names a day and still is a question.
  if (QUESTION.test(meaning.text.trim()) && answerQuestion(walk, meaning)) return askAgain(walk);
  if (insists(walk, slot, filled)) return hearInsistence(walk, meaning);
  if (filled[slot]) {
    fill(walk, filled);
    return advance(walk);
  }
  // A question instead of an answer: it is answered, then the slot is asked again.
  if (answerQuestion(walk, meaning)) return askAgain(walk);
  if (Object.keys(filled).length > 0) {
    const { waiting } = walk.state;
    fill(walk, filled);
    walk.state = { ...walk.state, waiting };
    return askAgain(walk);
  }
  notUnderstood(walk, meaning.text);
}

/** "No, at half past two", and half past two it is: the question was not heard well, and nothing is to be changed. */
function insists(walk: Walk, slot: string, filled: Filled): boolean {
  const others = Object.entries(filled).filter(([name]) => name !== slot);
  const isNo = specKind(walk, slot) === "yes-no" && filled[slot]?.value === false;
  return isNo && others.length > 0 && others.every(([name, { value }]) => walk.state.values[name] === value);
}

function hearInsistence(walk: Walk, meaning: Meaning): void {
  const misses = walk.state.misses + 1;
  if (misses >= 3) return notUnderstood(walk, meaning.text);
  walk.state = { ...walk.state, misses };
  note(walk, "already-so", { misses });
  askAgain(walk);
}

function hearConfirmation(walk: Walk, slot: string, meaning: Meaning, filled: Filled): void {
  const corrected = filled[slot];
  if (corrected && corrected.value !== walk.state.values[slot]) {
    note(walk, "correction", { slots: [slot] });
    fill(walk, { [slot]: corrected });
    return advance(walk);
  }
  const yes = yesOrNo(meaning.text);
  if (yes === null) return answerQuestion(walk, meaning) ? askAgain(walk) : notUnderstood(walk, meaning.text);
  if (yes) {
    walk.state = {
      ...walk.state,
      values: { ...walk.state.values, [confirmedKey(slot)]: true },
      misses: 0,
      waiting: null,
    };
    note(walk, "confirmed", { slot });
  } else {
    note(walk, "not-confirmed", { slot });
    forgetSlot(walk, top(walk.state));
    walk.state = { ...walk.state, waiting: null };
  }
  advance(walk);
}

function hearStartOver(walk: Walk, meaning: Meaning): void {
  if (yesOrNo(meaning.text) !== true) {
    walk.state = { ...walk.state, waiting: null };
    return advance(walk);
  }
  const { flow } = top(walk.state);
  for (const frame of walk.state.asked.filter((one) => one.flow === flow)) forgetSlot(walk, frame);
  walk.state = { ...walk.state, asked: walk.state.asked.filter((one) => one.flow !== flow), misses: 0 };
  note(walk, "started-over");
  moveTo(walk, flowOf(walk.flows, flow).start);
  advance(walk);
}

function hearIntent(walk: Walk, meaning: Meaning): void {
  const node = nodeOf(walk.flows, top(walk.state));
  if (node.type !== "listen") return;
  const intent = intentMeant(node, meaning);
  if (!intent) return isBackchannel(meaning.text) ? askAgain(walk) : notUnderstood(walk, meaning.text);
  note(walk, "intent", { intent: intent.id, score: meaning.intents[0]?.score ?? null });
  walk.state = { ...walk.state, misses: 0 };
  if (intent.answer) {
    sayText(walk, intent.answer);
    if (node.text) ask(walk, node.text);
    return;
  }
  if (intent.flow) {
    forgetFlow(walk, intent.flow);
    push(walk, intent.flow);
    keepSlots(walk, meaning);
  } else if (intent.node) moveTo(walk, intent.node);
  advance(walk);
}

/** A flow entered again starts with nothing answered. */
function forgetFlow(walk: Walk, flow: string): void {
  for (const frame of walk.state.asked.filter((one) => one.flow === flow)) forgetSlot(walk, frame);
  walk.state = { ...walk.state, asked: walk.state.asked.filter((one) => one.flow !== flow) };
}

/** "An appointment for tomorrow at ten": the new flow need not ask for what was said already. */
function keepSlots(walk: Walk, meaning: Meaning): void {
  const filled = slotsMeant(walk, meaning);
  const names = Object.keys(filled).filter((name) => !["yes-no", "text"].includes(specKind(walk, name)));
  if (names.length > 0) fill(walk, Object.fromEntries(names.map((name) => [name, filled[name] as SlotValue])));
}

const specKind = (walk: Walk, name: string): string =>
  slotsOf(flowOf(walk.flows, top(walk.state).flow)).find((slot) => slot.name === name)?.spec.kind ?? "text";

function intentMeant(node: Extract<FlowNode, { type: "listen" }>, meaning: Meaning) {
  const best = meaning.intents[0];
  return best && best.score >= INTENT_AT_LEAST ? node.intents.find((one) => one.id === best.id) : undefined;
}

/** The nearest open floor around this question may know the answer. */
function answerQuestion(walk: Walk, meaning: Meaning): boolean {
  for (const frame of [...walk.state.stack].reverse()) {
    const node = nodeOf(walk.flows, frame);
    const intent = node.type === "listen" ? intentMeant(node, meaning) : undefined;
    if (!intent?.answer) continue;
    note(walk, "question-answered", { intent: intent.id });
    sayText(walk, intent.answer);
    return true;
  }
  return false;
}
