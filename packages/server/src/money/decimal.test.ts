import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exact, isAmount, moneyOf, shown, timesPer } from "./decimal.ts";

describe("money", () => {
  it.each([
    ["0.0043", "0.0043", "0.0043"],
    ["0", "0.0000", "0.0000"],
    ["12", "12.0000", "12.0000"],
    ["0.00005", "0.0001", "0.00005"],
    ["0.00004999", "0.0000", "0.00004999"],
    ["0.99995", "1.0000", "0.99995"],
    ["0.0000000001", "0.0000", "0.0000000001"],
  ])("%s is shown as %s and is exactly %s", (text, four, all) => {
    expect(shown(moneyOf(text))).toBe(four);
    expect(exact(moneyOf(text))).toBe(all);
  });

  it("is what it was, after any way through text", () => {
    fc.assert(fc.property(fc.bigInt(0n, 10n ** 20n), (amount) => moneyOf(exact(amount)) === amount));
  });

  it("is never further from the truth than half of its last place", () => {
    fc.assert(
      fc.property(
        fc.bigInt(0n, 10n ** 14n),
        fc.bigInt(0n, 10n ** 9n),
        fc.bigInt(1n, 10n ** 9n),
        (price, quantity, per) => {
          const twice = 2n * timesPer(price, quantity, per) * per - 2n * price * quantity;
          return twice <= per && twice > -per;
        },
      ),
    );
  });

  it("takes no text that only looks like an amount", () => {
    for (const text of ["", "-1", "1e3", ".5", "1.", "0.00000000001", "1,5", " 1", "NaN"]) {
      expect(isAmount(text), text).toBe(false);
      expect(() => moneyOf(text), text).toThrow();
    }
  });
});
