/** Who can be rung, as the settings have it. */
import type { Person } from "../../data/assistants.ts";

/** E.164, as the server wants it. */
export const isPersonsNumber = (number: string): boolean => /^\+[1-9]\d{6,14}$/.test(number);

/** At the end. The id stays what it is when the name changes: flows name it. */
export function withPerson(people: readonly Person[], name: string, number: string): Person[] {
  const plain = name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 50);
  const isTaken = (id: string): boolean => people.some((one) => one.id === id);
  let id = plain || "person";
  for (let number = 2; isTaken(id); number += 1) id = `${plain || "person"}-${number}`;
  return [...people, { id, name, number }];
}
