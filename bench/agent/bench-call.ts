/** One call of the measured process: the real LiveCall, with scripted or embedded speech behind its ports. */
import { type CallParts, LiveCall, VoiceCache } from "@offhook/engine/call";
import type { LogItem } from "@offhook/engine/ports";
import { embeddedSpeechDetector, embeddedTranscriber, embeddedVoice } from "@offhook/provider-embedded";
import { realClock } from "../../packages/server/src/calls/real-clock.ts";
import { machineMs } from "../kit/clock.ts";
import { pinOf } from "./assistant.ts";
import { batchedLog } from "./batched-log.ts";
import type { Note } from "./notes.ts";
import type { Scenario } from "./scenario.ts";
import { scriptedModel } from "./scripted-model.ts";
import { scriptedTranscriber, scriptedVoice } from "./scripted-speech.ts";

/** Small, so that it is full before memory is measured: a worker's cache is bounded and shared, and no call's own. */
export const cache = new VoiceCache(4 * 1_024 * 1_024);

let calls = 0;

export interface BenchCall {
  live: LiveCall;
  finished: Promise<void>;
}

export function benchCall(scenario: Scenario, note: Note): BenchCall {
  calls += 1;
  let end: () => void = () => {};
  const finished = new Promise<void>((resolve) => {
    end = resolve;
  });
  const log = batchedLog();
  const noted = noteItems(note);
  const parts: CallParts = {
    pin: pinOf(`call_${calls}`),
    clock: realClock,
    startedAtMs: realClock.nowMs(),
    log: {
      ...log,
      append(items) {
        noted(items);
        log.append(items);
      },
    },
    effects: { intend: () => Promise.resolve({ ok: true, value: { state: "new" } }), settle: () => Promise.resolve() },
    ...providersOf(scenario, note),
    tools: [],
    detector: embeddedSpeechDetector(),
    cache,
    control: { hangUp: () => {}, transfer: () => {}, finished: () => end() },
  };
  return { live: new LiveCall(parts), finished };
}

function providersOf(scenario: Scenario, note: Note): Pick<CallParts, "transcribers" | "voices" | "models"> {
  const { fault } = scenario;
  const models = [
    scriptedModel("model/1", scenario, note, {
      refuses: fault === "model-refuses",
      neverAnswers: fault === "model-never-answers",
    }),
    scriptedModel("model/2", scenario, note),
  ];
  if (scenario.speech === "embedded")
    return { models, transcribers: [embeddedTranscriber()], voices: [embeddedVoice()] };
  const trouble = {
    refuses: fault === "voice-refuses",
    neverAnswers: fault === "voice-never-answers",
    ...(fault === "voice-stalls" ? { stallsAfter: 5 } : {}),
  };
  return {
    models,
    transcribers: [
      scriptedTranscriber("transcriber/1", scenario, fault === "transcriber-dies"),
      scriptedTranscriber("transcriber/2", scenario, false),
    ],
    voices: [scriptedVoice("voice/1", scenario, note, trouble), scriptedVoice("voice/2", scenario, note)],
  };
}

/** What the wire does not show: when the core decided, and where in the caller's stream (the log counts from the call's start). */
function noteItems(note: Note): (items: readonly LogItem[]) => void {
  let streamStartMs = 0;
  return (items) => {
    const atMs = machineMs();
    for (const { type, kind, data, audioMs, atMs: loggedAtMs } of items) {
      const place = (audioMs ?? 0) - streamStartMs;
      if (type === "stream-started") streamStartMs = loggedAtMs;
      if (type === "caller-speech-ended" && kind === "input") note({ what: type, atMs, audioMs: place });
      if (type === "transcript-final") note({ what: "words-came", atMs });
      if (type === "turn-ended" && kind === "decision")
        note({ what: type, atMs, by: String(data.because), policyMs: Number(data.policyMs ?? 0) });
      if (type === "agent-paused" && kind === "decision") note({ what: "barge-in-trigger", atMs, audioMs: place });
    }
  };
}
