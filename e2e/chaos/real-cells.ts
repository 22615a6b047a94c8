/** Cells in real time: vendors' adapters over real sockets to their twins, on lines that break as the cell says. */
import { deepgramTranscriber, deepgramVoice } from "@offhook/provider-deepgram";
import { elevenLabsVoice } from "@offhook/provider-elevenlabs";
import { geminiLive } from "@offhook/provider-google";
import { openaiCompatible, openaiRealtime } from "@offhook/provider-openai";
import { DeepgramTwin } from "@offhook/twin-deepgram";
import { ElevenLabsTwin } from "@offhook/twin-elevenlabs";
import { LiveTwin } from "@offhook/twin-google";
import { serveSocketTwin } from "@offhook/twin-kit";
import { OpenAiTwin, serveTwin } from "@offhook/twin-openai";
import { liveReply, twinAnswer, twinHears, twinReply } from "./answers.ts";
import type { Cell } from "./cells.ts";
import { type RealParts, realCall } from "./real-house.ts";
import type { CallMade } from "./run-virtual.ts";
import { REAL_SCRIPT } from "./script.ts";
import { type Break, type Moment, type TroubledLine, troubledLine } from "./troubled-line.ts";

export interface RealCell extends Cell {
  over: string;
  trouble: Break;
  moment: Moment;
  /** When the line is armed, in ms of the call. */
  armAtMs: number;
}

const [, STRUCK] = REAL_SCRIPT.stretches;
const DEEPGRAM = "deepgram/nova-3";
const ELEVENLABS = "elevenlabs/flash-v2.5";
const OPENAI = "openai/chat";
const REALTIME = "openai/gpt-realtime-2.1";
const LIVE = "google/gemini-3.8-live";
const BEFORE_TURN = STRUCK.fromMs - 500;
const IN_TURN = STRUCK.fromMs + 900;
const AFTER_TURN = STRUCK.toMs + 50;

export const REAL_CELLS: readonly RealCell[] = [
  cell("transcriber refused connect", DEEPGRAM, { how: "refuse", status: 401 }, { on: "at-once" }, BEFORE_TURN),
  cell("transcriber busy connect", DEEPGRAM, { how: "refuse", status: 503 }, { on: "at-once" }, BEFORE_TURN),
  cell("transcriber lost mid-output", DEEPGRAM, { how: "cut" }, { on: "at-once" }, IN_TURN),
  cell("transcriber stalled mid-output", DEEPGRAM, { how: "stall" }, { on: "at-once" }, IN_TURN),
  cell("transcriber stalled end", DEEPGRAM, { how: "stall" }, { on: "at-once" }, STRUCK.toMs - 20),
  cell("transcriber lost between-turns", DEEPGRAM, { how: "cut" }, { on: "at-once" }, BEFORE_TURN),
  cell("voice refused connect", ELEVENLABS, { how: "refuse", status: 402 }, { on: "at-once" }, BEFORE_TURN),
  cell("voice busy connect", ELEVENLABS, { how: "refuse", status: 429 }, { on: "at-once" }, BEFORE_TURN),
  cell("voice stalled before-first-output", ELEVENLABS, { how: "stall" }, { on: "request" }, AFTER_TURN),
  cell("voice stalled mid-output", ELEVENLABS, { how: "stall" }, { on: "answer", afterBytes: 6_000 }, AFTER_TURN),
  cell("voice lost mid-output", ELEVENLABS, { how: "cut" }, { on: "answer", afterBytes: 6_000 }, AFTER_TURN),
  cell("voice lost between-turns", ELEVENLABS, { how: "cut" }, { on: "at-once" }, BEFORE_TURN),
  cell("model refused connect", OPENAI, { how: "refuse", status: 404 }, { on: "at-once" }, BEFORE_TURN),
  cell("model busy connect", OPENAI, { how: "refuse", status: 503 }, { on: "at-once" }, BEFORE_TURN),
  cell("model stalled before-first-output", OPENAI, { how: "stall" }, { on: "request" }, BEFORE_TURN),
  cell("model lost mid-output", OPENAI, { how: "cut" }, { on: "answer", afterBytes: 900 }, BEFORE_TURN),
  cell("model stalled mid-output", OPENAI, { how: "stall" }, { on: "answer", afterBytes: 900 }, BEFORE_TURN),
  cell("realtime refused connect", REALTIME, { how: "refuse", status: 401 }, { on: "at-once" }, BEFORE_TURN),
  cell("realtime busy connect", REALTIME, { how: "refuse", status: 503 }, { on: "at-once" }, BEFORE_TURN),
  cell("realtime lost between-turns", REALTIME, { how: "cut" }, { on: "at-once" }, BEFORE_TURN),
  cell("realtime stalled before-first-output", REALTIME, { how: "stall" }, { on: "at-once" }, STRUCK.toMs - 20),
  cell("realtime lost mid-output", REALTIME, { how: "cut" }, { on: "answer", afterBytes: 12_000 }, AFTER_TURN),
  cell("realtime stalled mid-output", REALTIME, { how: "stall" }, { on: "answer", afterBytes: 12_000 }, AFTER_TURN),
  cell("realtime refused connect", LIVE, { how: "refuse", status: 403 }, { on: "at-once" }, BEFORE_TURN),
  cell("realtime lost between-turns", LIVE, { how: "cut" }, { on: "at-once" }, BEFORE_TURN),
  cell("realtime stalled before-first-output", LIVE, { how: "stall" }, { on: "at-once" }, STRUCK.toMs - 20),
  cell("realtime lost mid-output", LIVE, { how: "cut" }, { on: "answer", afterBytes: 40_000 }, AFTER_TURN),
];

function cell(name: string, over: string, trouble: Break, moment: Moment, armAtMs: number): RealCell {
  const [kind, failure, phase] = name.split(" ") as [Cell["kind"], Cell["failure"], Cell["phase"]];
  return { kind, failure, phase, over, trouble, moment, armAtMs };
}

/** One call; `null`: without trouble. */
export async function runReal(cell: RealCell | null, realtime: boolean, seed: number): Promise<CallMade> {
  const { parts, line, close } = await serve(cell, realtime, seed);
  const vendor = cell?.over === LIVE ? "gemini_" : "";
  const callId = cell
    ? `call_real_${vendor}${cell.kind}_${cell.failure}_${cell.phase}`.replaceAll("-", "_")
    : "call_real";
  const made = await realCall(callId, REAL_SCRIPT, parts, {
    ...(cell ? { arm: { atMs: cell.armAtMs, run: () => line?.arm() } } : {}),
    struckAtMs: () => line?.brokeAtMs ?? null,
  });
  await close();
  return made;
}

async function serve(cell: RealCell | null, realtime: boolean, seed: number) {
  const twins = await Promise.all([
    serveSocketTwin(new DeepgramTwin({ seed }).hears(twinHears)),
    serveSocketTwin(new DeepgramTwin({ seed: seed + 1 }).hears(twinHears)),
    serveSocketTwin(new ElevenLabsTwin({ seed })),
    serveTwin(new OpenAiTwin({ seed }).answers(twinAnswer)),
    serveTwin(new OpenAiTwin({ seed: seed + 1 }).answers(twinAnswer)),
    serveTwin(new OpenAiTwin({ seed: seed + 2 }).repliesTo(twinReply).hears(twinHears)),
    serveSocketTwin(new LiveTwin({ seed: seed + 3 }).repliesTo(liveReply)),
  ]);
  const [ears, spareEars, voice, model, spareModel, speaking, live] = twins;
  const isLive = cell?.over === LIVE;
  const target = cell && { transcriber: ears, voice, model, realtime: isLive ? live : speaking }[cell.kind];
  const line: TroubledLine | null =
    cell && target ? await troubledLine(target.baseUrl, cell.trouble, cell.moment) : null;
  const at = (kind: Cell["kind"], baseUrl: string): string =>
    cell?.kind === kind && line ? line.baseUrl + new URL(baseUrl).pathname.replace(/\/$/, "") : baseUrl;
  const parts: RealParts = {
    transcribers: [
      deepgramTranscriber({ apiKey: "key", baseUrl: at("transcriber", ears.baseUrl) }),
      deepgramTranscriber({ apiKey: "key", baseUrl: spareEars.baseUrl, model: "nova-2-phonecall" }),
    ],
    voices: [
      elevenLabsVoice({ apiKey: "key", baseUrl: at("voice", voice.baseUrl), voice: "Rachel" }),
      deepgramVoice({ apiKey: "key", baseUrl: spareEars.baseUrl }),
    ],
    models: [
      openaiCompatible({ model: "twin-model", baseUrl: at("model", model.baseUrl), id: "one/twin-model" }),
      openaiCompatible({ model: "twin-model", baseUrl: spareModel.baseUrl, id: "two/twin-model" }),
    ],
    realtime: realtime
      ? [
          isLive
            ? geminiLive({ apiKey: "key", baseUrl: at("realtime", live.baseUrl) })
            : openaiRealtime({ apiKey: "key", baseUrl: at("realtime", speaking.baseUrl) }),
        ]
      : [],
  };
  const close = async (): Promise<void> => {
    await line?.close();
    await Promise.all(twins.map((twin) => twin.close()));
  };
  return { parts, line, close };
}
