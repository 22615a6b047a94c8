/** What a call's log says about its bill. */
import { describe, expect, it } from "vitest";
import { type BilledItem, FactLedger } from "./call-facts.ts";

const PIN = { carrier: "twilio", direction: "inbound", from: "+15550100001", to: "+15550100002" };

/** `[atMs, type, data]`, numbered as they come. */
const log = (...items: [number, string, object?][]): BilledItem[] =>
  items.map(([atMs, type, data = {}], index) => ({
    seq: index + 1,
    atMs,
    type,
    data: data as Record<string, unknown>,
  }));

function factsOf(items: readonly BilledItem[], nowMs: number) {
  const ledger = new FactLedger();
  for (const item of items) ledger.take(item);
  return ledger.facts(nowMs);
}

const STARTED: [number, string, object?][] = [
  [0, "call-started", { pin: PIN }],
  [200, "stream-started", { streamId: "MZ1", epoch: 1 }],
];

describe("a call's facts", () => {
  it("are none before it has begun, and no leg before a stream has come", () => {
    expect(factsOf([], 9_000)).toBeNull();
    expect(factsOf(log([0, "call-started", { pin: PIN }]), 9_000)).toMatchObject({
      ...PIN,
      legMs: null,
      streamsMs: [],
    });
  });

  it("grow while it lasts", () => {
    expect(factsOf(log(...STARTED), 61_200)).toMatchObject({ legMs: 61_000, streamsMs: [61_000] });
  });

  it("stand still once it has ended", () => {
    expect(factsOf(log(...STARTED, [30_200, "call-ended"]), 99_000)).toMatchObject({
      legMs: 30_000,
      streamsMs: [30_000],
    });
  });

  it("count a lost line's silence to the leg and not to a stream", () => {
    const items = log(
      ...STARTED,
      [10_200, "carrier-lost", { because: "no-media" }],
      [14_000, "stream-started", { streamId: "MZ2", epoch: 2 }],
      [20_000, "call-ended"],
    );
    expect(factsOf(items, 99_000)).toMatchObject({ legMs: 19_800, streamsMs: [10_000, 6_000] });
  });

  it("end a stream where another takes over", () => {
    const items = log(...STARTED, [5_200, "move"], [5_700, "stream-started", { streamId: "MZ2", epoch: 2 }]);
    expect(factsOf(items, 6_700)).toMatchObject({ legMs: 6_500, streamsMs: [5_000, 1_000] });
  });

  it("have a person's leg from the dialling on, if somebody answered", () => {
    const dialled = [...STARTED, [30_000, "transfer", { number: "+447400123456" }]] as typeof STARTED;
    const answered = log(...dialled, [95_000, "transfer-settled", { outcome: "answered" }], [95_000, "call-ended"]);
    expect(factsOf(answered, 99_000)).toMatchObject({
      legMs: 94_800,
      streamsMs: [29_800],
      transfers: [{ to: "+447400123456", connectedMs: 65_000 }],
    });
    const busy = log(...dialled, [45_000, "transfer-settled", { outcome: "busy" }]);
    expect(factsOf(busy, 50_000)).toMatchObject({ transfers: [] });
  });

  it("do not count what is taken twice", () => {
    const ledger = new FactLedger();
    const items = log(...STARTED, [
      900,
      "provider-used",
      { part: "voice", provider: "embedded/rms", usage: { characters: 40 }, reported: true },
    ]);
    for (const item of [...items, ...items]) ledger.take(item);
    expect(ledger.uses()).toMatchObject([{ provider: "embedded/rms", counted: { characters: 40n } }]);
    expect(ledger.facts(1_200)).toMatchObject({ streamsMs: [1_000] });
  });
});
