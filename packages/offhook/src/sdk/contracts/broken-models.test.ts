/** A clause that no broken model fails proves nothing: for each there is one here that breaks it. */
import type { Model, ModelSink } from "@offhook/engine/ports";
import { describe, expect, it } from "vitest";
import { scriptedModel } from "../scripted-model.ts";
import { type MakeModel, MODEL_CLAUSES } from "./model-clauses.ts";

/** A good model whose sink is tampered with. */
const tampered =
  (change: (sink: ModelSink) => Partial<ModelSink>, cancel = true): MakeModel =>
  (...scenes) => {
    const left = [...scenes];
    const good = scriptedModel(() => {
      const scene = left.shift();
      if (scene?.does === "says") return scene.text;
      if (scene?.does === "calls") return { calls: scene.calls };
      return { ...(scene && "after" in scene ? { text: scene.after } : {}), fault: { code: "model-stalled" } };
    });
    return {
      id: "broken",
      generate(request, sink) {
        const job = good.generate(request, { ...sink, ...change(sink) });
        return cancel ? job : { cancel() {} };
      },
    };
  };

const usage = { inputTokens: Number.NaN, cachedTokens: 0, outputTokens: 0.5 };
const refusal = { code: "Error 503", message: "", retryable: true };
const endsTwice = tampered((sink) => ({
  done(end) {
    sink.done(end);
    sink.done(end);
  },
}));
const onlyOneAtATime: MakeModel = (...scenes) => {
  const sinks: ModelSink[] = [];
  const texts = scenes.map((scene) => (scene.does === "says" ? scene.text : ""));
  const model: Model = {
    id: "broken",
    generate(_, sink) {
      sinks.push(sink);
      queueMicrotask(() => {
        sinks[0]?.text(texts[sinks.length - 1] ?? "");
        sinks[0]?.done({ because: "stop", usage: null });
      });
      return { cancel() {} };
    },
  };
  return model;
};

const BREAKS: Readonly<Record<string, MakeModel>> = {
  "has an id": () => ({ ...scriptedModel(() => "Hi."), id: "" }),
  "gives its words in order, in pieces that together are the text": tampered((sink) => ({
    text: (delta) => sink.text(delta.trim()),
  })),
  "ends once, with done, and says nothing after it": endsTwice,
  "counts its tokens in whole numbers, or says null": tampered((sink) => ({
    done: ({ because }) => sink.done({ because, usage }),
  })),
  "gives tool calls whole, with ids that differ, and then ends for them": tampered((sink) => ({
    toolCall: (call) => sink.toolCall({ ...call, argumentsJson: call.argumentsJson.slice(0, 3) }),
  })),
  "takes an empty answer for an answer": tampered((sink) => ({
    done: () => sink.fault({ code: "model-empty", message: "Nothing.", retryable: true }),
  })),
  "reports a refusal as a fault with a code, once, and throws nothing": tampered((sink) => ({
    fault: () => sink.fault(refusal),
  })),
  "keeps the words that came before it broke off, then faults": tampered((sink) => ({
    fault: () => sink.done({ because: "stop", usage: null }),
  })),
  "ends a stall by a deadline of its own": tampered(() => ({ fault() {} })),
  "is silent once cancelled, and cancelling twice is harmless": tampered(() => ({}), false),
  "can be cancelled after its end": endsTwice,
  "keeps two generations at once apart, and cancels one alone": onlyOneAtATime,
};

describe("a deliberately broken model fails the clause that it", () => {
  for (const clause of MODEL_CLAUSES) {
    it(clause.name, async () => {
      const make = BREAKS[clause.name];
      if (!make) throw new Error("No model breaks this clause");
      await expect(clause.check(make)).rejects.toThrow();
    });
  }
});
