import { describe, expect, it } from "vitest";
import type { NumberRehearsal } from "../../../data/phone-numbers.ts";
import type { OwnedNumber } from "../../../data/twilio-accounts.ts";
import { answeringHost, canImport, type ImportRows, importCount, isBusy, toImport, toLookAt } from "./import-rows.ts";

const seen = { step: "seen", seen: {} as NumberRehearsal } as const;
const failed = { step: "failed", fault: { code: "x", message: "", fix: "", status: 404 } } as const;

describe("an import", () => {
  it("imports only what was seen, and looks again at what failed", () => {
    const rows: ImportRows = { a: seen, b: failed, d: { step: "imported" } };
    expect(toImport(rows, ["a", "b", "c", "d"])).toEqual(["a"]);
    expect(toLookAt(rows, ["a", "b", "c", "d"])).toEqual(["b", "c"]);
    // What was seen and is not chosen any more is left alone.
    expect(toImport(rows, ["b"])).toEqual([]);
  });

  it("counts what became of each", () => {
    expect(importCount({ a: { step: "imported" }, b: failed, c: seen })).toEqual({ imported: 1, failed: 1 });
    expect(isBusy({ a: seen, b: { step: "importing" } })).toBe(true);
    expect(isBusy({ a: seen, b: failed })).toBe(false);
  });

  it("offers numbers that take calls and are not here", () => {
    const number = (voice: boolean, phoneNumberId: string | null): OwnedNumber => ({
      ...{ number: "+12125550123", friendlyName: "", voiceUrl: "", phoneNumberId },
      capabilities: { voice, sms: false, mms: false },
    });
    expect([number(true, null), number(false, null), number(true, "num_1")].map(canImport)).toEqual([
      true,
      false,
      false,
    ]);
  });

  it.each([
    ["https://theirs.example/answer?x=1", "theirs.example"],
    ["not an address", "not an address"],
    ["", ""],
  ])("reads %j as %j", (url, host) => {
    expect(answeringHost(url)).toBe(host);
  });
});
