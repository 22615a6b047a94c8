/** Gemini Live keeps the contract of realtime models, over the twin and real sockets. */
import { geminiLive } from "@offhook/provider-google";
import { type LiveAnswer, type LiveTurn, LiveTwin, NO_LIVE_LATENCIES } from "@offhook/twin-google";
import { serveSocketTwin, tonalSpeech } from "@offhook/twin-kit";
import { describe } from "vitest";
import type { Believed, RealtimeScene } from "./realtime-clauses.ts";
import { describeRealtimeContract } from "./realtime-contract.ts";

const WORDS = "When are you open on Saturday?";
/** Fast, and slow enough to be interrupted. */
const LATENCIES = { ...NO_LIVE_LATENCIES, firstReplyMs: () => 5, betweenReplyMs: () => 3 };
const PATIENT = { connectMs: 10_000, firstAudioMs: 1_500, stallMs: 1_500 };

function answerTo(scene: RealtimeScene): LiveAnswer {
  switch (scene.does) {
    case "says":
      return { text: scene.text };
    case "calls":
      return { calls: scene.calls };
    case "fails":
      return { endsBecause: "MALFORMED_FUNCTION_CALL" };
    case "hangs":
      return { hangsAfter: 0 };
  }
}

function believed(turn: LiveTurn): Believed[] {
  if ("result" in turn) {
    const { output } = turn.result.response as { output: string };
    return [{ role: "tool", text: output }];
  }
  return "text" in turn ? [{ role: turn.role === "model" ? "assistant" : "user", text: turn.text }] : [];
}

describe.each([false, true])("with quiet interruptions: %s", (quietInterruptions) => {
  describeRealtimeContract("google/gemini-3.8-live", async (...scenes) => {
    const options = { latencies: LATENCIES, waitsForPlayback: false, quietInterruptions };
    const twin = new LiveTwin({ apiKey: "K", ...options }).says(...Array<string>(9).fill(WORDS));
    const served = await serveSocketTwin(twin.replies(...scenes.map(answerTo)));
    return {
      model: geminiLive({ apiKey: "K", baseUrl: served.baseUrl, timeouts: PATIENT }),
      speech: tonalSpeech(WORDS).audio,
      believed: () => twin.seen[0]?.conversation.flatMap(believed) ?? [],
      canCut: false,
      lose: () => void served.close(),
      close: () => served.close().catch(() => {}),
    };
  });
});
