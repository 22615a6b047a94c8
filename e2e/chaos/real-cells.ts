/** Cells in real time: vendors' adapters over real sockets to their twins, on lines that break as the cell says. */
import type { Cell } from "./cells.ts";
import type { MODELS, REALTIME_MODELS, TRANSCRIBERS, VOICES } from "./real-vendors.ts";
import { REAL_SCRIPT } from "./script.ts";
import type { Break, Moment } from "./troubled-line.ts";

export interface RealCell extends Cell {
  over: string;
  trouble: Break;
  moment: Moment;
  /** When the line is armed, in ms of the call; null: before it begins. */
  armAtMs: number | null;
}

const [, STRUCK] = REAL_SCRIPT.stretches;
/** A transcriber's connection stands from the call's beginning: later there is none to refuse. */
const BEFORE_CALL = null;
const BEFORE_TURN = STRUCK.fromMs - 500;
const IN_TURN = STRUCK.fromMs + 900;
const AFTER_TURN = STRUCK.toMs + 50;
const AT_ONCE: Moment = { on: "at-once" };
const CUT: Break = { how: "cut" };
const STALL: Break = { how: "stall" };

const refuse = (status: number): Break => ({ how: "refuse", status });
const after = (afterBytes: number): Moment => ({ on: "answer", afterBytes });

type Row = readonly [name: string, trouble: Break, moment: Moment, armAtMs: number | null];

const TRANSCRIBER_ROWS: readonly Row[] = [
  ["transcriber refused connect", refuse(401), AT_ONCE, BEFORE_CALL],
  ["transcriber busy connect", refuse(503), AT_ONCE, BEFORE_CALL],
  ["transcriber lost mid-output", CUT, AT_ONCE, IN_TURN],
  ["transcriber stalled mid-output", STALL, AT_ONCE, IN_TURN],
  ["transcriber stalled end", STALL, AT_ONCE, STRUCK.toMs - 20],
  ["transcriber lost between-turns", CUT, AT_ONCE, BEFORE_TURN],
];

/** `midBytes`: the better part of a second of sound, as this vendor sends it. */
const voiceRows = (midBytes: number): readonly Row[] => [
  ["voice refused connect", refuse(402), AT_ONCE, BEFORE_TURN],
  ["voice busy connect", refuse(429), AT_ONCE, BEFORE_TURN],
  ["voice stalled before-first-output", STALL, { on: "request" }, AFTER_TURN],
  ["voice stalled mid-output", STALL, after(midBytes), AFTER_TURN],
  ["voice lost mid-output", CUT, after(midBytes), AFTER_TURN],
  ["voice lost between-turns", CUT, AT_ONCE, BEFORE_TURN],
];

/** `midBytes`: a few words, as this vendor sends them. */
const modelRows = (midBytes: number): readonly Row[] => [
  ["model refused connect", refuse(404), AT_ONCE, BEFORE_TURN],
  ["model busy connect", refuse(503), AT_ONCE, BEFORE_TURN],
  ["model stalled before-first-output", STALL, { on: "request" }, BEFORE_TURN],
  ["model lost mid-output", CUT, after(midBytes), BEFORE_TURN],
  ["model stalled mid-output", STALL, after(midBytes), BEFORE_TURN],
];

const realtimeRows = (midBytes: number): readonly Row[] => [
  ["realtime refused connect", refuse(401), AT_ONCE, BEFORE_TURN],
  ["realtime busy connect", refuse(503), AT_ONCE, BEFORE_TURN],
  ["realtime lost between-turns", CUT, AT_ONCE, BEFORE_TURN],
  ["realtime stalled before-first-output", STALL, AT_ONCE, STRUCK.toMs - 20],
  ["realtime lost mid-output", CUT, after(midBytes), AFTER_TURN],
  ["realtime stalled mid-output", STALL, after(midBytes), AFTER_TURN],
];

const LIVE_ROWS: readonly Row[] = [
  ["realtime refused connect", refuse(403), AT_ONCE, BEFORE_TURN],
  ["realtime lost between-turns", CUT, AT_ONCE, BEFORE_TURN],
  ["realtime stalled before-first-output", STALL, AT_ONCE, STRUCK.toMs - 20],
  ["realtime lost mid-output", CUT, after(40_000), AFTER_TURN],
];

/** By the process of a model of one's own, which answers whole: half-way through an answer is between two of its clauses. */
const LOCAL_TRANSCRIBER_ROWS: readonly Row[] = [
  ["transcriber refused connect", refuse(404), AT_ONCE, BEFORE_CALL],
  ["transcriber stalled before-first-output", STALL, { on: "request" }, BEFORE_TURN],
  ["transcriber lost mid-output", CUT, AT_ONCE, IN_TURN],
  ["transcriber stalled mid-output", STALL, AT_ONCE, IN_TURN],
  ["transcriber lost between-turns", CUT, AT_ONCE, BEFORE_TURN],
];

const LOCAL_VOICE_ROWS: readonly Row[] = [
  ["voice refused connect", refuse(404), AT_ONCE, BEFORE_CALL],
  ["voice stalled before-first-output", STALL, { on: "request" }, AFTER_TURN],
  ["voice lost before-first-output", CUT, { on: "request" }, AFTER_TURN],
  ["voice lost mid-output", CUT, after(1), AFTER_TURN],
  ["voice lost between-turns", CUT, AT_ONCE, BEFORE_TURN],
];

/** Turned away for now is, to an adapter, refused with another number: the first vendor of each kind stands for all. */
const leaner = (rows: readonly Row[]): readonly Row[] => rows.filter(([name]) => !name.includes(" busy "));
/** One request an answer: between turns nothing of it is open. */
const noneBetween = (rows: readonly Row[]): readonly Row[] => rows.filter(([name]) => !name.endsWith(" between-turns"));

export const REAL_CELLS: readonly RealCell[] = [
  ...cellsOf("deepgram/nova-3", TRANSCRIBER_ROWS),
  ...cellsOf("deepgram/flux-general-en", leaner(TRANSCRIBER_ROWS)),
  ...cellsOf("cartesia/ink-2", leaner(TRANSCRIBER_ROWS)),
  ...cellsOf("elevenlabs/scribe_v2_realtime", leaner(TRANSCRIBER_ROWS)),
  ...cellsOf("google-cloud/telephony", leaner(TRANSCRIBER_ROWS)),
  ...cellsOf("openai/gpt-live-transcribe", leaner(TRANSCRIBER_ROWS)),
  ...cellsOf("local/streaming-transducer", LOCAL_TRANSCRIBER_ROWS),
  ...cellsOf("elevenlabs/flash-v2.5", voiceRows(6_000)),
  ...cellsOf("cartesia/sonic-3.5", leaner(voiceRows(6_000))),
  ...cellsOf("deepgram/aura-2-thalia-en", leaner(voiceRows(4_500))),
  ...cellsOf("google/gemini-3.8-flash-tts", noneBetween(leaner(voiceRows(36_000)))),
  ...cellsOf("local/piper", LOCAL_VOICE_ROWS),
  ...cellsOf("openai/chat", modelRows(900)),
  ...cellsOf("anthropic/claude-haiku-4-5", leaner(modelRows(900))),
  ...cellsOf("google/gemini-3.8-flash", leaner(modelRows(900))),
  ...cellsOf("openai/gpt-realtime-2.1", realtimeRows(12_000)),
  ...cellsOf("google/gemini-3.8-live", LIVE_ROWS),
];

type Vendor = keyof typeof TRANSCRIBERS | keyof typeof VOICES | keyof typeof MODELS | keyof typeof REALTIME_MODELS;

function cellsOf(over: Vendor, rows: readonly Row[]): RealCell[] {
  return rows.map(([name, trouble, moment, armAtMs]) => {
    const [kind, failure, phase] = name.split(" ") as [Cell["kind"], Cell["failure"], Cell["phase"]];
    return { kind, failure, phase, over, trouble, moment, armAtMs };
  });
}
