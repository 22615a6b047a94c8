/** Who can be rung, as the settings have it. */
import type { Person } from "../../../data/assistants.ts";

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

/** One place up or down; at the ends nothing changes. */
export function movedPerson(people: readonly Person[], index: number, by: -1 | 1): Person[] {
  const person = people[index];
  const others = people.filter((_, at) => at !== index);
  const to = Math.max(0, Math.min(others.length, index + by));
  return person ? [...others.slice(0, to), person, ...others.slice(to)] : others;
}
