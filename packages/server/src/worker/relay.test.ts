import { describe, expect, it } from "vitest";
import { createMetrics } from "../metrics.ts";
import type { ToSupervisor, ToWorker } from "../supervisor/messages.ts";
import { createMetricsCollector } from "../supervisor/metrics-collector.ts";
import { createQuestions } from "../supervisor/questions.ts";
import { type Channel, createRelay } from "./relay.ts";

/** Workers joined as the supervisor joins them, without processes. */
function workers(...ids: string[]) {
  const questions = createQuestions();
  const receivers = new Map<string, ((message: ToWorker) => void)[]>();
  const pass = async (from: string, message: ToSupervisor) => {
    if (message.type === "answer") questions.answered(from, message.id, message.answer);
    if (message.type !== "ask") return;
    const { id, to, topic, data, deadlineMs } = message;
    const targets = to === "others" ? ids.filter((one) => one !== from) : ids.filter((one) => one === to);
    const send = (target: string, askId: number) => {
      for (const receive of receivers.get(target) ?? []) receive({ type: "ask", id: askId, topic, data, from });
    };
    const answers = await questions.ask(targets, deadlineMs, send);
    for (const receive of receivers.get(from) ?? []) receive({ type: "answers", id, answers });
  };
  return ids.map((id) => {
    const channel: Channel = {
      send: (message) => void pass(id, message),
      listen: (receive) => void receivers.set(id, [...(receivers.get(id) ?? []), receive]),
    };
    return createRelay(channel);
  });
}

describe("a worker", () => {
  it("asks another to let go, and hears what it says", async () => {
    const [asker, owner] = workers("a", "b");
    owner?.on("let-go", async (data, from) => ({ data, from, flushed: true }));
    expect(await asker?.ask("b", "let-go", "call_1")).toEqual({ data: "call_1", from: "a", flushed: true });
  });

  it("asks all others when it does not know whose it is; only the owner answers", async () => {
    const [asker, first, owner] = workers("a", "b", "c");
    first?.on("let-go", () => undefined);
    owner?.on("let-go", () => "mine");
    expect(await asker?.askOthers("let-go", "call_1")).toEqual(["mine"]);
  });

  it("does not wait for the dead, nor for ever for the silent, nor fail with the broken", async () => {
    const [asker, silent, broken] = workers("a", "b", "c");
    silent?.on("let-go", () => new Promise(() => {}));
    broken?.on("let-go", () => {
      throw new Error("broken");
    });
    expect(await asker?.ask("nobody", "let-go", null)).toBeUndefined();
    expect(await asker?.ask("b", "let-go", null, 10)).toBeUndefined();
    expect(await asker?.ask("c", "let-go", null)).toBeUndefined();
  });
});

describe("a question to several", () => {
  it("is over when the last one dies", async () => {
    const questions = createQuestions();
    const asked = questions.ask(["a", "b"], 60_000, (target, id) => target === "a" && questions.answered("a", id, 1));
    questions.gone("b");
    expect(await asked).toEqual([1]);
  });
});

describe("metrics of a worker that died", () => {
  it("stay in the sums; its gauges do not", async () => {
    const sources = { activeCalls: () => 2, loopDelay: () => ({ p50Ms: 1, p99Ms: 2, maxMs: 3 }) };
    const living = new Map(["a", "b"].map((workerId) => [workerId, createMetrics(sources)]));
    for (const { callsTotal, voiceToVoiceMs } of living.values()) {
      callsTotal.inc({ direction: "inbound" }, 5);
      voiceToVoiceMs.observe(600);
    }
    const ask = () =>
      Promise.all(
        [...living].map(async ([workerId, { registry }]) => ({ workerId, metrics: await registry.getMetricsAsJSON() })),
      );
    const collector = createMetricsCollector(ask);
    expect(await collector.text()).toMatch(/offhook_calls_active 4\n/);
    living.delete("a");
    await collector.workerDied("a");
    const text = await collector.text();
    expect(text).toMatch(/offhook_calls_active 2\n/);
    expect(text).toMatch(/offhook_calls_total\{direction="inbound"\} 10\n/);
    expect(text).toMatch(/offhook_voice_to_voice_ms_count 2\n/);
    expect(text).toMatch(/offhook_loop_delay_ms\{quantile="0.99"\} 2\n/);
  });
});
