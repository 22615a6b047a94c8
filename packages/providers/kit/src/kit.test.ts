import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AudioPlaces } from "./audio-places.ts";
import { queryOf, socketAddress } from "./socket-address.ts";
import { speakablePieces } from "./speakable-text.ts";
import { commonFaults, faultMaker, faultOfStatus, withoutKey } from "./vendor-faults.ts";

const VENDOR = { name: "acme", title: "Acme", keyName: "ACME_API_KEY", baseUrlName: "ACME_BASE_URL" } as const;

describe("places in the caller's stream", () => {
  it("begin where the first piece stood, not at nought", () => {
    const places = new AudioPlaces(8);
    places.sent(8_000, 12_000);
    expect([places.place(0), places.place(250), places.place(1_000)]).toEqual([12_000, 12_250, 13_000]);
  });

  it("jump where the stream has a gap, and words before it stay where they were", () => {
    const places = new AudioPlaces(8);
    places.sent(8_000, 0);
    places.sent(8_000, 5_000);
    expect([places.place(500), places.place(999), places.place(1_000), places.place(1_500)]).toEqual([
      500, 999, 5_000, 5_500,
    ]);
  });

  it("count what was filled in for the vendor only", () => {
    const places = new AudioPlaces(8);
    places.sent(800, 0);
    places.filled(640);
    places.sent(800, 4_100);
    expect(places.place(180)).toBe(4_100);
  });

  it("never run backwards", () => {
    const pieces = fc.array(fc.record({ bytes: fc.nat(2_000), gapMs: fc.nat(500) }), { maxLength: 60 });
    fc.assert(
      fc.property(pieces, (sent) => {
        const places = new AudioPlaces(8);
        let audioMs = 0;
        for (const { bytes, gapMs } of sent) {
          places.sent(bytes, audioMs);
          audioMs += bytes / 8 + gapMs;
        }
        const at = Array.from({ length: 40 }, (_, index) => places.place(index * 100));
        expect(at.every((place, index) => place >= (at[index - 1] ?? 0))).toBe(true);
      }),
    );
  });
});

describe("speakable text", () => {
  it("keeps all words, each piece short enough", () => {
    fc.assert(
      fc.property(fc.lorem({ maxCount: 60 }), fc.integer({ min: 20, max: 200 }), (text, most) => {
        const pieces = speakablePieces(text, most);
        expect(pieces.every((piece) => piece.length <= most)).toBe(true);
        expect(pieces.join(" ")).toBe(text.replace(/\s+/g, " ").trim());
      }),
    );
  });

  it("cuts after a sentence where it can, and never inside a letter", () => {
    expect(speakablePieces("One two. Three four five.", 15)).toEqual(["One two.", "Three four", "five."]);
    expect(speakablePieces("a😀😀😀", 4).every((piece) => !/[\ud800-\udbff]$/.test(piece))).toBe(true);
  });

  it.each(["", "  ", "…!?", "\u0000"])("finds nothing to say in %j", (text) => {
    expect(speakablePieces(text, 100)).toEqual([]);
  });
});

describe("an address", () => {
  it.each([
    ["https://api.acme.com", "wss://api.acme.com/v1/x"],
    ["http://127.0.0.1:9/", "ws://127.0.0.1:9/v1/x"],
    ["wss://eu.acme.com/proxy/", "wss://eu.acme.com/proxy/v1/x"],
  ])("%s becomes %s", (base, url) => expect(socketAddress(base, "/v1/x")).toBe(url));

  it.each(["", "acme.com", "file:///etc", "ftp://acme.com"])("%s is none", (base) => {
    expect(socketAddress(base, "/v1/x")).toBeNull();
  });

  it("repeats the name of a list and writes spaces as %20", () => {
    const query = { model: "m", on: true, keyterm: ["New York", "a&b"], off: undefined, none: [] };
    expect(queryOf(query)).toBe("?model=m&on=true&keyterm=New%20York&keyterm=a%26b");
  });
});

describe("faults", () => {
  it.each([
    [400, "request-refused", false],
    [401, "key-refused", false],
    [402, "quota-exhausted", false],
    [403, "not-allowed", false],
    [404, "model-unknown", false],
    [429, "rate-limited", true],
    [500, "unavailable", true],
    [503, "unavailable", true],
    [529, "unavailable", true],
    [302, "request-refused", false],
  ])("HTTP %i is %s", (status, fault, retryable) => {
    expect(faultOfStatus(status)).toBe(fault);
    expect(commonFaults(VENDOR)[`acme-${faultOfStatus(status)}`].retryable).toBe(retryable);
  });

  it("say what is wrong and how to fix it, in the vendor's name", () => {
    for (const [code, { says, fix }] of Object.entries(commonFaults(VENDOR))) {
      expect(code).toMatch(/^acme(-[a-z]+)+$/);
      expect(`${says} ${fix}`).toMatch(/Acme|ACME/);
      expect(says).toMatch(/\.$/);
      expect(fix).toMatch(/\.$/);
    }
  });

  it("are short, and hold no key", () => {
    const make = faultMaker(commonFaults(VENDOR));
    const fault = make(
      "acme-unavailable",
      "acme/x",
      withoutKey(`no ${"k".repeat(9)} ${"x".repeat(900)}`, "k".repeat(9)),
    );
    expect(fault).toMatchObject({ provider: "acme/x", retryable: true });
    expect(fault.message.length).toBeLessThan(420);
    expect(fault.message).not.toContain("kkk");
  });
});
