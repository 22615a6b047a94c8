/** What a call costs, told by bills that can be checked by hand, and by what holds for every bill. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CallFacts } from "./call-facts.ts";
import { costOf } from "./cost.ts";
import { exact, moneyOf, shown, sumOf } from "./decimal.ts";
import { priceList } from "./price-list.ts";
import type { UsageFact } from "./usage.ts";

const LIST = priceList();
const CALL: CallFacts = {
  ...{ carrier: "twilio", direction: "inbound", from: "+442079460018", to: "+14155552671" },
  ...{ legMs: 61_000, streamsMs: [61_000], transfers: [] },
};
const TWIN: CallFacts = { ...CALL, carrier: "twin" };

const used = (part: UsageFact["part"], provider: string, usage: UsageFact["usage"], rest = {}): UsageFact => ({
  ...{ part, provider, usage, reported: true, ...rest },
});

const bill = (facts: UsageFact[], call: CallFacts = TWIN) =>
  costOf(facts, call, LIST).items.map(({ item, provider, quantity, unit, amount }) => [
    ...[item, provider, quantity, unit, amount?.amount ?? null],
  ]);

describe("a bill", () => {
  it("of a minute inbound to the United States, by hand", () => {
    const facts = [
      used("transcriber", "deepgram/nova-3", { seconds: 60 }),
      used("model", "openai/gpt-5.6-luna", { inputTokens: 12_000, cachedTokens: 8_000, outputTokens: 600 }),
      used("voice", "elevenlabs/Rachel", { characters: 400 }, { reported: false }),
    ];
    const call = { ...CALL, legMs: 60_000, streamsMs: [60_000] };
    expect(bill(facts, call)).toEqual([
      ["carrier-leg", "twilio/inbound/US/local", 1, "leg-minute", "0.0085"],
      ["stream", "twilio/stream", 1, "minute", "0.0044"],
      ["model", "openai/gpt-5.6-luna", 4_000, "input-token", "0.0008"],
      ["model", "openai/gpt-5.6-luna", 8_000, "cached-input-token", "0.00016"],
      ["model", "openai/gpt-5.6-luna", 600, "output-token", "0.00072"],
      ["transcriber", "deepgram/nova-3", 60, "second", "0.0077"],
      ["voice", "elevenlabs/Rachel", 400, "character", "0.0200"],
    ]);
    const { total, complete } = costOf(facts, call, LIST);
    expect([exact(total), shown(total), complete]).toEqual(["0.04228", "0.0423", true]);
  });

  it("has what was put into a cache at its own price, which is higher than that of any other input", () => {
    const usage = { inputTokens: 9_100, cachedTokens: 0, cacheWriteTokens: 9_000, outputTokens: 50 };
    expect(bill([used("model", "anthropic/claude-haiku-4-5", usage)])).toEqual([
      ["model", "anthropic/claude-haiku-4-5", 100, "input-token", "0.0001"],
      ["model", "anthropic/claude-haiku-4-5", 9_000, "cache-write-token", "0.01125"],
      ["model", "anthropic/claude-haiku-4-5", 50, "output-token", "0.00025"],
    ]);
    // Nobody gives a figure for this one, and that of the input would be a guess.
    expect(bill([used("model", "anthropic/claude-sonnet-5", usage)])).toEqual([
      ["model", "anthropic/claude-sonnet-5", 100, "input-token", "0.0002"],
      ["model", "anthropic/claude-sonnet-5", 9_000, "cache-write-token", null],
      ["model", "anthropic/claude-sonnet-5", 50, "output-token", "0.0005"],
    ]);
  });

  it("trusts no vendor to count more of a cache than there was input", () => {
    const usage = { inputTokens: 1_000, cachedTokens: 900, cacheWriteTokens: 900, outputTokens: 0 };
    expect(
      bill([used("model", "anthropic/claude-haiku-4-5", usage)]).map(([, , quantity, unit]) => [quantity, unit]),
    ).toEqual([
      [900, "cached-input-token"],
      [100, "cache-write-token"],
    ]);
  });

  it("counts sound and text of a realtime model apart, cached or not", () => {
    const usage = { inputTokens: 1_000, cachedTokens: 400, outputTokens: 200 };
    const sound = { audioInputTokens: 600, cachedAudioInputTokens: 100, audioOutputTokens: 1_200 };
    expect(bill([used("realtime", "openai/gpt-realtime-2.1", { ...usage, ...sound })])).toEqual([
      ["realtime", "openai/gpt-realtime-2.1", 600, "input-token", "0.0024"],
      ["realtime", "openai/gpt-realtime-2.1", 400, "cached-input-token", "0.00016"],
      ["realtime", "openai/gpt-realtime-2.1", 200, "output-token", "0.0048"],
      ["realtime", "openai/gpt-realtime-2.1", 500, "audio-input-token", "0.0160"],
      ["realtime", "openai/gpt-realtime-2.1", 100, "cached-audio-input-token", "0.00004"],
      ["realtime", "openai/gpt-realtime-2.1", 1_200, "audio-output-token", "0.0768"],
    ]);
  });

  it("says that a price is unknown instead of calling it free", () => {
    const facts = [used("model", "openai-compatible/llama", { inputTokens: 9, outputTokens: 9 })];
    const { items, total, complete } = costOf(facts, TWIN, LIST);
    expect(items.map(({ amount, because }) => [amount, because])).toEqual([
      [null, "no price is known: set one in prices.json"],
      [null, "no price is known: set one in prices.json"],
    ]);
    expect([total, complete]).toEqual([0n, false]);
  });

  it("is complete and costs nothing with the embedded speech over the twin", () => {
    const facts = [
      used("transcriber", "embedded", { seconds: 12.5 }),
      used("voice", "embedded/rms", { characters: 90 }),
    ];
    const cost = costOf(facts, TWIN, LIST);
    expect(cost).toMatchObject({ total: 0n, complete: true, carrierBills: false });
    expect(cost.items.map(({ item, amount }) => [item, amount?.amount])).toEqual([
      ["transcriber", "0.0000"],
      ["voice", "0.0000"],
    ]);
  });

  it("does not bill by time and by tokens at once", () => {
    const both = { seconds: 60, inputTokens: 1_000, outputTokens: 500 };
    expect(bill([used("transcriber", "openai/gpt-4o-transcribe", both)])).toEqual([
      ["transcriber", "openai/gpt-4o-transcribe", 60, "second", "0.0060"],
    ]);
  });

  it("shows what was paid for and not heard, in its own item", () => {
    const facts = [
      used("voice", "deepgram/aura-2-thalia-en", { characters: 100 }),
      used("voice", "deepgram/aura-2-thalia-en", { characters: 50 }, { wasted: true }),
    ];
    const { items } = costOf(facts, TWIN, LIST);
    expect(items.map(({ quantity, because }) => [quantity, because])).toEqual([
      [100, undefined],
      [50, "paid for and not heard"],
    ]);
  });

  it("counts a number that a vendor got wrong as nothing", () => {
    const odd = { inputTokens: Number.NaN, cachedTokens: 50, outputTokens: -3, seconds: Number.POSITIVE_INFINITY };
    expect(bill([used("model", "openai/gpt-6-luna", odd)])).toEqual([]);
  });
});

describe("Twilio bills", () => {
  const legs = (call: Partial<CallFacts>) => bill([], { ...CALL, ...call });

  it.each([
    [0, 1],
    [1, 1],
    [60_000, 1],
    [60_001, 2],
    [179_999, 3],
  ])("%d ms as %d minutes", (legMs, minutes) => {
    expect(legs({ legMs, streamsMs: [] })[0]?.slice(0, 3)).toEqual(["carrier-leg", "twilio/inbound/US/local", minutes]);
  });

  it("each stream by the minute that has begun", () => {
    expect(legs({ legMs: 90_000, streamsMs: [61_000, 20_000] })[1]).toEqual([
      ...["stream", "twilio/stream", 3, "minute", "0.0132"],
    ]);
  });

  it.each([
    ["inbound", "+18005550100", "twilio/inbound/US/toll-free"],
    ["inbound", "+442079460018", "twilio/inbound/GB/local"],
    ["outbound", "+442079460018", "twilio/outbound/GB/landline"],
    ["outbound", "+447400123456", "twilio/outbound/GB/mobile"],
    ["outbound", "+14155552671", "twilio/outbound/US"],
    ["inbound", "+15550100002", "twilio/inbound/US/local"],
  ] as const)("a leg %s of %s as %s", (direction, to, key) => {
    expect(legs({ direction, to, streamsMs: [] })[0]?.slice(0, 2)).toEqual(["carrier-leg", key]);
  });

  it("to where no price is known: the minutes stand there without an amount", () => {
    expect(legs({ direction: "outbound", to: "+37251234567", streamsMs: [] })).toEqual([
      ["carrier-leg", "twilio/outbound/EE/mobile", 2, "leg-minute", null],
    ]);
    expect(legs({ direction: "outbound", to: "sip:anyone", streamsMs: [] })).toEqual([
      ["carrier-leg", "twilio", 2, "leg-minute", null],
    ]);
  });

  it("a person on the line as a second leg, beside the caller's", () => {
    const transfers = [{ to: "+447400123456", connectedMs: 125_000 }];
    expect(legs({ legMs: 200_000, streamsMs: [30_000], transfers })).toEqual([
      ["carrier-leg", "twilio/inbound/US/local", 4, "leg-minute", "0.0340"],
      ["stream", "twilio/stream", 1, "minute", "0.0044"],
      ["transfer", "twilio/outbound/GB/mobile", 3, "leg-minute", "0.0915"],
    ]);
  });

  it("nothing for a call that nobody answered", () => {
    expect(legs({ legMs: null, streamsMs: [] })).toEqual([]);
  });

  it("texts by segment, recordings by minute, detection by call", () => {
    const messages = [{ direction: "outbound" as const, to: "+447400123456", segments: 2 }];
    const more = { legMs: null, streamsMs: [], messages, carrierRecordingMs: 70_000, machineDetection: true };
    expect(legs(more)).toEqual([
      ["recording", "twilio/recording", 2, "minute", "0.0050"],
      ["sms", "twilio/sms/outbound/GB", 2, "segment", "0.1120"],
      ["amd", "twilio/machine-detection", 1, "call", "0.0075"],
    ]);
  });
});

describe("every bill", () => {
  const count = fc.nat({ max: 5_000_000 });
  const usage = fc.record(
    {
      ...{ seconds: fc.double({ min: 0, max: 7_200, noNaN: true }), characters: count, inputTokens: count },
      ...{ cachedTokens: count, outputTokens: count, audioInputTokens: count, cachedAudioInputTokens: count },
      audioOutputTokens: count,
    },
    { requiredKeys: [] },
  );
  const fact: fc.Arbitrary<UsageFact> = fc.oneof(
    ...(
      [
        ["transcriber", "deepgram/nova-3"],
        ["transcriber", "embedded"],
        ["transcriber", "openai/gpt-4o-transcribe"],
        ["voice", "openai/gpt-4o-mini-tts/marin"],
        ["voice", "elevenlabs/Rachel"],
        ["voice", "deepgram/aura-2-thalia-en"],
        ["model", "openai/gpt-6-luna"],
        ["model", "google/gemini-3.8-flash"],
        ["model", "nobody/knows"],
        ["realtime", "openai/gpt-realtime-2.1"],
        ["realtime", "google/gemini-3.8-live"],
      ] as const
    ).map(([part, provider]) =>
      fc.record({
        part: fc.constant(part),
        provider: fc.constant(provider),
        usage,
        reported: fc.boolean(),
        wasted: fc.boolean(),
      }),
    ),
  );
  const duration = fc.nat({ max: 7_200_000 });
  const call: fc.Arbitrary<CallFacts> = fc.record({
    carrier: fc.constantFrom("twilio", "twin", "browser"),
    direction: fc.constantFrom("inbound", "outbound" as const),
    from: fc.constant("+14155552671"),
    to: fc.constantFrom("+14155552671", "+447400123456", "+37251234567", "nonsense"),
    legMs: fc.option(duration),
    streamsMs: fc.array(duration, { maxLength: 4 }),
    transfers: fc.array(fc.record({ to: fc.constant("+447400123456"), connectedMs: duration }), { maxLength: 2 }),
  });
  const facts = fc.array(fact, { maxLength: 12 });

  it("is the sum of its items, and complete only if each has a price", () => {
    fc.assert(
      fc.property(facts, call, (used, line) => {
        const { items, total, complete } = costOf(used, line, LIST);
        expect(total).toBe(sumOf(items.map(({ amount }) => moneyOf(amount?.amount ?? "0"))));
        expect(complete).toBe(items.every(({ amount }) => amount !== null));
      }),
    );
  });

  it("is the same in whatever order the facts came", () => {
    const shuffled = facts.chain((used) =>
      fc.tuple(fc.constant(used), fc.shuffledSubarray(used, { minLength: used.length })),
    );
    fc.assert(
      fc.property(shuffled, call, ([used, mixed], line) => {
        expect(costOf(mixed, line, LIST)).toEqual(costOf(used, line, LIST));
      }),
    );
  });

  it("does not become smaller by anything more that was used", () => {
    fc.assert(
      fc.property(facts, fact, call, duration, (used, more, line, longerMs) => {
        const before = costOf(used, line, LIST).total;
        expect(costOf([...used, more], line, LIST).total >= before).toBe(true);
        const longer = { ...line, legMs: line.legMs === null ? null : line.legMs + longerMs };
        expect(costOf(used, longer, LIST).total >= before).toBe(true);
        const resumed = { ...line, streamsMs: [...line.streamsMs, longerMs] };
        expect(costOf(used, resumed, LIST).total >= before).toBe(true);
      }),
    );
  });

  it("charges the line by minutes that have begun: never less than the time, never a minute more", () => {
    fc.assert(
      fc.property(duration, (legMs) => {
        const [leg] = costOf([], { ...CALL, legMs, streamsMs: [] }, LIST).items;
        const minutes = leg?.quantity ?? 0;
        expect(Number.isInteger(minutes) && minutes * 60_000 >= legMs && (minutes - 1) * 60_000 <= legMs).toBe(true);
      }),
    );
  });
});
