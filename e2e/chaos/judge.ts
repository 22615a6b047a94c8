/** Whether a caller noticed: speech in time, nothing lost or said twice, effects once, and the trouble named in the log. */
import { levelDbOfMulaw } from "@offhook/engine/audio";
import { replay } from "@offhook/engine/call";
import type { LogItem } from "@offhook/engine/ports";
import type { Cell } from "./cells.ts";
import type { CallMade } from "./run-virtual.ts";
import { AFTER_TOOL, BEFORE_TOOL, BOOK, FIRST_ANSWER, LAST_ANSWER, type Script } from "./script.ts";

/** DESIGN §9: a provider dies → the caller hears speech. */
export const SPEECH_WITHIN_MS = 1_500;

export interface Verdict {
  ok: boolean;
  /** The longest time without speech, from the later of the trouble and the moment at which a healthy call speaks. */
  silentMs: number;
  /** What is wrong, in a few words each. */
  because: readonly string[];
}

/** When a healthy call begins to speak after each of the caller's turns. */
export interface Healthy {
  speaksAtMs: readonly number[];
  endsAtMs: readonly number[];
}

const FRAME_BYTES = 160;
const LOUD_DB = -45;
const EXPECTED = [FIRST_ANSWER, [...BEFORE_TOOL, ...AFTER_TOOL], LAST_ANSWER];

export function healthyFrom({ heard }: CallMade, script: Script): Healthy {
  const windows = windowsOf(script);
  return {
    speaksAtMs: windows.map(({ fromMs }) => firstLoudMs(heard, fromMs)),
    endsAtMs: windows.map(({ fromMs, untilMs }) => lastLoudMs(heard, fromMs, untilMs)),
  };
}

/** From the end of each of the caller's turns. After eight quiet seconds the agent asks whether anybody is there: no late answer. */
export function windowsOf({ stretches }: Script): { fromMs: number; untilMs: number }[] {
  return stretches.map(({ toMs }, index) => ({
    fromMs: toMs,
    untilMs: Math.min(stretches[index + 1]?.fromMs ?? Number.POSITIVE_INFINITY, toMs + 9_000),
  }));
}

export function judge(cell: Cell, call: CallMade, healthy: Healthy, script: Script): Verdict {
  const silences = windowsOf(script).map(({ untilMs }, index) => {
    const healthySpeaksMs = healthy.speaksAtMs[index] ?? 0;
    // It struck after this answer was over.
    if ((call.struckAtMs ?? 0) > (healthy.endsAtMs[index] ?? 0)) return 0;
    return longestSilence(call.heard, Math.max(healthySpeaksMs, call.struckAtMs ?? 0), untilMs);
  });
  const silentMs = Math.max(...silences);
  const because = [
    ...(silentMs <= SPEECH_WITHIN_MS ? [] : [`silent for ${silentMs} ms`]),
    ...(call.struckAtMs === null ? ["the trouble never struck"] : []),
    ...wordsAmiss(call.log, script),
    ...effectsAmiss(call.effects),
    ...(replay(call.log).same ? [] : ["its log does not replay"]),
    ...namedIn(cell, call.log),
  ];
  return { ok: because.length === 0, silentMs, because };
}

/** The transcript: the caller's sentences once each, and each sentence of the answers once, in order. */
function wordsAmiss(log: readonly LogItem[], { stretches }: Script): string[] {
  const amiss: string[] = [];
  const said = textsOf(log, "agent").join(" ");
  const known = textsOf(log, "caller");
  for (const { text } of stretches) {
    const times = known.filter((one) => one === text).length;
    if (times !== 1) amiss.push(`"${text}" of the caller is on record ${times} times`);
  }
  let from = 0;
  for (const sentence of EXPECTED.flat()) {
    const times = said.split(sentence).length - 1;
    if (times !== 1) amiss.push(`"${sentence}" was said ${times} times`);
    const at = said.indexOf(sentence);
    if (at >= 0 && at < from) amiss.push(`"${sentence}" came out of turn`);
    from = Math.max(from, at);
  }
  if (/service|error|available|bzzz|html/i.test(said)) amiss.push("an error was spoken");
  return amiss;
}

function effectsAmiss(effects: readonly unknown[]): string[] {
  if (effects.length !== 1) return [`the effect ran ${effects.length} times`];
  return JSON.stringify(effects[0]) === JSON.stringify(BOOK.args) ? [] : ["the effect ran with other arguments"];
}

/** What came doubled or late changes nothing, and need not be a fault; everything else stands in the log by name. */
export function namedIn({ kind, failure }: Cell, log: readonly LogItem[]): string[] {
  if (failure === "doubled" || failure === "late" || failure === "garbage") return [];
  // Twins take their time as vendors do: a model that is slow for once is no name for a voice that broke.
  const isNamed = log.some(({ type, data }) => type === "provider-faulted" && data.part === kind);
  return isNamed ? [] : ["no fault is named in the log"];
}

interface Turn {
  id: string;
  speaker: string;
  text: string;
  startMs: number;
}

function lastOfEach(log: readonly LogItem[]): Turn[] {
  const turns = new Map<string, Turn>();
  for (const { kind, type, data } of log) {
    if (kind !== "decision" || (type !== "caller-turn" && type !== "agent-turn")) continue;
    turns.set(data.id as string, data as unknown as Turn);
  }
  return [...turns.values()].sort((a, b) => a.startMs - b.startMs);
}

export const textsOf = (log: readonly LogItem[], speaker: string): string[] =>
  lastOfEach(log)
    .filter((turn) => turn.speaker === speaker)
    .map(({ text }) => text);

const isLoud = (heard: Uint8Array, ms: number): boolean =>
  levelDbOfMulaw(heard.subarray(ms * 8, ms * 8 + FRAME_BYTES)) > LOUD_DB;

function firstLoudMs(heard: Uint8Array, fromMs: number): number {
  for (let ms = fromMs; ms * 8 < heard.length; ms += 20) if (isLoud(heard, ms)) return ms;
  return Number.POSITIVE_INFINITY;
}

function lastLoudMs(heard: Uint8Array, fromMs: number, untilMs: number): number {
  let last = 0;
  for (let ms = fromMs; ms < Math.min(untilMs, heard.length / 8); ms += 20) if (isLoud(heard, ms)) last = ms;
  return last;
}

/** Between `fromMs` and the last sound before `untilMs`; a reply that never comes is silence to the end. */
export function longestSilence(heard: Uint8Array, fromMs: number, untilMs: number): number {
  let lastLoudMs = fromMs;
  let longestMs = 0;
  for (let ms = fromMs; ms < Math.min(untilMs, heard.length / 8); ms += 20) {
    if (!isLoud(heard, ms)) continue;
    longestMs = Math.max(longestMs, ms - lastLoudMs);
    lastLoudMs = ms + 20;
  }
  return lastLoudMs === fromMs && !isLoud(heard, fromMs) ? untilMs - fromMs : Math.round(longestMs);
}
