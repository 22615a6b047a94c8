/** The catalogues say what can be relied on: each figure parses, and nobody is sent to a model that dies before his own. */
import { findModel, type ModelCard } from "@offhook/provider-kit/catalogue";
import { describe, expect, it } from "vitest";
import { CATALOGUES, catalogueOf } from "./catalogues.ts";

const DAY = /^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const AMOUNT = /^\d+(\.\d{1,10})?$/;

const all = CATALOGUES.flatMap((catalogue) => catalogue.models.map((card) => ({ catalogue, card })));

/** `flash` of the same vendor, or `vendor/flash` of another. */
function cardNamed(vendor: string, name: string): ModelCard | undefined {
  const [other, id] = name.includes("/") ? name.split("/") : [vendor, name];
  return catalogueOf(other ?? "")?.models.find((card) => card.id === id);
}

describe.each(CATALOGUES.map((catalogue) => [catalogue.provider, catalogue] as const))("%s", (_, catalogue) => {
  it("names each model once", () => {
    const ids = catalogue.models.map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(0);
    expect(ids).toEqual([...new Set(ids)]);
  });

  it("has dated figures that parse, and none that says free for unknown", () => {
    for (const { id, source, asOf, prices, languages } of catalogue.models) {
      expect(asOf, id).toMatch(DAY);
      expect(source, id).not.toBe("");
      expect(languages.length, id).toBeGreaterThan(0);
      if (prices === "unknown") continue;
      expect(prices.length, id).toBeGreaterThan(0);
      for (const price of prices) {
        expect(price.amount, id).toMatch(AMOUNT);
        expect(price.asOf, id).toMatch(DAY);
        expect(price.per, id).toBeGreaterThan(0);
        expect(price.currency).toBe("USD");
        expect(Number(price.amount) > 0, `${id} ${price.unit}`).toBe(
          !["embedded", "local"].includes(catalogue.provider),
        );
      }
      // Two prices for one unit would bill twice.
      const units = prices.map(({ unit }) => unit);
      expect(units, id).toEqual([...new Set(units)]);
    }
  });

  it("knows what is meant by a choice without an id", () => {
    for (const kind of ["transcriber", "voice", "realtime", "model"] as const) {
      const defaultId = catalogue.defaults[kind];
      if (defaultId !== undefined) expect(findModel(catalogue, kind, undefined)?.id).toBe(defaultId);
    }
  });

  it("has an address and a key to set, or neither", () => {
    const { keyName, baseUrlName, baseUrl } = catalogue;
    const given = [keyName, baseUrlName, baseUrl].filter((one) => one !== null).length;
    expect([0, 3]).toContain(given);
  });
});

describe("models with an end", () => {
  const dying = all.filter(({ card }) => card.endOfLife !== null);

  it("are known: there are some", () => {
    expect(dying.map(({ card }) => card.id)).toContain("gpt-4.1-mini");
  });

  it.each(dying.map(({ catalogue, card }) => [`${catalogue.provider}/${card.id}`, catalogue, card] as const))(
    "%s has a successor of its kind that outlives it",
    (_, { provider }, { kind, endOfLife, successor }) => {
      expect(endOfLife).toMatch(DAY);
      const next = cardNamed(provider, successor ?? "");
      expect(next?.kind).toBe(kind);
      if (next?.endOfLife) expect(next.endOfLife > (endOfLife ?? "")).toBe(true);
    },
  );
});

describe("what an id means", () => {
  it.each([
    ["deepgram", "voice", "aura-2-thalia-en", "aura-2-thalia-en"],
    ["deepgram", "voice", "aura-2-someone-new-en", "aura-2-thalia-en"],
    ["deepgram", "transcriber", "nova-2-phonecall", "nova-2"],
    ["deepgram", "transcriber", "nova-9", undefined],
    ["elevenlabs", "voice", "Rachel", "eleven_flash_v2_5"],
    ["elevenlabs", "voice", "Rachel/eleven_v3?stability=0.5", "eleven_v3"],
    ["openai", "model", "gpt-5-mini-2025-08-07", "gpt-5-mini"],
    ["openai", "model", "my-own", undefined],
    ["anthropic", "model", "claude-haiku-4-5-20251001", "claude-haiku-4-5"],
    ["embedded", "transcriber", undefined, "moonshine-tiny"],
  ] as const)("%s %s %s", (provider, kind, id, expected) => {
    const catalogue = catalogueOf(provider);
    expect(catalogue && findModel(catalogue, kind, id)?.id).toBe(expected);
  });
});
