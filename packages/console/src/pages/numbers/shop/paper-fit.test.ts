import { describe, expect, it } from "vitest";
import type { Address } from "../../../data/twilio-accounts.ts";
import { addressLines, chosenSid, fittingAddresses, lacksPapers } from "./paper-fit.ts";

const BERLIN: Address = {
  ...{ sid: "AD1", friendlyName: null, customerName: "Riverside Clinic", street: "Uferweg 3", streetSecondary: null },
  ...{ city: "Berlin", region: "Berlin", postalCode: "10115", country: "DE" },
};
const AUSTIN: Address = {
  ...{ ...BERLIN, sid: "AD2", street: "5 River St", streetSecondary: "Suite 2", city: "Austin", region: "TX" },
  ...{ postalCode: "73301", country: "US" },
};

describe("addresses", () => {
  it("fit by where they are", () => {
    const fitting = (need: "any" | "local" | "foreign") =>
      fittingAddresses([BERLIN, AUSTIN], need, "DE").map(({ sid }) => sid);
    expect([fitting("any"), fitting("local"), fitting("foreign")]).toEqual([["AD1", "AD2"], ["AD1"], ["AD2"]]);
  });

  it("are written as on an envelope, without what nobody has filled in", () => {
    expect(addressLines(BERLIN, "Germany")).toEqual(["Riverside Clinic", "Uferweg 3", "10115 Berlin", "Germany"]);
    expect(addressLines(AUSTIN, "United States")).toEqual([
      ...["Riverside Clinic", "5 River St, Suite 2", "Austin, TX 73301", "United States"],
    ]);
    const bare = { ...AUSTIN, customerName: null, street: null, streetSecondary: null, city: null, region: null };
    expect(addressLines({ ...bare, postalCode: null }, "United States")).toEqual(["United States"]);
  });
});

describe("what is chosen", () => {
  it("is the only one there is, until somebody chooses; never one that is gone", () => {
    expect(chosenSid([BERLIN], undefined)).toBe("AD1");
    expect(chosenSid([BERLIN, AUSTIN], undefined)).toBe("");
    expect(chosenSid([BERLIN, AUSTIN], "AD2")).toBe("AD2");
    expect(chosenSid([BERLIN], "")).toBe("");
    expect(chosenSid([BERLIN, AUSTIN], "AD9")).toBe("");
    expect(chosenSid([], "AD9")).toBe("");
  });

  it("is not enough where something is asked for that the account does not have", () => {
    const bundle = { sid: "BU1", friendlyName: null, validUntil: null };
    expect(lacksPapers({ address: "local", bundle: "possible" }, [], [bundle])).toBe(true);
    expect(lacksPapers({ address: "local", bundle: "possible" }, [BERLIN], [])).toBe(false);
    expect(lacksPapers({ address: null, bundle: "required" }, [], [])).toBe(true);
    expect(lacksPapers({ address: null, bundle: null }, [], [])).toBe(false);
  });
});
