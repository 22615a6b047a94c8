/** Transcribers that die: the caller is heard all the same. */
import { describe, expect, it } from "vitest";
import { type Fault, TELEPHONE_FORMAT, type Transcriber, type TranscriberSink } from "../ports.ts";
import { VirtualClock } from "../testing/virtual-clock.ts";
import { Circuits } from "./circuits.ts";
import { Hearing } from "./hearing.ts";
import { ProviderOrder } from "./provider-order.ts";

const LOST: Fault = { code: "connection-lost", message: "It broke off.", retryable: true };

function heardBy(names: readonly string[]) {
  const clock = new VirtualClock();
  const opened: { id: string; sink: TranscriberSink; pushed: number[]; speechSince: number[] }[] = [];
  const finals: string[] = [];
  const transcribers = names.map(
    (id): Transcriber => ({
      id,
      formats: [TELEPHONE_FORMAT],
      open(_, sink) {
        const session = { id, sink, pushed: [] as number[], speechSince: [] as number[] };
        opened.push(session);
        return {
          push: (_audio, audioMs) => void session.pushed.push(audioMs),
          speechStarted: (audioMs) => void session.speechSince.push(audioMs),
          ...{ expect() {}, speechPaused() {}, close() {} },
        };
      },
    }),
  );
  const hearing = new Hearing({
    ...{ transcribers, clock, language: "en" },
    order: new ProviderOrder("transcriber", clock, new Circuits(clock)),
    listener: { partial: () => {}, final: ({ text }) => void finals.push(text), transcriberFaulted: () => {} },
  });
  hearing.open();
  const pass = (ms: number): void => {
    const untilMs = clock.nowMs() + ms;
    clock.at(untilMs, () => {});
    while (clock.runNext(untilMs));
  };
  return { hearing, opened, finals, pass };
}

const FRAME = new Uint8Array(160);
const words = { text: "hello", startAudioMs: 0, endAudioMs: 30, confidence: null, endOfTurn: false };

describe("a transcriber that dies", () => {
  it("hands what was said since the last final to the next, and that the caller is speaking", () => {
    const { hearing, opened } = heardBy(["one", "two"]);
    for (const audioMs of [0, 20, 40, 60]) hearing.push(FRAME, audioMs);
    opened[0]?.sink.final(words);
    hearing.speechStarted(40);
    opened[0]?.sink.fault(LOST);
    expect(opened[1]).toMatchObject({ id: "two", pushed: [40, 60], speechSince: [40] });
  });

  it("is asked again where there is no other, more and more rarely", () => {
    const { hearing, opened, finals, pass } = heardBy(["only"]);
    hearing.push(FRAME, 0);
    opened[0]?.sink.fault(LOST);
    expect(opened).toHaveLength(1);
    pass(500);
    expect(opened[1]?.pushed).toEqual([0]);
    opened[1]?.sink.fault(LOST);
    pass(500);
    expect(opened).toHaveLength(2);
    pass(500);
    opened[0]?.sink.final(words);
    opened[2]?.sink.final({ ...words, text: "again" });
    expect(finals).toEqual(["again"]);
  });

  it("is not asked again after the call", () => {
    const { hearing, opened, pass } = heardBy(["only"]);
    opened[0]?.sink.fault(LOST);
    hearing.close();
    pass(10_000);
    expect(opened).toHaveLength(1);
  });
});
