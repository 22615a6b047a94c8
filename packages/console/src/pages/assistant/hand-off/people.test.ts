import { expect, it } from "vitest";
import { isPersonsNumber, movedPerson, withPerson } from "./people.ts";

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

it("moves somebody by one place, and no further than the ends", () => {
  const people = ["a", "b", "c"].map((id) => ({ id, name: id, number: "+14155550100" }));
  const order = (index: number, by: -1 | 1) => movedPerson(people, index, by).map(({ id }) => id);
  expect([order(1, -1), order(1, 1), order(0, -1), order(2, 1)].map(String)).toEqual([
    ...["b,a,c", "a,c,b", "a,b,c", "a,b,c"],
  ]);
});
