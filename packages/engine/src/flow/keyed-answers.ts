/** Answers by telephone keys: digits as they are, choices by their key, yes is 1 and no is 2. */
import { advance, confirmedKey, forgetSlot, note, type Walk } from "./advance.ts";
import { fill } from "./answers.ts";
import type { Choice, FlowNode, SlotSpec } from "./definition.ts";
import { nodeOf, top } from "./lookup.ts";
import type { SlotValue } from "./meaning.ts";
import { notUnderstood } from "./not-understood.ts";

export function hearKeys(walk: Walk, keys: string): void {
  const { waiting } = walk.state;
  const node = nodeOf(walk.flows, top(walk.state));
  if (waiting?.for === "confirmation") return confirmByKey(walk, waiting.slot, keys);
  if (waiting?.for === "intent") return notUnderstood(walk);
  if (waiting?.for === "choice") return takeValue(walk, waiting.slot, waiting.options[Number(keys) - 1], keys);
  if (waiting?.for === "answer" && node.type === "ask")
    return takeValue(walk, waiting.slot, keyedValue(node, keys), keys);
  notUnderstood(walk);
}

function takeValue(walk: Walk, slot: string, value: SlotValue["value"] | undefined, keys: string): void {
  if (value === undefined) return notUnderstood(walk);
  fill(walk, { [slot]: { value, text: keys, confidence: 1 } });
  advance(walk);
}

function confirmByKey(walk: Walk, slot: string, keys: string): void {
  if (keys !== "1" && keys !== "2") return notUnderstood(walk);
  note(walk, keys === "1" ? "confirmed" : "not-confirmed", { slot });
  if (keys === "1") walk.state = { ...walk.state, values: { ...walk.state.values, [confirmedKey(slot)]: true } };
  else forgetSlot(walk, top(walk.state));
  walk.state = { ...walk.state, waiting: null, misses: 0 };
  advance(walk);
}

function keyedValue(node: Extract<FlowNode, { type: "ask" }>, keys: string): SlotValue["value"] | undefined {
  const { spec } = node;
  if (spec.kind === "yes-no") return keys === "1" ? true : keys === "2" ? false : undefined;
  if (spec.kind === "choice") return choiceByKey(spec.choices ?? [], keys);
  if (spec.kind === "digits" || spec.kind === "phone") return withinLength(spec, keys) ? keys : undefined;
  if (spec.kind === "number" || spec.kind === "money")
    return withinRange(spec, Number(keys)) ? Number(keys) : undefined;
  if (spec.kind === "time") return timeByKeys(keys);
  return undefined;
}

const choiceByKey = (choices: readonly Choice[], keys: string): string | undefined =>
  choices.find((choice, index) => (choice.key ?? String(index + 1)) === keys)?.id;

const withinLength = (spec: SlotSpec, keys: string): boolean =>
  keys.length >= (spec.minLength ?? (spec.kind === "phone" ? 7 : 1)) && keys.length <= (spec.maxLength ?? 15);

const withinRange = (spec: SlotSpec, value: number): boolean =>
  Number.isFinite(value) && value >= (spec.min ?? 0) && value <= (spec.max ?? Number.MAX_SAFE_INTEGER);

/** 1030 is half past ten, 9 is nine o'clock. */
function timeByKeys(keys: string): string | undefined {
  const padded = keys.length <= 2 ? `${keys.padStart(2, "0")}00` : keys.padStart(4, "0");
  const hour = Number(padded.slice(0, 2));
  const minute = Number(padded.slice(2));
  if (padded.length !== 4 || hour > 23 || minute > 59) return undefined;
  return `${padded.slice(0, 2)}:${padded.slice(2)}`;
}
