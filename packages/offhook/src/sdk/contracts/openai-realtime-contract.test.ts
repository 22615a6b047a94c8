/** OpenAI's realtime models keep the contract, over the twin and real sockets. */
import { openaiRealtime } from "@offhook/provider-openai";
import { tonalSpeech } from "@offhook/twin-kit";
import { type Item, NO_LATENCIES, OpenAiTwin, type RealtimeAnswer, serveTwin } from "@offhook/twin-openai";
import type { Believed, RealtimeScene } from "./realtime-clauses.ts";
import { describeRealtimeContract } from "./realtime-contract.ts";

const SPEECH = tonalSpeech("When are you open on Saturday?").audio;
/** Fast, and slow enough to be interrupted. */
const LATENCIES = { ...NO_LATENCIES, firstReplyMs: () => 5, betweenReplyMs: () => 3 };
const PATIENT = { connectMs: 10_000, sessionMs: 10_000, firstMs: 1_500, stallMs: 1_500, cancelledMs: 5_000 };

function answerTo(scene: RealtimeScene): RealtimeAnswer {
  switch (scene.does) {
    case "says":
      return { text: scene.text };
    case "calls":
      return { calls: scene.calls.map(({ id, name, args }) => ({ id, name, arguments: args })) };
    case "fails":
      return { endsAs: { failed: "server_error" } };
    case "hangs":
      return { hangs: true };
  }
}

function believed({ type, role, content, output }: Item): Believed[] {
  if (type === "function_call_output") return [{ role: "tool", text: output ?? "" }];
  const text = content?.map((one) => one.text ?? one.transcript ?? "").join("") ?? "";
  return role ? [{ role, text }] : [];
}

describeRealtimeContract("openai/gpt-realtime-2.1", async (...scenes) => {
  const twin = new OpenAiTwin({ apiKey: "K", latencies: LATENCIES }).replies(...scenes.map(answerTo));
  const served = await serveTwin(twin.hears(() => "When are you open on Saturday?"));
  return {
    model: openaiRealtime({ apiKey: "K", baseUrl: served.baseUrl, timeouts: PATIENT }),
    speech: SPEECH,
    believed: () => twin.seenRealtime[0]?.conversation.flatMap(believed) ?? [],
    canCut: true,
    lose: () => void served.close(),
    close: () => served.close().catch(() => {}),
  };
});
