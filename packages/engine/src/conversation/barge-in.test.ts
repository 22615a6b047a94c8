/** What a caller says over the agent: murmurs, doubted words, voices from afar, and words that come early. */
import { describe, expect, it } from "vitest";
import { TextCall } from "../testing/text-call.ts";
import { withModel } from "./testing/test-pins.ts";

const ANSWER =
  "We are open from Monday to Friday between nine in the morning and six in the evening. On Saturdays we are open until noon.";
const FEATURES = { levelDb: -22, voicedShare: 0.7 };

/** The agent is in the middle of its answer. */
async function speakingAgent(): Promise<TextCall> {
  const call = new TextCall(withModel().assistant, { model: () => ({ text: ANSWER }) });
  call.start();
  await call.agentFinishes();
  await call.says("what are your opening hours?");
  await call.until(() => call.line.busy, 3_000);
  await call.pass(1_200);
  return call;
}

interface Spoken {
  durationMs?: number;
  confidence?: number | null;
  /** The detector tells of the voice while it sounds, as it does for a near one. */
  near?: boolean;
  voicedShare?: number;
}

/** Speech whose final comes before the detector knows of its end, as a quick transcriber's does. */
async function speaks(call: TextCall, text: string, options: Spoken = {}): Promise<void> {
  const { durationMs = 340, confidence = null, near = true, voicedShare = 0.7 } = options;
  const startMs = call.now;
  const endMs = startMs + durationMs;
  call.tell({ type: "caller-speech-started", audioMs: startMs });
  const progress = { type: "caller-speech-progressed" as const, audioMs: startMs + 160, speechMs: 160, ...FEATURES };
  if (near) call.at(startMs + 170, progress);
  const fact = { text, startAudioMs: startMs, audioMs: endMs, confidence };
  call.at(endMs + 140, { type: "transcript-final", ...fact, endOfTurn: false });
  const ended = { audioMs: endMs, seenAudioMs: endMs + 160, speechMs: durationMs, ...FEATURES, voicedShare };
  call.at(endMs + 170, { type: "caller-speech-ended", ...ended, ending: null });
  await call.pass(durationMs + 200);
}

const stops = (call: TextCall): number => call.decisions("speech-dropped").length;

describe("a word over the agent that its own transcriber doubts", () => {
  it("is taken for a murmur: the agent goes on with its sentence", async () => {
    const call = await speakingAgent();
    await speaks(call, "Go, Ken.", { confidence: 0.12 });
    expect(stops(call)).toBe(0);
    await call.agentFinishes();
    expect(call.transcript().some((one) => one.kind === "backchannel" && one.text === "Go, Ken.")).toBe(true);
    expect(call.heard).toContain("until noon");
    call.verifyReplay();
  });

  it.each(["no", "Seven,", "a person please"])("interrupts all the same when it is %j", async (text) => {
    const call = await speakingAgent();
    await speaks(call, text, { confidence: 0.12 });
    expect(stops(call)).toBe(1);
  });

  it("interrupts when nobody doubts it", async () => {
    const call = await speakingAgent();
    await speaks(call, "Go, Ken.");
    expect(stops(call)).toBe(1);
  });

  it("interrupts when it is a whole sentence", async () => {
    const call = await speakingAgent();
    await speaks(call, "that is much too late", { confidence: 0.3, durationMs: 900 });
    expect(stops(call)).toBe(1);
  });
});

describe("words that come before the detector knows of the end", () => {
  it("of a voice from afar wait for it, and are then a television's", async () => {
    const call = await speakingAgent();
    await speaks(call, "and now the weather for tomorrow", { near: false, voicedShare: 0, durationMs: 1_500 });
    expect(stops(call)).toBe(0);
    await call.agentFinishes();
    expect(call.heard).toContain("until noon");
    expect(call.transcript().filter((one) => one.speaker === "caller")).toHaveLength(1);
    call.verifyReplay();
  });

  it("of a caller too short for the detector to tell of wait, and then interrupt", async () => {
    const call = await speakingAgent();
    await speaks(call, "but why", { near: false, durationMs: 150 });
    expect(stops(call)).toBe(1);
  });

  it("that say stop do not wait for anything", async () => {
    const call = await speakingAgent();
    const startMs = call.now;
    call.tell({ type: "caller-speech-started", audioMs: startMs });
    await call.pass(100);
    const fact = { text: "stop", startAudioMs: startMs, audioMs: startMs + 90, confidence: null };
    call.tell({ type: "transcript-final", ...fact, endOfTurn: false });
    expect(stops(call)).toBe(1);
  });

  it("are none: the agent goes on as soon as the sound has ended, not two seconds later", async () => {
    const call = await speakingAgent();
    await speaks(call, "", { durationMs: 340 });
    expect(call.decisions("false-interruption")).toMatchObject([{ because: "no-words" }]);
    expect(Number(call.decisions("false-interruption")[0]?.pausedMs)).toBeLessThan(500);
  });
});

it('goes on while the caller still murmurs "okay, okay", and stops for what follows', async () => {
  const call = await speakingAgent();
  const startMs = call.now;
  const step = (speechMs: number) => ({ audioMs: startMs + speechMs, speechMs, ...FEATURES });
  const partial = { startAudioMs: startMs, confidence: null };
  call.tell({ type: "caller-speech-started", audioMs: startMs });
  call.at(startMs + 160, { type: "caller-speech-progressed", ...step(160) });
  call.at(startMs + 500, { type: "transcript-partial", text: "okay okay", audioMs: startMs + 400, ...partial });
  call.at(startMs + 700, { type: "caller-speech-progressed", ...step(700) });
  await call.pass(760);
  expect(call.decisions("false-interruption")).toMatchObject([{ because: "backchannel" }]);
  expect(stops(call)).toBe(0);
  const words = { text: "okay okay but what about Sunday", audioMs: startMs + 1_500, ...partial };
  call.tell({ type: "transcript-partial", ...words });
  expect(stops(call)).toBe(1);
});
