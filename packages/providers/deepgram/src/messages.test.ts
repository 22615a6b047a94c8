import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readFluxMessage } from "./flux-message.ts";
import { readNovaMessage } from "./nova-message.ts";
import { readSpeakMessage } from "./speak-message.ts";

const READERS = { readNovaMessage, readFluxMessage, readSpeakMessage };

const RESULTS = {
  ...{ type: "Results", start: 3, duration: 1.4, is_final: true, speech_final: true, from_finalize: false },
  channel: {
    alternatives: [{ transcript: "for two.", confidence: 0.9, words: [{ word: "for", start: 3.1, end: 3.3 }] }],
  },
};
const TURN = {
  ...{ type: "TurnInfo", event: "EndOfTurn", turn_index: 0, audio_window_start: 0.5, audio_window_end: 2 },
  ...{ transcript: "For two.", words: [{ word: "For", confidence: 0.8 }], end_of_turn_confidence: 0.9 },
};

/** Some field somewhere replaced by something else. */
const tampered = (message: unknown) =>
  fc.tuple(fc.nat(), fc.jsonValue()).map(([place, value]) => {
    let left = place % 24;
    return JSON.stringify(message, (key, kept: unknown) => {
      left -= 1;
      return key !== "" && left === 0 ? value : kept;
    });
  });

describe.each(Object.entries(READERS))("%s", (_, read) => {
  it("reads anything without throwing", () => {
    const anything = fc.oneof(fc.string(), fc.json(), tampered(RESULTS), tampered(TURN));
    fc.assert(fc.property(anything, (text) => void read(text)));
  });

  it("knows a message that was cut off for what it is", () => {
    const whole = JSON.stringify(read === readFluxMessage ? TURN : RESULTS);
    for (let length = 0; length < whole.length; length += 1) expect(read(whole.slice(0, length))).toBeNull();
  });

  it.each(["", "null", "[]", "7", '"Results"', "{}", '{"type":7}'])("refuses %s", (text) => {
    expect(read(text)).toBeNull();
  });

  it("lets kinds pass that it does not know yet", () => {
    expect(read('{"type":"Sentiment","score":1}')).toEqual({ type: "other" });
  });
});

describe("a message of Nova", () => {
  const read = (change: object) => readNovaMessage(JSON.stringify({ ...RESULTS, ...change }));

  it("gives words and where they stand", () => {
    expect(read({})).toEqual({
      type: "results",
      results: {
        ...{ text: "for two.", startS: 3, endS: 4.4, firstWordS: 3.1, lastWordS: 3.3, confidence: 0.9 },
        ...{ isFinal: true, speechFinal: true, fromFinalize: false },
      },
    });
  });

  it.each([{ start: "3" }, { duration: null }, { start: -1 }, { channel: {} }, { channel: { alternatives: [] } }])(
    "refuses %j",
    (change) => expect(read(change)).toBeNull(),
  );

  it("does without words' times and without a confidence that is one", () => {
    const channel = { alternatives: [{ transcript: "hi", confidence: 7, words: [{ start: "x" }, null] }] };
    expect(read({ channel })).toMatchObject({ results: { confidence: null, firstWordS: null, lastWordS: null } });
  });
});

describe("a message of Flux", () => {
  const read = (change: object) => readFluxMessage(JSON.stringify({ ...TURN, ...change }));

  it("gives the turn", () => {
    expect(read({})).toEqual({
      type: "turn",
      turn: {
        ...{ event: "EndOfTurn", turnIndex: 0, text: "For two.", startS: 0.5, endS: 2 },
        ...{ firstWordS: null, confidence: 0.8 },
      },
    });
  });

  it.each([{ event: 3 }, { turn_index: "0" }, { transcript: null }, { audio_window_end: 0.1 }])(
    "refuses %j",
    (change) => expect(read(change)).toBeNull(),
  );

  it("lets an event pass that it does not know yet", () => {
    expect(read({ event: "SpeakerChanged" })).toEqual({ type: "other" });
  });

  it("says what a fatal error says", () => {
    const error = { type: "Error", sequence_id: 3, code: "INTERNAL_SERVER_ERROR", description: "oh" };
    expect(readFluxMessage(JSON.stringify(error))).toEqual({ type: "error", detail: "INTERNAL_SERVER_ERROR oh" });
  });
});
