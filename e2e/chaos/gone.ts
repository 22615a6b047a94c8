/** All providers of a kind in trouble at once: what the caller is left with is a person, a message, or a polite end. */
import { replay, VoiceCache } from "@offhook/engine/call";
import { type AssistantDefinition, phrasesOf, spokenTexts } from "@offhook/engine/conversation";
import { FRONT_DESK } from "@offhook/server/assistants";
import type { VirtualClock } from "@offhook/twin-twilio";
import { singsAt } from "../virtual/speaks-at.ts";
import { noiseOf, virtualCall } from "../virtual/virtual-call.ts";
import { BOOKING, bookingTool } from "./booking.ts";
import type { Cell, Kind, WayOut } from "./cells.ts";
import { type Healthy, longestSilence, namedIn, SPEECH_WITHIN_MS, textsOf, type Verdict, windowsOf } from "./judge.ts";
import type { CallMade } from "./run-virtual.ts";
import { GONE_SCRIPT } from "./script.ts";
import { scriptedModel } from "./scripted-model.ts";
import { scriptedRealtime } from "./scripted-realtime.ts";
import { scriptedTranscriber } from "./scripted-transcriber.ts";
import { scriptedVoice } from "./scripted-voice.ts";
import { Trouble } from "./trouble.ts";

/** Whoever stands and says nothing has to be waited for, and the next one as well: no silence is longer than this (rule 4). */
export const SPEECH_AFTER_STALLS_MS = 4_000;

const PERSON = { id: "desk", name: "Front desk", number: "+15550009999" };
const PHRASES = phrasesOf("en");

export interface GoneCall extends CallMade {
  transfers: readonly string[];
  endedBecause: string | null;
}

export type GoneCell = Cell & { left: WayOut };

/** A healthy call with the same words is the measure. */
export const runGoneHealthy = (realtime: boolean): Promise<GoneCall> =>
  runGone({ kind: realtime ? "realtime" : "model", failure: "refused", phase: "connect", left: "nobody" }, true);

export async function runGone(cell: GoneCell, isHealthy = false): Promise<GoneCall> {
  const effects: unknown[] = [];
  const troubles: Trouble[] = [];
  const out = { transfers: [] as string[], endedBecause: null as string | null };
  const callId = `call_all_gone_${cell.kind}_${cell.failure}_${cell.left}`.replaceAll(/[- ]/g, "_");
  const isIn = (kind: Kind): boolean => cell.kind === kind || (cell.kind === "realtime" && kind === "model");
  const troubled = (kind: Kind, clock: VirtualClock): Trouble | null => {
    if (isHealthy || !isIn(kind)) return null;
    // Its second one fails in the same way, whatever stands behind it.
    const trouble = new Trouble({ ...cell, kind }, clock, GONE_SCRIPT.troubleFromMs);
    troubles.push(trouble);
    return trouble;
  };
  const assistant = assistantWith(cell.left);
  const call = await virtualCall({
    callId,
    caller: singsAt(...GONE_SCRIPT.stretches.map(({ fromMs, toMs }): [number, number] => [fromMs, toMs])),
    transcriber: (clock) =>
      scriptedTranscriber("scripted/transcriber-1", clock, troubled("transcriber", clock), GONE_SCRIPT),
    moreTranscribers: (clock) => [
      scriptedTranscriber("scripted/transcriber-2", clock, troubled("transcriber", clock), GONE_SCRIPT),
    ],
    voices: (clock) => [1, 2].map((at) => scriptedVoice(`scripted/voice-${at}`, clock, troubled("voice", clock))),
    model: (clock) => scriptedModel("scripted/model-1", clock, troubled("model", clock)),
    moreModels: (clock) => [scriptedModel("scripted/model-2", clock, troubled("model", clock))],
    ...(cell.kind === "realtime"
      ? { realtime: (clock) => [scriptedRealtime("scripted/realtime", clock, troubled("realtime", clock))] }
      : {}),
    assistant: { ...assistant, ...(cell.kind === "realtime" ? { realtime: [{ provider: "scripted" }] } : {}) },
    tools: [bookingTool(effects)],
    cache: cacheOf({ ...FRONT_DESK, ...assistant }),
    control: {
      transfer: ({ number }) => void out.transfers.push(number),
      finished: (because) => {
        out.endedBecause = because;
      },
    },
  });
  await call.clock.advanceBy(GONE_SCRIPT.endsMs);
  const struck = troubles.map(({ struckAtMs }) => struckAtMs).filter((atMs) => atMs !== null);
  const struckAtMs = struck.length > 0 ? Math.min(...struck) : null;
  return { callId, log: call.log, heard: call.twinCall.heard, struckAtMs, effects, ...out };
}

function assistantWith(left: WayOut): Partial<AssistantDefinition> {
  const message = FRONT_DESK.flows.filter(({ id }) => id !== "booking");
  return {
    tools: [BOOKING],
    people: left === "a person" ? [PERSON] : [],
    flows: left === "a message" ? message : [],
  };
}

/** As it is after the server has warmed it: fixed sentences are spoken before anybody calls. */
function cacheOf(assistant: AssistantDefinition): VoiceCache {
  const cache = new VoiceCache();
  for (const text of spokenTexts(assistant)) {
    cache.set(VoiceCache.key("scripted/voice-1", assistant.language, 1, text), { audio: noiseOf(text), words: null });
  }
  return cache;
}

export function judgeGone(cell: GoneCell, call: GoneCall, healthy: Healthy): Verdict {
  const mostMs = cell.failure === "stalled" ? SPEECH_AFTER_STALLS_MS : SPEECH_WITHIN_MS;
  const silentMs = Math.max(...silencesOf(call, healthy));
  const because = [
    ...(silentMs <= mostMs ? [] : [`silent for ${silentMs} ms`]),
    ...(call.struckAtMs === null ? ["the trouble never struck"] : []),
    ...wayOutAmiss(cell.left, call),
    ...(replay(call.log).same ? [] : ["its log does not replay"]),
    ...namedIn(cell, call.log),
  ];
  return { ok: because.length === 0, silentMs, because };
}

/** After each of the caller's turns that nobody could answer, as long as the call lasts. */
function silencesOf({ log, heard, struckAtMs }: GoneCall, healthy: Healthy): number[] {
  const left = log.find(({ kind, type }) => kind === "command" && (type === "transfer" || type === "hang-up"));
  const overAtMs = left?.atMs ?? Number.POSITIVE_INFINITY;
  return windowsOf(GONE_SCRIPT).flatMap(({ untilMs }, index) => {
    const fromMs = Math.max(healthy.speaksAtMs[index] ?? 0, struckAtMs ?? 0);
    const toMs = Math.min(untilMs, overAtMs);
    const isAfter = (struckAtMs ?? 0) <= (healthy.endsAtMs[index] ?? 0);
    return isAfter && fromMs < toMs ? [longestSilence(heard, fromMs, toMs)] : [];
  });
}

function wayOutAmiss(left: WayOut, { log, transfers, endedBecause }: GoneCall): string[] {
  const said = textsOf(log, "agent").join(" ");
  // Begun, whether or not the caller let it finish: who goes on after the goodbye is told again.
  const begun = log.flatMap(({ type, data }) => (type === "speak" ? [String(data.text)] : []));
  const told = begun.filter((text) => text === PHRASES.trouble).length;
  const amiss = [
    ...(told === 1 || (left === "nobody" && told > 1) ? [] : [`it said ${told} times that something does not work`]),
    ...(/service|error|available|bzzz|html/i.test(said) ? ["an error was spoken"] : []),
    ...(endedBecause === "caller-silent" ? ["who spoke was hung up on as silent"] : []),
  ];
  if (left === "a person") {
    const right = transfers.length === 1 && transfers[0] === PERSON.number;
    return right ? amiss : [...amiss, `transferred ${transfers.length} times`];
  }
  if (left === "a message")
    return begun.includes("I can take a message.") ? amiss : [...amiss, "no message was asked for"];
  return endedBecause === "failed" && begun.includes("Goodbye!") ? amiss : [...amiss, `it ended as ${endedBecause}`];
}
