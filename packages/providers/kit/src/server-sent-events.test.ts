import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EventReader, type ServerSentEvent } from "./server-sent-events.ts";

const encoder = new TextEncoder();

function readIn(pieces: readonly Uint8Array[]): ServerSentEvent[] {
  const reader = new EventReader();
  return [...pieces.flatMap((piece) => reader.push(piece)), ...reader.end()];
}

function cut(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const sorted = [0, ...places.map((place) => place % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return sorted.slice(1).map((end, index) => bytes.slice(sorted[index], end));
}

describe("the event reader", () => {
  const text = ': hello\r\n\r\nevent: error\r\ndata: {"a":1}\r\n\r\ndata: Käse – 😀\ndata: two\n\ndata:[DONE]\r\r';
  const events = [
    { name: "error", data: '{"a":1}' },
    { name: "", data: "Käse – 😀\ntwo" },
    { name: "", data: "[DONE]" },
  ];

  it("gives the same events wherever the bytes are cut, inside a letter or a line end too", () => {
    const bytes = encoder.encode(text);
    expect(readIn([bytes])).toEqual(events);
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 40 }), (places) => {
        expect(readIn(cut(bytes, places))).toEqual(events);
      }),
    );
    expect(readIn([...bytes].map((byte) => Uint8Array.of(byte)))).toEqual(events);
  });

  it("takes a last event without its empty line", () => {
    expect(readIn([encoder.encode("data: [DONE]")])).toEqual([{ name: "", data: "[DONE]" }]);
  });

  it("refuses an event without end instead of filling the memory", () => {
    const reader = new EventReader();
    const piece = encoder.encode("x".repeat(100_000));
    expect(() => {
      for (let count = 0; count < 20; count += 1) reader.push(piece);
    }).toThrow(RangeError);
  });

  it("reads any bytes at all without throwing", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => void readIn([bytes])));
  });
});
