/** A story told in real time: named like the others, with its own time limit. */
import { it } from "vitest";
import { STORIES } from "../stories/story-list.ts";

const MOST_MS = 240_000;

export function audioStory(number: number, run: () => Promise<void>, detail = ""): void {
  it(`story ${number}: ${STORIES[number]} (real audio${detail ? `, ${detail}` : ""})`, run, MOST_MS);
}
