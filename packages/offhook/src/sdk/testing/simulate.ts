/** `simulate()`: a whole call in virtual time, its tools run for real; three minutes take milliseconds. */
import type { EndedReason, ToolOutcome, TransferOutcome } from "@offhook/engine/conversation";
import type { LogItem, Model } from "@offhook/engine/ports";
import type { DefinedAssistant } from "../define-assistant.ts";
import { type ModelScript, scriptedModel } from "../scripted-model.ts";
import type { Caller, CallerMove } from "./caller.ts";
import { SimulatedLine } from "./simulated-line.ts";

export interface SimulateOptions {
  /** Stands in for the assistant's language model: a script, or any model. */
  model?: Model | ModelScript;
  /** How long tools take, in virtual time; 80 ms for those not named. */
  toolMs?: Readonly<Record<string, number>>;
  /** What becomes of a call that is put through; default `answered`. */
  transfer?: TransferOutcome;
  /** Tools and models that take longer than this in real time are taken for hanging; default 5,000. */
  mostRealMs?: number;
  /** Local start of the call, ISO 8601 with offset; default a Sunday morning. */
  startedAt?: string;
}

export interface SimulatedTurn {
  speaker: string;
  text: string;
  kind: string;
  interrupted: boolean;
}

export interface Effect {
  name: string;
  args: Record<string, unknown>;
  outcome: ToolOutcome;
}

export interface SimulatedCall {
  transcript: readonly SimulatedTurn[];
  /** Tools that changed the world, in the order they ran. */
  effects: readonly Effect[];
  /** Everything that reached the caller's ear. */
  heard: string;
  longestSilenceMs: number;
  ended: EndedReason | null;
  log: readonly LogItem[];
}

/** A conversation that goes on for longer runs in a circle. */
const MOST_MOVES = 60;
const USUAL_WORLD = Object.freeze({
  toolMs: {},
  transfer: "answered" as const,
  startedAt: "2026-11-22T10:00:00+00:00",
  mostRealMs: 5_000,
});
/** Into the agent's sentence, so that it is one. */
const CUT_IN_AFTER_MS = 900;

/** The caller hangs up when there is nothing left to say. The call's log is replayed at the end, and must agree. */
export async function simulate(
  { definition, tools }: DefinedAssistant,
  caller: Caller,
  { model, ...options }: SimulateOptions = {},
): Promise<SimulatedCall> {
  if (definition.model.length > 0 && !model) {
    throw new Error("The assistant has a language model: give simulate() one that stands in for it, as `model`");
  }
  const thinking = typeof model === "function" ? scriptedModel(model) : (model ?? null);
  const line = new SimulatedLine(definition, { ...USUAL_WORLD, ...options, tools, model: thinking });
  line.start();
  await converse(line, caller);
  line.hangUp();
  line.verifyReplay();
  const effects = line.ran.filter((one) => one.effect).map(({ name, args, outcome }) => ({ name, args, outcome }));
  const { heard, longestSilenceMs, ended, log } = line;
  return { transcript: line.transcript(), effects, heard, longestSilenceMs, ended, log };
}

async function converse(line: SimulatedLine, caller: Caller): Promise<void> {
  const mind = caller.begin();
  let heardClauses = 0;
  for (let moves = 0; moves < MOST_MOVES; moves += 1) {
    if (mind.wantsToInterrupt) await agentSpeaks(line);
    else await line.agentFinishes();
    if (line.ended) return;
    const said = line.line.played.slice(heardClauses).map((one) => one.text);
    heardClauses = line.line.played.length;
    const move = mind.next(said.join(" "));
    if (!move || move.do === "hang-up") return;
    await make(line, move);
  }
  throw new Error(`After ${MOST_MOVES} turns the call still goes on. The caller heard last: ${line.heard.slice(-300)}`);
}

async function agentSpeaks(line: SimulatedLine): Promise<void> {
  await line.until(() => line.ended !== null || line.line.busy);
  await line.pass(CUT_IN_AFTER_MS);
}

async function make(line: SimulatedLine, move: CallerMove): Promise<void> {
  if (move.do === "press") {
    line.presses(move.keys);
    await line.pass(200);
  }
  if (move.do === "interrupt") await line.says(move.text, { partialAt: 0.5 });
  if (move.do === "say") await line.says(move.text);
}
