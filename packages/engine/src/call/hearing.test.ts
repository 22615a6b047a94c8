/** Transcribers that die: the caller is heard all the same. */
import { describe, expect, it } from "vitest";
import type { ChooseBy } from "../conversation/assistant.ts";
import { type Fault, TELEPHONE_FORMAT, type Transcriber, type TranscriberSink } from "../ports.ts";
import { VirtualClock } from "../testing/virtual-clock.ts";
import { Circuits } from "./circuits.ts";
import { Hearing } from "./hearing.ts";
import { ProviderOrder } from "./provider-order.ts";

const LOST: Fault = { code: "connection-lost", message: "It broke off.", retryable: true };

function heardBy(names: readonly string[], by: ChooseBy = "order", prices: Record<string, number> = {}) {
  const clock = new VirtualClock();
  clock.moveTo(1_000_000);
  const latencies: (number | null)[] = [];
  const opened: { id: string; sink: TranscriberSink; pushed: number[]; speechSince: number[]; closed: boolean }[] = [];
  const faults: string[] = [];
  const bills: string[] = [];
  const finals: string[] = [];
  const transcribers = names.map(
    (id): Transcriber => ({
      id,
      formats: [TELEPHONE_FORMAT],
      open(_, sink) {
        const session = { id, sink, pushed: [] as number[], speechSince: [] as number[], closed: false };
        opened.push(session);
        return {
          push: (_audio, audioMs) => void session.pushed.push(audioMs),
          speechStarted: (audioMs) => void session.speechSince.push(audioMs),
          ...{ expect() {}, speechPaused() {} },
          close: () => {
            session.closed = true;
          },
        };
      },
    }),
  );
  const hearing = new Hearing({
    ...{ transcribers, clock, language: "en" },
    order: new ProviderOrder(
      ...["transcriber" as const, clock],
      new Circuits(clock, { answered: (_, __, ms) => void latencies.push(ms) }, (_, id) => prices[id] ?? null),
      by,
    ),
    listener: {
      partial: () => {},
      final: ({ text }) => void finals.push(text),
      transcriberFaulted: (id, { code }) => void faults.push(`${id} ${code}`),
      exhausted: () => void faults.push("all exhausted"),
      used: (id, { usage, wasted }) => void bills.push(`${id} ${usage.seconds}${wasted ? " in vain" : ""}`),
    },
  });
  hearing.open();
  const pass = (ms: number): void => {
    const untilMs = clock.nowMs() + ms;
    clock.at(untilMs, () => {});
    while (clock.runNext(untilMs));
  };
  return { hearing, opened, finals, faults, bills, latencies, pass };
}

const FRAME = new Uint8Array(160);
const words = { text: "hello", startAudioMs: 0, endAudioMs: 30, confidence: null, endOfTurn: false };

describe("a transcriber that is late with its words", () => {
  const speech = (hearing: Hearing): void => {
    hearing.speechStarted(0);
    for (let audioMs = 0; audioMs < 600; audioMs += 20) hearing.push(FRAME, audioMs);
    hearing.speechPaused(600);
  };
  const said = { text: "half past ten", startAudioMs: 0, endAudioMs: 600, confidence: null, endOfTurn: false };

  it("is raced by the next, which hears the whole sentence; the first to have the words is heard", () => {
    const { hearing, opened, finals, faults, pass } = heardBy(["one", "two"]);
    speech(hearing);
    pass(699);
    expect(opened).toHaveLength(1);
    pass(1);
    expect(opened[1]?.pushed).toHaveLength(30);
    opened[1]?.sink.final(said);
    opened[0]?.sink.final(said);
    expect(finals).toEqual(["half past ten"]);
    expect(faults).toEqual(["one transcriber-late"]);
  });

  it("is heard all the same if it is first, and the other is called off", () => {
    const { hearing, opened, finals, faults, pass } = heardBy(["one", "two"]);
    speech(hearing);
    pass(900);
    opened[0]?.sink.final(said);
    opened[1]?.sink.final(said);
    expect(finals).toEqual(["half past ten"]);
    expect(opened[1]?.closed).toBe(true);
    expect(faults).toEqual([]);
  });

  it("is not raced where it was in time, nor over a cough, nor while the caller goes on", () => {
    const { hearing, opened, pass } = heardBy(["one", "two"]);
    speech(hearing);
    opened[0]?.sink.final(said);
    pass(2_000);
    hearing.speechStarted(3_000);
    hearing.speechPaused(3_100);
    pass(2_000);
    hearing.speechStarted(6_000);
    hearing.speechPaused(7_000);
    pass(500);
    hearing.speechStarted(7_500);
    pass(2_000);
    expect(opened).toHaveLength(1);
  });

  it("was right to say nothing where the next hears no words either", () => {
    const { hearing, opened, faults, finals, pass } = heardBy(["one", "two"]);
    speech(hearing);
    pass(700);
    opened[1]?.sink.final({ ...said, text: "" });
    expect(finals).toEqual([""]);
    expect(faults).toEqual([]);
    expect([opened[0]?.closed, opened[1]?.closed]).toEqual([false, true]);
  });
});

describe("a transcriber that recovered", () => {
  it("is gone back to between two sentences, after a while", () => {
    const { hearing, opened, pass } = heardBy(["one", "two"]);
    opened[0]?.sink.fault(LOST);
    pass(5_000);
    opened[1]?.sink.final(words);
    expect(opened).toHaveLength(2);
    pass(15_000);
    hearing.speechStarted(20_000);
    opened[1]?.sink.final(words);
    expect(opened).toHaveLength(2);
    hearing.speechPaused(20_500);
    opened[1]?.sink.final(words);
    expect(opened[2]?.id).toBe("one");
    expect(opened[1]?.closed).toBe(true);
  });

  it("is billed for what it heard, and so is the one that was raced in vain", () => {
    const { hearing, opened, bills, pass } = heardBy(["one", "two"]);
    for (let audioMs = 0; audioMs < 12_000; audioMs += 20) hearing.push(FRAME, audioMs);
    opened[0]?.sink.final({ ...words, endAudioMs: 12_000 });
    expect(bills).toEqual(["one 12"]);
    hearing.speechStarted(12_000);
    for (let audioMs = 12_000; audioMs < 13_000; audioMs += 20) hearing.push(FRAME, audioMs);
    hearing.speechPaused(13_000);
    pass(700);
    opened[0]?.sink.final({ ...words, endAudioMs: 13_000 });
    hearing.close();
    expect(bills).toEqual(["one 12", "two 1 in vain", "one 1"]);
  });
});

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

describe("all transcribers", () => {
  const fault = { code: "busy", message: "scripted", retryable: true, provider: "" };

  it("having failed twice in a row is told once, and they go on being asked, more and more rarely", () => {
    const { hearing, opened, faults, pass } = heardBy(["one", "two"]);
    const allFail = (): void => {
      opened.at(-1)?.sink.fault(fault);
      opened.at(-1)?.sink.fault(fault);
    };
    allFail();
    expect(faults).not.toContain("all exhausted");
    for (const ms of [500, 1_000, 2_000, 4_000]) {
      pass(ms);
      allFail();
    }
    expect(opened).toHaveLength(10);
    expect(faults.filter((one) => one === "all exhausted")).toHaveLength(1);
    hearing.close();
  });

  it("having failed once, and once more much later, were not gone", () => {
    const { opened, faults, pass } = heardBy(["one"]);
    opened.at(-1)?.sink.fault(fault);
    pass(60_000);
    opened.at(-1)?.sink.fault(fault);
    pass(60_000);
    expect(opened).toHaveLength(3);
    expect(faults).not.toContain("all exhausted");
  });

  it("standing without a word, are opened anew, and the new ones hear what was said", () => {
    const { hearing, opened, finals, faults, pass } = heardBy(["one", "two"]);
    hearing.speechStarted(0);
    for (let audioMs = 0; audioMs < 600; audioMs += 20) hearing.push(FRAME, audioMs);
    hearing.speechPaused(600);
    pass(5_999);
    expect(opened).toHaveLength(2);
    pass(1);
    expect(faults).toEqual(["two transcriber-stalled", "one transcriber-stalled"]);
    pass(500);
    expect(opened[2]?.pushed).toHaveLength(30);
    opened[2]?.sink.final({ ...words, endAudioMs: 600 });
    expect(finals).toEqual(["hello"]);
  });
});

describe("how quick a transcriber is", () => {
  const final = { text: "hello", startAudioMs: 0, confidence: null, endOfTurn: false };

  it("is told by its words after a pause alone: not by those before the first one, in mid-speech, or after the last", () => {
    const { hearing, opened, latencies, pass } = heardBy(["one"]);
    const sink = opened[0]?.sink;
    sink?.final({ ...final, endAudioMs: 100 });
    hearing.speechStarted(200);
    hearing.speechPaused(900);
    pass(250);
    sink?.final({ ...final, endAudioMs: 900 });
    pass(4_000);
    sink?.final({ ...final, endAudioMs: 900 });
    hearing.speechStarted(6_000);
    pass(5_000);
    sink?.final({ ...final, endAudioMs: 8_000 });
    expect(latencies).toEqual([null, 250, null, null]);
  });
});

describe("a transcriber that was chosen by its price", () => {
  it("is gone back to once it works again, wherever it stands in the list", () => {
    const { hearing, opened, pass } = heardBy(["dear", "cheap"], "price", { dear: 0.02, cheap: 0.01 });
    const says = (at: number): void => {
      hearing.speechStarted(at);
      hearing.speechPaused(at + 500);
      opened.at(-1)?.sink.final({ ...words, startAudioMs: at, endAudioMs: at + 500 });
    };
    says(0);
    opened[0]?.sink.fault(LOST);
    says(1_000);
    expect(opened.map(({ id }) => id)).toEqual(["cheap", "dear"]);
    pass(20_000);
    says(21_000);
    expect(opened.map(({ id }) => id)).toEqual(["cheap", "dear", "cheap"]);
    says(22_000);
    expect(opened).toHaveLength(3);
  });
});
