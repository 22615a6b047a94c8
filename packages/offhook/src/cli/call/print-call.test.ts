/** A stored call as text and as JSON, and the verdict on it. */
import type { PersonResult } from "@offhook/callers";
import { describe, expect, it } from "vitest";
import type { CallRecord, Turn } from "../server-api.ts";
import { callAsJson } from "./call-command.ts";
import { problemsOf } from "./judge-call.ts";
import { callAsText } from "./print-call.ts";

const RECORD: CallRecord = {
  id: "call_1",
  carrierCallId: "CA1",
  status: "ended",
  endedReason: "caller-hung-up",
  durationMs: 12_340,
  recording: "ready",
  latency: { voiceToVoiceP50Ms: 319, voiceToVoiceP95Ms: 900 },
  replayable: true,
};
const turn = (more: Partial<Turn>): Turn => ({
  id: "turn_1",
  speaker: "agent",
  kind: "speech",
  text: "Hello.",
  startMs: 100,
  endMs: 900,
  interrupted: false,
  endedBecause: "heard",
  latency: null,
  ...more,
});
const TURNS = [
  turn({}),
  turn({ id: "turn_2", speaker: "caller", text: "When are you open?", startMs: 6_000, endedBecause: "words-complete" }),
  turn({
    id: "turn_3",
    text: "We are open from nine in the morning until six in the evening on weekdays, and from ten until four on",
    startMs: 8_000,
    interrupted: true,
    endedBecause: "barge-in",
    latency: { endpointMs: 100, voiceToVoiceMs: 319.4 },
  }),
  turn({ id: "turn_4", speaker: "caller", kind: "dtmf", text: "12#", startMs: 11_000, endedBecause: "all-keys" }),
];
const STORED = {
  record: RECORD,
  turns: TURNS,
  recordingPath: "data/recordings/call_1.wav",
  logPath: "data/logs/call_1.jsonl",
};
const CALLER: PersonResult = {
  ok: true,
  problems: [],
  heard: [],
  said: [{ text: "When are you open?", startMs: 1, endMs: 2, overAgent: false }],
};

describe("a call is shown", () => {
  it("with times, reasons, latency and where things are", () => {
    expect(callAsText(STORED, [])).toBe(
      `call_1, 12.3 s, ended: caller-hung-up

   0.1 s  agent    Hello.
   6.0 s  caller   When are you open?
                   · ended by words-complete
   8.0 s  agent    We are open from nine in the morning until six in the evening on weekdays, and from ten
                   until four on
                   · answered after 319 ms, interrupted, ended by barge-in
  11.0 s  caller   (keys) 12#
                   · ended by all-keys

Voice to voice  319 ms median, 900 ms p95
Recording       data/recordings/call_1.wav
Log             data/logs/call_1.jsonl`,
    );
  });

  it("with what went wrong", () => {
    expect(callAsText({ ...STORED, recordingPath: null }, ["no answer"])).toMatch(/none\n[\s\S]*\n {2}- no answer$/);
  });

  it("as one line of JSON with exactly the promised fields", () => {
    const line = callAsJson(STORED, true);
    expect(line).not.toContain("\n");
    expect(Object.keys(JSON.parse(line))).toEqual(["callId", "ok", "endedReason", "turns", "recordingPath", "logPath"]);
  });
});

describe("a call is judged", () => {
  it("good when the caller was answered and it ended properly", () => {
    expect(problemsOf(CALLER, STORED)).toEqual([]);
  });

  it.each([
    ["lost", { record: { ...RECORD, endedReason: "carrier-lost" } }, "the call ended with carrier-lost"],
    [
      "running",
      { record: { ...RECORD, status: "in-progress" as const } },
      "the server still takes the call for running",
    ],
    ["without the agent", { turns: TURNS.slice(1, 2) }, "the transcript holds no word of the agent"],
    ["without the caller", { turns: TURNS.slice(0, 1) }, "the transcript holds no word of the caller"],
  ])("bad when it is %s", (_what, change, problem) => {
    expect(problemsOf(CALLER, { ...STORED, ...change })).toEqual([problem]);
  });
});
