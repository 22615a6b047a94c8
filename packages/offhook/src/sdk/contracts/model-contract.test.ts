import { openaiCompatible } from "@offhook/provider-openai";
import { NO_LATENCIES, OpenAiTwin, type TwinAnswer } from "@offhook/twin-openai";
import { scriptedModel } from "../scripted-model.ts";
import type { ModelScene } from "./model-clauses.ts";
import { describeModelContract } from "./model-contract.ts";

const STALL_MS = 60;

function twinAnswer(scene: ModelScene): TwinAnswer {
  switch (scene.does) {
    case "says":
      return { text: scene.text };
    case "calls":
      return { calls: scene.calls.map(({ id, name, args }) => ({ id, name, arguments: args })) };
    case "refuses":
      return { trouble: { type: "refuse", status: 503 } };
    case "breaks-off":
      return { text: `${scene.after} and`, trouble: { type: "close", afterPieces: scene.after.split(" ").length } };
    case "stalls":
      return { text: `${scene.after} and`, trouble: { type: "stall", afterPieces: scene.after.split(" ").length } };
  }
}

describeModelContract("an OpenAI-compatible model", (...scenes) => {
  const twin = new OpenAiTwin({ latencies: NO_LATENCIES }).next(...scenes.map(twinAnswer));
  const baseUrl = "http://twin.example/v1";
  return openaiCompatible({ baseUrl, model: "twin-model", fetch: twin.fetch, timeouts: { stallMs: STALL_MS } });
});

describeModelContract("a scripted model", (...scenes) => {
  const left = [...scenes];
  return scriptedModel(() => {
    const scene = left.shift();
    if (scene?.does === "says") return scene.text;
    if (scene?.does === "calls") return { calls: scene.calls };
    if (scene?.does === "refuses") return { fault: { code: "model-unavailable" } };
    const stalled = scene?.does === "stalls";
    return { text: scene?.after, fault: { code: stalled ? "model-stalled" : "model-stream-broken" } };
  });
});
