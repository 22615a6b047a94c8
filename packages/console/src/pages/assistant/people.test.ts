import { expect, it } from "vitest";
import { isPersonsNumber, withPerson } from "./people.ts";

it("gives everybody an id of his own, in any alphabet", () => {
  const one = withPerson([], "Front Desk", "+14155550100");
  const two = withPerson(one, "front desk!", "+14155550101");
  const three = withPerson(withPerson(two, "Регистратура", "+74955550100"), "…", "+14155550102");
  expect(three.map(({ id }) => id)).toEqual(["front-desk", "front-desk-2", "регистратура", "person"]);
  expect(one).toHaveLength(1);
});

it("takes numbers that can be dialled from anywhere", () => {
  expect(["+14155550100", "+37255501000"].map(isPersonsNumber)).toEqual([true, true]);
  expect(["4155550100", "+0155550100", "+1415", "+1415555010x", ""].some(isPersonsNumber)).toBe(false);
});
